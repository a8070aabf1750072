namespace OrleansStore.Contracts.Sessions;

/// <summary>What can happen to the sessions of a customer.</summary>
[GenerateSerializer, Immutable, Alias("store.sessionEvent")]
public abstract record SessionEvent;

/// <summary>One was opened.</summary>
/// <param name="Client">What the program called itself.</param>
[GenerateSerializer, Immutable, Alias("session.opened.v1")]
public sealed record SessionOpened(Guid Session, [property: Personal] string? Client) : SessionEvent;

/// <summary>A refresh token was used.</summary>
/// <param name="Number">Of the next one.</param>
[GenerateSerializer, Immutable, Alias("session.refreshed.v1")]
public sealed record SessionRefreshed(Guid Session, int Number) : SessionEvent;

/// <summary>One ended; its tokens are refused from now on.</summary>
[GenerateSerializer, Immutable, Alias("session.ended.v1")]
public sealed record SessionEnded(Guid Session, SessionEnding Ending) : SessionEvent;

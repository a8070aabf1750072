using Orleans.Concurrency;

namespace OrleansStore.Contracts.Sessions;

/// <summary>Where one customer is logged in. Key: the customer's id.</summary>
/// <remarks>
/// A session is a family of refresh tokens: each is good once and gives the next. Who shows one that was used has it from
/// somebody, or somebody has it from him: nobody can tell, so the session ends for both.
/// </remarks>
[Alias("store.sessions")]
public interface ISessionsGrain : IGrainWithGuidKey
{
    /// <summary>Opens a session; of too many, the one that was not used for the longest time ends.</summary>
    [Alias("open")]
    Task<Result<SessionView>> Open(OpenSession command);

    /// <summary>Uses a refresh token; one that was used before ends its session.</summary>
    /// <returns>The session with the number of the next refresh token.</returns>
    [Alias("refresh")]
    Task<Result<SessionView>> Refresh(RefreshSession command);

    /// <summary>Ends a session.</summary>
    [Alias("end")]
    Task<Result<SessionList>> End(CommandContext context, Guid session, SessionEnding ending);

    /// <summary>Ends all sessions.</summary>
    /// <param name="except">Save this one.</param>
    [Alias("revokeAll")]
    Task<Result<SessionList>> RevokeAll(CommandContext context, SessionEnding ending, Guid? except);

    /// <summary>The open sessions, the last used first.</summary>
    [Alias("list"), ReadOnly]
    Task<Result<SessionList>> List();
}

/// <summary>Opens a session.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Client">What the program called itself.</param>
[GenerateSerializer, Immutable, Alias("store.openSession")]
public sealed record OpenSession(CommandContext Context, Guid Session, string? Client);

/// <summary>Uses a refresh token.</summary>
/// <param name="Number">The refresh token's.</param>
[GenerateSerializer, Immutable, Alias("store.refreshSession")]
public sealed record RefreshSession(CommandContext Context, Guid Session, int Number);

/// <summary>Why a session ended.</summary>
[GenerateSerializer, Alias("store.sessionEnding")]
public enum SessionEnding
{
    /// <summary>The customer logged out.</summary>
    LoggedOut,

    /// <summary>The customer ended it from another one.</summary>
    Revoked,

    /// <summary>A refresh token was used twice.</summary>
    Reused,

    /// <summary>The customer has too many.</summary>
    Superseded,

    /// <summary>The password was changed or set anew.</summary>
    PasswordSet,

    /// <summary>The account may do other things than before.</summary>
    RoleChanged,

    /// <summary>The account was erased.</summary>
    Erased,
}

using System.Collections.Immutable;

namespace OrleansStore.Contracts.Sessions;

/// <summary>Where a customer is logged in.</summary>
/// <param name="Number">Of the refresh token that is good now.</param>
[GenerateSerializer, Immutable, Alias("store.sessionView")]
public sealed record SessionView(Guid Id, int Number, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string? Client);

/// <summary>All of them.</summary>
[GenerateSerializer, Immutable, Alias("store.sessionList")]
public sealed record SessionList(ImmutableArray<SessionView> Items);

/// <summary>What can be wrong with a command to sessions.</summary>
public static class SessionErrors
{
    /// <summary>There is no such session, or it has ended.</summary>
    public static StoreError NotFound(Guid id) => new(ErrorKind.NotFound, "sessionNotFound", $"There is no session {id}.");
}

/// <summary>Limits of sessions, each with its reason.</summary>
public static class SessionLimits
{
    /// <summary>Sessions a customer has at once: more than anybody has devices.</summary>
    public const int Sessions = 20;

    /// <summary>Characters kept of what a program calls itself.</summary>
    public const int Client = 200;

    /// <summary>Events looked back on for sessions that ended lately: what more than all sessions of a customer come to.</summary>
    public const int LookBack = 100;

    /// <summary>How long an access token is good for: who has stolen one has it no longer.</summary>
    public static readonly TimeSpan Access = TimeSpan.FromMinutes(15);

    /// <summary>How long a session may lie unused; a refresh token is good for as long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(14);

    /// <summary>How long a session lasts however it is used: then the password is asked for again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);
}

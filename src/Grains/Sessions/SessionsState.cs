using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Sessions;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Sessions;

/// <summary>Where a customer is logged in: bounded, the one that was not used for the longest time first.</summary>
[GenerateSerializer, Immutable, Alias("store.sessionsState")]
public sealed record SessionsState(ImmutableArray<OpenSessionState> Open) : IAggregate<SessionsState, SessionEvent>
{
    /// <inheritdoc/>
    public static SessionsState Initial { get; } = new(ImmutableArray<OpenSessionState>.Empty);

    /// <inheritdoc/>
    public static string SnapshotType => "session.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<SessionsState> SnapshotJson => GrainStates.Default.SessionsState;

    /// <inheritdoc/>
    /// <remarks>What has lain unused for too long goes with whatever happens next, so that the state cannot grow.</remarks>
    public static SessionsState Evolve(SessionsState state, SessionEvent @event, in EventMeta meta)
    {
        var time = meta.Time;
        var open = state.Open.RemoveAll(s => !s.IsAlive(time));
        return @event switch
        {
            SessionOpened e => new(open.RemoveAll(s => s.Id == e.Session).Add(new OpenSessionState(e.Session, 1, time, time, e.Client))),
            SessionRefreshed e when open.FirstOrDefault(s => s.Id == e.Session) is { } session =>
                new(open.Remove(session).Add(session with { Number = e.Number, LastUsedAt = time })),
            SessionEnded e => new(open.RemoveAll(s => s.Id == e.Session)),
            _ => new(open),
        };
    }
}

/// <summary>One session.</summary>
/// <param name="Number">Of the refresh token that is good now.</param>
[GenerateSerializer, Immutable, Alias("store.openSessionState")]
public sealed record OpenSessionState(Guid Id, int Number, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string? Client)
{
    /// <summary>Whether it was used lately and has not lasted too long.</summary>
    public bool IsAlive(DateTimeOffset now) => now - LastUsedAt < SessionLimits.Idle && now - CreatedAt < SessionLimits.Lifetime;
}

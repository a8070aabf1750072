using OrleansStore.Contracts.Sessions;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Sessions;

/// <summary>What may be done with sessions.</summary>
public static class SessionDecisions
{
    /// <summary>Always; the one that was not used for the longest time makes room.</summary>
    public static Decision<SessionEvent> Open(SessionsState state, OpenSession command, DateTimeOffset now)
    {
        var client = string.IsNullOrWhiteSpace(command.Client) ? null : command.Client.Trim();
        if (client?.Length > SessionLimits.Client) client = Cut(client);
        var others = state.Open.Where(s => s.Id != command.Session && s.IsAlive(now)).ToList();
        var tooMany = others.Take(Math.Max(0, others.Count - SessionLimits.Sessions + 1)).Select(SessionEvent (s) => new SessionEnded(s.Id, SessionEnding.Superseded));
        return Decision<SessionEvent>.All([.. tooMany, new SessionOpened(command.Session, client)]);
    }

    /// <summary>Once with each refresh token; with one that was used before, the session ends.</summary>
    public static Decision<SessionEvent> Refresh(SessionsState state, RefreshSession command, DateTimeOffset now)
    {
        var session = state.Open.FirstOrDefault(s => s.Id == command.Session && s.IsAlive(now));
        if (session is null || command.Number > session.Number) return SessionErrors.NotFound(command.Session);
        return command.Number == session.Number
            ? new SessionRefreshed(session.Id, session.Number + 1)
            : new SessionEnded(session.Id, SessionEnding.Reused);
    }

    /// <summary>One that is open.</summary>
    public static Decision<SessionEvent> End(SessionsState state, Guid session, SessionEnding ending, DateTimeOffset now) =>
        state.Open.Any(s => s.Id == session && s.IsAlive(now)) ? new SessionEnded(session, ending) : SessionErrors.NotFound(session);

    /// <summary>All that are open, save one.</summary>
    public static Decision<SessionEvent> RevokeAll(SessionsState state, SessionEnding ending, Guid? except) =>
        Decision<SessionEvent>.All([.. state.Open.Where(s => s.Id != except).Select(SessionEvent (s) => new SessionEnded(s.Id, ending))]);

    // Half of a character is none, and could not be stored.
    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[SessionLimits.Client - 1]) ? SessionLimits.Client - 1 : SessionLimits.Client)];
}

using OrleansStore.Api.Http;
using OrleansStore.Contracts.Sessions;

namespace OrleansStore.Api.Customers;

/// <summary>Where the caller is logged in.</summary>
public sealed class SessionHandlers(SessionControl sessions)
{
    /// <summary>The open sessions, the last used first.</summary>
    public async Task<Answer> List(Call call)
    {
        var list = await sessions.Of(call.Caller.Account).List();
        if (list.Value is not { } known) return Answer.Refuse(list);
        return Answer.Of(new SessionPage([.. known.Items.Select(s => new SessionAnswer(s.Id, s.CreatedAt, s.LastUsedAt, s.Client, s.Id == call.Caller.SessionId))]), position: list.Position);
    }

    /// <summary>Ends one of the caller's sessions.</summary>
    public async Task<Answer> End(Call call, Guid id)
    {
        var ended = await sessions.EndAsync(call.Context, call.Caller.Account, id, SessionEnding.Revoked);
        return ended.Error is null ? Answer.Done(ended.Position) : Answer.Refuse(ended);
    }
}

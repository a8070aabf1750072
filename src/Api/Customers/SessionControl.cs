using OrleansStore.Contracts;
using OrleansStore.Contracts.Sessions;

namespace OrleansStore.Api.Customers;

/// <summary>Ends sessions, so that this node refuses their access tokens at once, and the others as soon as they hear of it.</summary>
public sealed class SessionControl(IGrainFactory grains, RevokedSessions revoked)
{
    /// <summary>The sessions of a customer.</summary>
    public ISessionsGrain Of(Guid customer) => grains.GetGrain<ISessionsGrain>(customer);

    /// <summary>Ends one.</summary>
    public async Task<Result<SessionList>> EndAsync(CommandContext context, Guid customer, Guid session, SessionEnding ending)
    {
        var result = await Of(customer).End(context, session, ending);
        if (result.Error is null) revoked.Add(session);
        return result;
    }

    /// <summary>Runs a command by which the account itself ends all sessions, save one.</summary>
    public async Task<Result<T>> WithAllEndedAsync<T>(Guid customer, Func<Task<Result<T>>> command, Guid? except = null)
        where T : class
    {
        var before = (await Of(customer).List()).Value?.Items ?? [];
        var result = await command();
        if (result.Error is not null) return result;
        foreach (var session in before)
            if (session.Id != except) revoked.Add(session.Id);
        return result;
    }

    /// <summary>Ends all, save one.</summary>
    public Task<Result<SessionList>> RevokeAllAsync(CommandContext context, Guid customer, SessionEnding ending, Guid? except = null) =>
        WithAllEndedAsync(customer, () => Of(customer).RevokeAll(context, ending, except), except);
}

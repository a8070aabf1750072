using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Sessions;

namespace OrleansStore.Api.Customers;

/// <summary>Logging in, staying so, and logging out.</summary>
public sealed class LoginHandlers(
    IGrainFactory grains,
    IClaimNames names,
    PasswordLane passwords,
    AccessTokens tokens,
    SessionControl sessions,
    RevokedSessions revoked,
    GuessGuard guard,
    AccountPolicy policy)
{
    /// <summary>
    /// Opens a session for an e-mail address and its password. An unknown address, a wrong password and an address that is
    /// still to be verified are refused alike, after the same work.
    /// </summary>
    public async Task<Answer> Login(HttpContext http, Call call, LoginRequest input)
    {
        var (refusal, guess) = await guard.BeginAsync(names.Email(input.Email!), http.Connection.RemoteIpAddress);
        if (refusal is not null) return refusal;
        CustomerCredentials? customer;
        PasswordVerdict verdict;
        try
        {
            // Looking up an account takes longer than finding that there is none.
            customer = await policy.InEqualTimeAsync(() => FindAsync(input.Email!));
            verdict = await passwords.VerifyAsync(customer?.PasswordHash, input.Password!);
        }
        catch
        {
            await guard.UndoAsync(guess);
            throw;
        }

        if (customer is null || verdict == PasswordVerdict.Wrong) return await RefuseAsync(null, call);
        var context = ContextOf(call, customer);
        // The attempt stays counted: it is refused like a wrong one, in every way.
        if (policy.MustVerify && !customer.MayLogin) return await RefuseAsync(customer, call);

        await guard.SucceededAsync(guess);
        if (verdict == PasswordVerdict.RightButWeak)
            await grains.GetGrain<ICustomerGrain>(customer.Id).Rehash(context, customer.PasswordHash, await passwords.HashAsync(input.Password!));
        return await OpenAsync(context, customer, http.Request.Headers.UserAgent.ToString());
    }

    /// <summary>Gives new tokens for a refresh token, once; shown again, its session ends.</summary>
    public async Task<Answer> Refresh(Call call, RefreshRequest input)
    {
        if (tokens.OpenRefresh(input.RefreshToken!) is not { } ticket || await CredentialsAsync(ticket.Customer) is not { } customer) return InvalidRefreshToken();
        var context = ContextOf(call, customer);
        var refreshed = await sessions.Of(customer.Id).Refresh(new RefreshSession(context, ticket.Session, ticket.Number));
        if (refreshed.Value is not { } session || refreshed.Error is not null)
        {
            revoked.Add(ticket.Session);
            return InvalidRefreshToken();
        }

        if (IsOpen(customer, session)) return Answer.Of(tokens.Issue(customer, session), position: refreshed.Position);
        await sessions.EndAsync(context.Step(1), customer.Id, session.Id, SessionEnding.PasswordSet);
        return InvalidRefreshToken();
    }

    /// <summary>Ends the session that the access token belongs to.</summary>
    public async Task<Answer> Logout(Call call, NoInput input)
    {
        var ended = await sessions.EndAsync(call.Context, call.Caller.Account, call.Caller.SessionId!.Value, SessionEnding.LoggedOut);
        // It may have ended a moment ago: then that is done too.
        return ended.Error is null or { Code: "sessionNotFound" } ? Answer.Done(ended.Position) : Answer.Refuse(ended);
    }

    /// <param name="unverified">Who had the right password, and is still to verify the address.</param>
    private Task<Answer> RefuseAsync(CustomerCredentials? unverified, Call call) => policy.InEqualTimeAsync(async () =>
    {
        if (unverified is not null) await grains.GetGrain<ICustomerGrain>(unverified.Id).AskVerification(ContextOf(call, unverified));
        return (Answer)policy.InvalidCredentials();
    });

    private async Task<Answer> OpenAsync(CommandContext context, CustomerCredentials checkedOn, string client)
    {
        var opened = await sessions.Of(checkedOn.Id).Open(new OpenSession(context, context.CommandId, client));
        if (opened.Value is not { } session) return Answer.Refuse(opened);
        // The password may have been changed while it was checked: whoever changed it ends the sessions that there are then,
        // and this one may have come after.
        if (await CredentialsAsync(checkedOn.Id) is { } customer && customer.PasswordNumber == checkedOn.PasswordNumber)
            return Answer.Of(tokens.Issue(customer, session), position: opened.Position);
        await sessions.EndAsync(context.Step(1), checkedOn.Id, session.Id, SessionEnding.PasswordSet);
        return policy.InvalidCredentials();
    }

    /// <summary>Whoever set the password may have died before all sessions were ended.</summary>
    private static bool IsOpen(CustomerCredentials customer, SessionView session) =>
        session.CreatedAt >= customer.SessionsFrom || session.Id == customer.KeptSession;

    private async Task<CustomerCredentials?> FindAsync(string email)
    {
        var claim = await grains.GetGrain<IClaimGrain>(names.Email(email)).Get();
        return claim.Value?.Owner is { } id ? await CredentialsAsync(id) : null;
    }

    private async Task<CustomerCredentials?> CredentialsAsync(Guid id)
    {
        var result = await grains.GetGrain<ICustomerGrain>(id).GetCredentials();
        return result.Error is null ? result.Value : null;
    }

    private static CommandContext ContextOf(Call call, CustomerCredentials customer) => call.Context with { Actor = new Caller(customer.Id, customer.Role).Actor };

    private static Answer InvalidRefreshToken() =>
        new Problem(401, "invalidRefreshToken", "The refresh token is not valid, was used before, or has expired; log in again.");
}

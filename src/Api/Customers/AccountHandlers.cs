using OrleansStore.Api.Http;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Silo.Tokens;

namespace OrleansStore.Api.Customers;

/// <summary>What proves that an account is somebody's: the mailbox, and the password.</summary>
public sealed class AccountHandlers(
    IGrainFactory grains, IClaimNames names, PasswordLane passwords, AccountTokens tokens, SessionControl sessions, GuessGuard guard, AccountPolicy policy)
{
    /// <summary>Takes the token that was sent to the e-mail address.</summary>
    public async Task<Answer> Verify(Call call, VerifyRequest input)
    {
        if (tokens.Open(AccountPurpose.Verification, input.Token!) is not { } token) return Problem.Of(CustomerErrors.InvalidToken());
        var verified = await Customer(token.Customer).Verify(call.Context, token.Number);
        return verified.Error is null ? Answer.Done(verified.Position) : Answer.Refuse(verified);
    }

    /// <summary>Has the token sent again.</summary>
    public async Task<Answer> SendVerification(Call call, NoInput input)
    {
        if (!policy.IsMailSent) return new Problem(409, "mailUnavailable", "This shop sends no e-mail.");
        var asked = await Customer(call.Caller.Account).AskVerification(call.Context);
        return asked.Error is null ? Accepted(asked.Position) : Answer.Refuse(asked);
    }

    /// <summary>Has a token sent that sets a new password; says nothing of whether there is an account.</summary>
    public Task<Answer> AskReset(Call call, ResetRequest input) => policy.InEqualTimeAsync(async () =>
    {
        var claim = await grains.GetGrain<IClaimGrain>(names.Email(input.Email!)).Get();
        if (policy.IsMailSent && claim.Value?.Owner is { } owner) await Customer(owner).AskReset(call.Context);
        return Accepted();
    });

    /// <summary>Sets a new password by the token that was sent; all sessions end.</summary>
    public async Task<Answer> Reset(Call call, ConfirmResetRequest input)
    {
        if (tokens.Open(AccountPurpose.Reset, input.Token!) is not { } token) return Problem.Of(CustomerErrors.InvalidToken());
        // Looked at before the password is hashed, so that an old token costs nothing.
        var known = await Customer(token.Customer).GetCredentials();
        if (known.Value is not { } customer || customer.OpenReset != token.Number) return Problem.Of(CustomerErrors.InvalidToken());
        if (AccountPolicy.CheckPassword("password", input.Password!, customer.Email, customer.Name) is { } weak) return weak;
        var hash = await passwords.HashAsync(input.Password!);
        var set = await sessions.WithAllEndedAsync(customer.Id, () => Customer(customer.Id).SetPassword(new SetPassword(call.Context, hash, token.Number, null, null)));
        if (set.Error is not null) return Answer.Refuse(set);
        await guard.ForgetAsync(names.Email(customer.Email));
        return Answer.Done(set.Position);
    }

    /// <summary>Changes the caller's password; all other sessions end.</summary>
    public async Task<Answer> ChangePassword(HttpContext http, Call call, ChangePasswordRequest input)
    {
        var id = call.Caller.Account;
        var known = await Customer(id).GetCredentials();
        if (known.Value is not { } customer) return Answer.Refuse(known);
        if (AccountPolicy.CheckPassword("newPassword", input.NewPassword!, customer.Email, customer.Name) is { } weak) return weak;
        var (refusal, guess) = await guard.BeginAsync(names.Email(customer.Email), http.Connection.RemoteIpAddress);
        if (refusal is not null) return refusal;
        string hash;
        try
        {
            if (await passwords.VerifyAsync(customer.PasswordHash, input.CurrentPassword!) == PasswordVerdict.Wrong)
                return new Problem(403, "wrongPassword", "The present password is another one.");
            hash = await passwords.HashAsync(input.NewPassword!);
        }
        catch
        {
            await guard.UndoAsync(guess);
            throw;
        }

        // Last, for an attempt is taken back once.
        await guard.SucceededAsync(guess);
        var kept = call.Caller.SessionId;
        var set = await sessions.WithAllEndedAsync(id, () => Customer(id).SetPassword(new SetPassword(call.Context, hash, null, customer.PasswordNumber, kept)), kept);
        return set.Error is null ? Answer.Done(set.Position) : Answer.Refuse(set);
    }

    private ICustomerGrain Customer(Guid id) => grains.GetGrain<ICustomerGrain>(id);

    private static Answer Accepted(long position = 0) => new(202, default) { Position = position };
}

using OrleansStore.Api.Http;
using OrleansStore.Contracts.Customers;
using OrleansStore.Silo.Accounts;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Mail;

namespace OrleansStore.Api.Customers;

/// <summary>What is asked of accounts in this shop.</summary>
public sealed class AccountPolicy(StoreOptions options, AccountMailing mailing, AccountCosts costs, TimeProvider time)
{
    /// <summary>Whether owners can be sent anything.</summary>
    public bool IsMailSent => mailing.IsSent;

    /// <summary>Whether e-mail addresses must be verified before anybody logs in: where there is a mail server, unless the operator says otherwise.</summary>
    public bool MustVerify { get; } = options.Accounts.Verification is { } said ? said == EmailVerification.Required : options.Smtp.Host is not null;

    /// <summary>What becomes of the address of a new account.</summary>
    public Verification OfNew => !IsMailSent ? Verification.None : MustVerify ? Verification.Required : Verification.Asked;

    /// <summary>The one refusal of a login.</summary>
    public Problem InvalidCredentials() => new(
        401,
        "invalidCredentials",
        MustVerify
            ? "The e-mail address or the password is wrong, or the address is not verified yet: then you are sent an e-mail."
            : "The e-mail address or the password is wrong.");

    /// <summary>The refusal of a password that would be guessed.</summary>
    public static Problem? CheckPassword(string field, string password, string email, string? name) =>
        PasswordPolicy.Objection(password, email, name) is { } objection
            ? new Problem(400, "weakPassword", $"The password cannot be used: {objection}") { Errors = new Dictionary<string, string[]> { [field] = [objection] } }
            : null;

    /// <summary>Answers no sooner than both ways are done that the answer is not to tell apart.</summary>
    public async Task<T> InEqualTimeAsync<T>(Func<Task<T>> work)
    {
        var least = costs.Uniform > TimeSpan.Zero ? Task.Delay(costs.Uniform, time) : Task.CompletedTask;
        try
        {
            return await work();
        }
        finally
        {
            await least;
        }
    }
}

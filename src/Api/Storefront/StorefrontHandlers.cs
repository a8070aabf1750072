using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Storefront;

/// <summary>What a page of the shop must know of it before anybody does anything.</summary>
public sealed class StorefrontHandlers(StoreOptions options, AccountPolicy accounts)
{
    private readonly Answer _answer = Answer.Of(new StorefrontAnswer(options.Currency, options.Payments.Provider, accounts.IsMailSent, accounts.MustVerify));

    /// <summary>The shop.</summary>
    public Task<Answer> Get(Call call) => Task.FromResult(_answer);
}

/// <summary>How this shop is set up, as far as buyers see it.</summary>
/// <param name="Currency">Of all prices: ISO 4217.</param>
/// <param name="Payments">Who takes the money.</param>
/// <param name="SendsMail">Whether e-mails are sent, so that a password can be reset.</param>
/// <param name="VerifiesEmail">Whether an e-mail address must be verified before its owner can log in.</param>
public sealed record StorefrontAnswer(string Currency, PaymentProvider Payments, bool SendsMail, bool VerifiesEmail);

using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Grains.Outbound;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Tokens;

namespace OrleansStore.Silo.Mail;

/// <summary>Tells owners of accounts what concerns these, and sends them what proves that the mailbox is theirs.</summary>
internal sealed class AccountMail(
    EventCodec codec, IGrainFactory grains, IMailTransport transport, MailTemplates templates, AccountTokens tokens, StoreOptions options, TimeProvider time)
    : IOutboundReceiver
{
    /// <summary>News that is older is none any more: e-mail may have been off for a while.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(3);

    /// <inheritdoc/>
    public int Parallel => 4;

    /// <inheritdoc/>
    public ValueTask<OutboundMessage?> ReadAsync(StoredEvent stored, CancellationToken cancellation)
    {
        if (NameOf(stored.Type) is not { } name || !StoreStreams.TryKeyOf(StoreStreams.Customer, stored.Stream, out var customer)) return default;
        var happened = codec.Read(stored);
        if (stored.Time < time.GetUtcNow() - LifetimeOf(happened)) return default;
        return new(new OutboundMessage(
            StableId.Of(stored.EventId, "account"), stored.EventId, stored.Position, stored.Stream, name, new News(customer, (CustomerEvent)happened, stored.Time)));
    }

    /// <inheritdoc/>
    public async Task<DeliveryOutcome> DeliverAsync(OutboundMessage message, CancellationToken cancellation)
    {
        var news = (News)message.Body!;
        // It may have been tried for hours.
        if (news.At < time.GetUtcNow() - LifetimeOf(news.Event)) return DeliveryOutcome.Delivered;
        if ((await grains.GetGrain<ICustomerGrain>(news.Customer).Get()).Value is not { Email: not PersonalData.Erased } customer) return DeliveryOutcome.Delivered;
        var token = news.Event switch
        {
            CustomerVerificationAsked e => tokens.Make(AccountPurpose.Verification, news.Customer, e.Number, news.At),
            CustomerResetAsked e => tokens.Make(AccountPurpose.Reset, news.Customer, e.Number, news.At),
            _ => null,
        };
        var link = LinkOf(news.Event, token);
        // Nothing that somebody typed: these go to addresses that nobody has verified, and are not to carry a stranger's words.
        var texts = new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = link is null ? token ?? "" : "" };
        return await transport.SendAsync(templates.Render(message.Type, message.Id, customer.Email, new MailValues(texts, [], link)), cancellation);
    }

    private static string? NameOf(string type) => type switch
    {
        "customer.verificationAsked.v1" => "account.verification",
        "customer.resetAsked.v1" => "account.reset",
        "customer.passwordSet.v1" => "account.password",
        "customer.registrationRepeated.v1" => "account.repeated",
        _ => null,
    };

    private static TimeSpan LifetimeOf(object happened) => happened switch
    {
        CustomerVerificationAsked => AccountTokens.LifetimeOf(AccountPurpose.Verification),
        CustomerResetAsked => AccountTokens.LifetimeOf(AccountPurpose.Reset),
        _ => Stale,
    };

    // Behind the #, where browsers keep it to themselves: it is in no log of a server and in no Referer.
    private string? LinkOf(CustomerEvent happened, string? token) => (options.PublicUrl, happened) switch
    {
        (null, _) => null,
        ({ } url, CustomerVerificationAsked) => $"{url}/account/verify#token={token}",
        ({ } url, CustomerResetAsked) => $"{url}/account/reset#token={token}",
        ({ } url, _) => $"{url}/account",
    };

    private sealed record News(Guid Customer, CustomerEvent Event, DateTimeOffset At);
}

using Orleans.Concurrency;

namespace OrleansStore.Contracts.Outbound;

/// <summary>
/// Tells one receiver outside the store what is in the journal: at least once, in order per lane (an order, say), without
/// anybody in the store waiting for it. Key: the receiver's name, see <see cref="OutboundNames"/>.
/// </summary>
[Alias("store.outbound")]
public interface IOutboundGrain : IGrainWithStringKey
{
    /// <summary>Writes down that it is told what happens from now on, unless it has begun already.</summary>
    [Alias("begin")]
    Task Begin();

    /// <summary>Brings it to work, wherever its silo went, and has it look at its receiver's settings anew.</summary>
    [Alias("wake")]
    Task Wake();

    /// <summary>The receiver was changed or mended: what waits is tried anew, at once.</summary>
    [Alias("renew")]
    Task Renew();

    /// <summary>How far it is, and what became of the newest attempts.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<OutboundView> Get();

    /// <summary>Goes back to a position and tells everything from there again, under the same ids.</summary>
    /// <param name="fromPosition">From 1 to where it is; the event there is the first that is told.</param>
    [Alias("replay")]
    Task<Result<OutboundView>> Replay(long fromPosition);

    /// <summary>Tells the receiver something without meaning, now and once.</summary>
    [Alias("probe"), AlwaysInterleave]
    Task<Result<Delivery>> Probe();

    /// <summary>The receiver is gone for good: forgets where it was.</summary>
    [Alias("end"), AlwaysInterleave]
    Task End();
}

/// <summary>The names of receivers.</summary>
public static class OutboundNames
{
    /// <summary>E-mails to buyers.</summary>
    public const string Mail = "mail";

    /// <summary>E-mails to owners of accounts.</summary>
    public const string Accounts = "accounts";

    /// <summary>E-mails about new products.</summary>
    public const string NewProducts = "newProducts";

    /// <summary>E-mails to the administrator.</summary>
    public const string Alerts = "alerts";

    /// <summary>The message broker.</summary>
    public const string Broker = "rabbitmq";

    private const string WebhookPrefix = "webhook-";

    /// <summary>An integrator's subscription.</summary>
    public static string Webhook(Guid id) => $"{WebhookPrefix}{id:N}";

    /// <summary>The subscription in a receiver's name, if it is one.</summary>
    public static bool TryWebhook(string name, out Guid id)
    {
        id = default;
        return name.StartsWith(WebhookPrefix, StringComparison.Ordinal) && Guid.TryParseExact(name.AsSpan(WebhookPrefix.Length), "N", out id);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Outbound;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Mail;

/// <summary>
/// Tells customers by e-mail of new products in the categories they prefer, if they opted in. Who wants to know is kept
/// in durable rows, made of the customers' events as they pass.
/// </summary>
/// <remarks>
/// A customer gets at most one such e-mail in <see cref="Quiet"/>; the inbox has all products. When the last one was sent
/// stands in the customer's row too, so after a failure half way those who have theirs are not sent it again.
/// </remarks>
internal sealed class NewProductMail(
    EventCodec codec, IDurableRows rows, IGrainFactory grains, IMailTransport transport, MailTemplates templates, StoreOptions options, OutboundLimits limits, TimeProvider time)
    : IOutboundReceiver
{
    private const string Table = "newProductReaders";

    /// <summary>An import of a thousand products is one e-mail, not a thousand.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    /// <summary>News that is older is none any more.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(3);

    /// <summary>How long what was read of the rows counts; another silo may have written them before.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(10);

    private Dictionary<Guid, Reader> _readers = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    /// <summary>One after the other: who opts in before a product comes is to hear of it.</summary>
    public int Parallel => 1;

    /// <inheritdoc/>
    public ValueTask<OutboundMessage?> ReadAsync(StoredEvent stored, CancellationToken cancellation) => new(stored.Type switch
    {
        "customer.changed.v1" when codec.Read(stored) is CustomerChanged { Preferences: not null } e => New(stored, "customer.changed", e),
        "product.created.v1" when stored.Time >= time.GetUtcNow() - Stale => New(stored, "product.added", codec.Read(stored)),
        _ => null,
    });

    /// <inheritdoc/>
    public async Task<DeliveryOutcome> DeliverAsync(OutboundMessage message, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now - _readAt >= Known) await ReadAsync(now, cancellation);
        if (message.Body is not News { Event: ProductCreated product } news)
        {
            await SetAsync((News)message.Body!);
            return DeliveryOutcome.Delivered;
        }

        foreach (var (customer, reader) in _readers.Where(r => r.Value.Wants(product.Category, now)).ToArray())
        {
            var outcome = await SendAsync(message, news.Key, product, customer, cancellation);
            if (outcome is { Error: not null, IsFinal: false }) return outcome;
            await KeepAsync(customer, reader with { MailedAt = now });
            // An attempt must not take too long, however many there are.
            if (time.GetUtcNow() - now > limits.Timeout / 2) return new DeliveryOutcome(null, GoesOn: true);
        }

        return DeliveryOutcome.Delivered;
    }

    private async Task<DeliveryOutcome> SendAsync(OutboundMessage message, Guid productId, ProductCreated product, Guid customer, CancellationToken cancellation)
    {
        if ((await grains.GetGrain<ICustomerGrain>(customer).Get()).Value is not { Preferences.EmailOptIn: true } account) return DeliveryOutcome.Delivered;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = product.Name,
            ["category"] = product.Category,
            ["price"] = Amounts.Format(new Money(product.Price, product.Currency), templates.Language),
        };
        var link = options.PublicUrl is { } url ? $"{url}/products/{productId}" : null;
        var id = StableId.Of(message.EventId, $"newProducts-{customer:N}");
        return await transport.SendAsync(templates.Render(message.Type, id, account.Email, new MailValues(texts, [], link)), cancellation);
    }

    private async Task SetAsync(News news)
    {
        var preferences = ((CustomerChanged)news.Event).Preferences!;
        if (preferences.EmailOptIn && preferences.Categories.Length > 0)
        {
            var mailed = _readers.GetValueOrDefault(news.Key)?.MailedAt ?? DateTimeOffset.MinValue;
            await KeepAsync(news.Key, new Reader([.. preferences.Categories], mailed));
            return;
        }

        await rows.DeleteRowAsync(Table, news.Key.ToString("N"));
        _readers.Remove(news.Key);
    }

    private async Task KeepAsync(Guid customer, Reader reader)
    {
        await rows.UpsertRowAsync(Table, customer.ToString("N"), JsonSerializer.SerializeToUtf8Bytes(reader, ReaderJson.Default.Reader));
        _readers[customer] = reader;
    }

    private async Task ReadAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var kept = await rows.ReadRowsAsync(Table, cancellation);
        _readers = kept.ToDictionary(r => Guid.ParseExact(r.Key, "N"), r => JsonSerializer.Deserialize(r.Value.Span, ReaderJson.Default.Reader)!);
        _readAt = now;
    }

    private static OutboundMessage New(StoredEvent stored, string type, object e) =>
        new(stored.EventId, stored.EventId, stored.Position, "all", type, new News(Guid.ParseExact(stored.Stream.AsSpan(stored.Stream.IndexOf('-') + 1), "N"), e));

    private sealed record News(Guid Key, object Event);
}

/// <summary>Who wants to hear of new products.</summary>
internal sealed record Reader(string[] Categories, DateTimeOffset MailedAt)
{
    /// <summary>Whether now, of this category.</summary>
    public bool Wants(string category, DateTimeOffset now) =>
        now - MailedAt >= NewProductMail.Quiet && Categories.Any(c => c.Trim().Equals(category.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <summary>How readers are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Reader))]
internal sealed partial class ReaderJson : JsonSerializerContext;

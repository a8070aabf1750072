using System.Globalization;
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
/// A customer gets at most one such e-mail in <see cref="Quiet"/>; the inbox has all products. What was sent last stands in
/// the customer's row, so after a crash half way those who have theirs are not sent it again. Whose mailbox takes nothing
/// now is tried again later and holds up nobody: neither the others nor the next product.
/// </remarks>
internal sealed class NewProductMail(
    EventCodec codec, IDurableRows rows, IGrainFactory grains, IMailTransport transport, MailTemplates templates, StoreOptions options, OutboundLimits limits, TimeProvider time)
    : IOutboundReceiver
{
    /// <summary>Rows that are older than shards; read along, and moved as they change.</summary>
    private const string Unsharded = "newProductReaders";

    /// <summary>Readers are read a shard at a time, so that memory holds a part of them only: of a hundred thousand some 1,600.</summary>
    private const int Shards = 64;

    /// <summary>Failed mailboxes remembered of a product; with more, all that have not got theirs are gone through again.</summary>
    private const int Failures = 1_000;

    /// <summary>Products with failed mailboxes that are remembered.</summary>
    private const int Rounds = 100;

    /// <summary>The mail server will not talk now (RFC 5321): this is not about one mailbox.</summary>
    private const int ServiceUnavailable = 421;

    /// <summary>Stands in for an answer where there was none to this one e-mail.</summary>
    private const int Unanswered = 0;

    /// <summary>An import of a thousand products is one e-mail, not a thousand.</summary>
    internal static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    /// <summary>News that is older is none any more.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(3);

    private static readonly string[] Tables = [Unsharded, .. Enumerable.Range(0, Shards).Select(TableOf)];

    private readonly Dictionary<Guid, Round> _rounds = [];

    /// <summary>One after the other: who opts in before a product comes is to hear of it.</summary>
    public int Parallel => 1;

    /// <inheritdoc/>
    public ValueTask<OutboundMessage?> ReadAsync(StoredEvent stored, CancellationToken cancellation) => new(stored.Type switch
    {
        "customer.erased.v1" => New(stored, "customer.erased", codec.Read(stored)),
        "customer.changed.v1" when codec.Read(stored) is CustomerChanged { Preferences: not null } e => New(stored, "customer.changed", e),
        "product.created.v1" when stored.Time >= time.GetUtcNow() - Stale => New(stored, "product.added", codec.Read(stored)),
        _ => null,
    });

    /// <inheritdoc/>
    public async Task<DeliveryOutcome> DeliverAsync(OutboundMessage message, CancellationToken cancellation)
    {
        if (message.Body is not News { Event: ProductCreated product } news)
        {
            await SetAsync((News)message.Body!, cancellation);
            return DeliveryOutcome.Delivered;
        }

        if (!_rounds.TryGetValue(message.EventId, out var round)) round = Begin(message.EventId);
        var began = time.GetUtcNow();
        for (; round.Table < Tables.Length; round.Table++)
        {
            foreach (var row in await rows.ReadRowsAsync(Tables[round.Table], cancellation))
            {
                var (customer, reader) = (Guid.ParseExact(row.Key, "N"), Decode(row.Value));
                if (!round.Concerns(customer) || !reader.Wants(product.Category, message.Position, began)) continue;
                var outcome = await TrySendAsync(message, news.Key, product, customer, cancellation);
                if (outcome is { Error: not null, IsFinal: false, Status: null or ServiceUnavailable }) return outcome;
                if (outcome is { Error: { } error, IsFinal: false }) round.Fail(customer, error);
                else await KeepAsync(customer, reader with { MailedAt = began, Position = message.Position }, Tables[round.Table]);
                if (round.Failed.Count >= Failures) return round.Again(everybody: true);
                // An attempt must not take too long, however many there are.
                if (time.GetUtcNow() - began > limits.Timeout / 4) return new DeliveryOutcome(null, GoesOn: true);
            }
        }

        if (round.Failed.Count > 0) return round.Again(everybody: false);
        _rounds.Remove(message.EventId);
        return DeliveryOutcome.Delivered;
    }

    private Round Begin(Guid eventId)
    {
        if (_rounds.Count >= Rounds) _rounds.Remove(_rounds.Keys.First());
        return _rounds[eventId] = new Round();
    }

    /// <summary>Whatever becomes of one customer's e-mail is that one's: the others are not to wait for it.</summary>
    private async Task<DeliveryOutcome> TrySendAsync(OutboundMessage message, Guid productId, ProductCreated product, Guid customer, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(limits.Timeout / 2, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await SendAsync(message, productId, product, customer, either.Token);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryOutcome(patience.IsCancellationRequested ? "no answer" : e.GetType().Name, Unanswered);
        }
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

    private async Task SetAsync(News news, CancellationToken cancellation)
    {
        var preferences = (news.Event as CustomerChanged)?.Preferences ?? CustomerPreferences.None;
        var (key, table) = (news.Key.ToString("N"), TableOf(news.Key));
        if (preferences.EmailOptIn && preferences.Categories.Length > 0)
        {
            var kept = await rows.ReadRowAsync(table, key, cancellation) ?? await rows.ReadRowAsync(Unsharded, key, cancellation);
            var before = kept is { } row ? Decode(row) : new Reader([], DateTimeOffset.MinValue);
            await KeepAsync(news.Key, before with { Categories = [.. preferences.Categories] }, Unsharded);
            return;
        }

        await rows.DeleteRowAsync(table, key);
        await rows.DeleteRowAsync(Unsharded, key);
    }

    private async Task KeepAsync(Guid customer, Reader reader, string from)
    {
        var key = customer.ToString("N");
        await rows.UpsertRowAsync(TableOf(customer), key, JsonSerializer.SerializeToUtf8Bytes(reader, ReaderJson.Default.Reader));
        if (from == Unsharded) await rows.DeleteRowAsync(Unsharded, key);
    }

    private static Reader Decode(ReadOnlyMemory<byte> row) => JsonSerializer.Deserialize(row.Span, ReaderJson.Default.Reader)!;

    private static string TableOf(Guid customer) => TableOf(customer.ToByteArray()[15] % Shards);

    private static string TableOf(int shard) => string.Create(CultureInfo.InvariantCulture, $"{Unsharded}-{shard}");

    /// <summary>A lane of its own for each product and each customer: one that is tried again holds up no other.</summary>
    private static OutboundMessage New(StoredEvent stored, string type, object e) =>
        new(stored.EventId, stored.EventId, stored.Position, stored.Stream, type, new News(Guid.ParseExact(stored.Stream.AsSpan(stored.Stream.IndexOf('-') + 1), "N"), e));

    /// <summary>How far the readers were gone through for a product.</summary>
    private sealed class Round
    {
        private HashSet<Guid>? _only;
        private string _error = "";

        /// <summary>The table that is gone through.</summary>
        public int Table { get; set; }

        /// <summary>Whose mailbox took nothing.</summary>
        public HashSet<Guid> Failed { get; private set; } = [];

        /// <summary>Whether the customer is to be tried now.</summary>
        public bool Concerns(Guid customer) => !Failed.Contains(customer) && _only?.Contains(customer) != false;

        /// <summary>A mailbox took nothing.</summary>
        public void Fail(Guid customer, string error)
        {
            Failed.Add(customer);
            _error = error;
        }

        /// <summary>The next attempt begins anew, with those that are left.</summary>
        public DeliveryOutcome Again(bool everybody)
        {
            (_only, Failed, Table) = (everybody ? null : Failed, [], 0);
            return new DeliveryOutcome(_error, IsReached: true);
        }
    }

    private sealed record News(Guid Key, object Event);
}

/// <summary>Who wants to hear of new products.</summary>
/// <param name="Position">Of the newest product that was told of.</param>
internal sealed record Reader(string[] Categories, DateTimeOffset MailedAt, long Position = 0)
{
    /// <summary>Whether now, of a product of this category.</summary>
    public bool Wants(string category, long position, DateTimeOffset now) =>
        position > Position && now - MailedAt >= NewProductMail.Quiet
        && Categories.Any(c => c.Trim().Equals(category.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <summary>How readers are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Reader))]
internal sealed partial class ReaderJson : JsonSerializerContext;

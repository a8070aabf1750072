using System.Text;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Silo.History;

/// <summary>All that the journal has of one order, whichever grain wrote it down.</summary>
/// <param name="Events">In the global order, as they are stored: what they say of people is sealed.</param>
/// <param name="IsWhole">False when there is more than is gone through at once.</param>
public sealed record Recording(Guid OrderId, IReadOnlyList<StoredEvent> Events, bool IsWhole);

/// <summary>Gathers what happened to an order across grains: its checkout, its cart, goods, promotions and money, and itself.</summary>
/// <remarks>
/// The journal has no index by order. Streams that are the order's own are read whole; those it shares with others (a
/// product's stock, a promotion) only where its checkout was at work, which is found by halving.
/// </remarks>
public sealed class FlightRecorder(RawJournal raw, IJournal journal, EventCodec codec, IClaimNames names, HistoryLimits limits)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="JournalUnavailableException">It cannot be read now.</exception>
    public async Task<Recording> ReadAsync(Guid orderId, CancellationToken cancellation = default)
    {
        var search = new StreamSearch(raw.Journal, limits, cancellation);
        var checkout = await search.AllAsync(StoreStreams.Of(StoreStreams.Checkout, orderId));
        var order = await search.AllAsync(StoreStreams.Of(StoreStreams.Order, orderId));
        var payment = await search.AllAsync(StoreStreams.Of(StoreStreams.Payment, orderId));
        var events = new List<StoredEvent>([.. checkout, .. order, .. payment]);
        var work = checkout.Select(e => (e.Position, Body: (CheckoutEvent)codec.Read(e))).ToList();
        var spans = WorkSpan.Of(work);
        var isOver = order.Count == 0 || order.Any(e => e.Type is "order.cancelled.v1" or "order.expired.v1");
        foreach (var product in ProductsOf(work.Select(w => w.Body)))
            events.AddRange(await StockAsync(search, product, orderId, spans, isOver));
        foreach (var use in UsesOf(work.Select(w => w.Body)))
        {
            events.AddRange(await search.WithinAsync(StoreStreams.Of(StoreStreams.Promotion, use.PromotionId), spans, IsAbout(orderId)));
            if (await CustomerUseStreamAsync(orderId, use, cancellation) is { } stream)
                events.AddRange((await search.AllAsync(stream)).Where(IsAbout(orderId)));
        }

        if (work.Select(w => w.Body).OfType<CheckoutStarted>().FirstOrDefault() is { } started)
        {
            if (started.CartId is { } cart) events.AddRange(await search.AllAsync(StoreStreams.Of(StoreStreams.Cart, cart)));
            if (started.Draft is { IsFirst: true, CustomerId: { } customer })
                events.AddRange(await search.WithinAsync(StoreStreams.Of(StoreStreams.Customer, customer), spans, IsAbout(orderId)));
        }

        events.Sort((one, other) => one.Position.CompareTo(other.Position));
        return new Recording(orderId, events, search.IsWhole);
    }

    /// <summary>What an order that is over still seems to hold was given back later, by whoever compares stocks and orders.</summary>
    private async Task<List<StoredEvent>> StockAsync(StreamSearch search, Guid product, Guid orderId, IReadOnlyList<WorkSpan> spans, bool isOver)
    {
        var stream = StoreStreams.Of(StoreStreams.Stock, product);
        var found = await search.WithinAsync(stream, spans, IsAbout(orderId));
        var isHeld = found.LastOrDefault() is { Type: "stock.held.v1" } last && codec.Read(last) is Contracts.Stock.StockHeld { Quantity: > 0 };
        if (isOver && isHeld && spans is [.., { To: < long.MaxValue } end])
            found.AddRange(await search.WithinAsync(stream, [new(end.To, long.MaxValue)], IsAbout(orderId)));
        return found;
    }

    /// <summary>Most events of a popular product are other orders': they are not even read.</summary>
    private Func<StoredEvent, bool> IsAbout(Guid orderId)
    {
        var text = Encoding.ASCII.GetBytes($"{orderId}");
        return stored => stored.Payload.Span.IndexOf(text) >= 0 && EventSubjects.OrderOf(codec.Read(stored)) == orderId;
    }

    /// <summary>Guests are counted by their address, which is sealed: of one that is erased nobody knows the stream any more.</summary>
    private async Task<string?> CustomerUseStreamAsync(Guid orderId, PromotionUse use, CancellationToken cancellation)
    {
        if (use is { MaxUsesPerCustomer: null, FirstOrder: false }) return null;
        var opened = await journal.ReadStreamAsync(StoreStreams.Of(StoreStreams.Checkout, orderId), 0, 1, cancellation);
        if (opened is not [var first] || codec.Read(first) is not CheckoutStarted { Draft: var draft }) return null;
        if (draft.CustomerId is null && string.IsNullOrEmpty(draft.Email)) return null;
        return $"{StoreStreams.CustomerUse}-{CustomerUses.KeyOf(use.PromotionId, CustomerKeys.Of(draft.CustomerId, draft.Email, names))}";
    }

    private static IEnumerable<Guid> ProductsOf(IEnumerable<CheckoutEvent> work) => work.SelectMany(e => e switch
    {
        CheckoutStarted started => started.Draft.Lines.Select(l => l.ProductId),
        CheckoutLineAsked asked => [asked.Line.ProductId],
        _ => Enumerable.Empty<Guid>(),
    }).Distinct();

    private static IEnumerable<PromotionUse> UsesOf(IEnumerable<CheckoutEvent> work) => work.SelectMany(e => e switch
    {
        CheckoutStarted started => started.Draft.Uses ?? [],
        CheckoutLineAsked asked => asked.Uses ?? [],
        _ => [],
    }).DistinctBy(use => use.PromotionId);
}

using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Stock;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Sweeping;

/// <summary>What may become due: a fold of the journal's global order.</summary>
/// <remarks>
/// Only ever a hint: whoever is asked decides by its own state. So folding some events once more does no harm, and what
/// was found not to be due may be put off.
/// </remarks>
internal sealed class DueThings(EventCodec codec)
{
    private const string Cart = "cart";
    private const string Checkout = "checkout";
    private const string Customer = "customer";

    private readonly Dictionary<DueShardKey, DueShard> _shards = [];

    /// <summary>How far the fold has come.</summary>
    public long Position { get; set; }

    /// <summary>How many things there are.</summary>
    public int Count => _shards.Values.Sum(s => s.Since.Count);

    /// <summary>The things, as they are kept.</summary>
    public IReadOnlyDictionary<DueShardKey, DueShard> Shards => _shards;

    /// <summary>Folds some more events.</summary>
    public void Fold(IReadOnlyList<StoredEvent> events)
    {
        foreach (var e in events)
        {
            if (StoreStreams.TryKeyOf(Cart, e.Stream, out var cart)) FoldCart(cart, e);
            else if (StoreStreams.TryKeyOf(StoreStreams.Order, e.Stream, out var order)) FoldOrder(order, e);
            else if (StoreStreams.TryKeyOf(Checkout, e.Stream, out var begun)) FoldCheckout(begun, e);
            else if (StoreStreams.TryKeyOf(StoreStreams.Stock, e.Stream, out var product)) FoldStock(product, e);
            else if (StoreStreams.TryKeyOf(Customer, e.Stream, out var customer)) FoldCustomer(customer, e);
        }

        if (events.Count > 0) Position = events[^1].Position;
    }

    /// <summary>What is over its time now, at most so many.</summary>
    public List<DueThing> FindDue(DateTimeOffset now, Deadlines deadlines, int atMost)
    {
        var due = new List<DueThing>();
        foreach (var (key, shard) in _shards)
        {
            var latest = (now - SpanOf(key.Kind, deadlines)).UtcTicks;
            foreach (var (thing, since) in shard.Since)
            {
                if (since > latest) continue;
                due.Add(new DueThing(key.Kind, thing, new DateTimeOffset(since, TimeSpan.Zero)));
                if (due.Count == atMost) return due;
            }
        }

        return due;
    }

    /// <summary>It will not become due any more.</summary>
    public void Remove(DueKind kind, DueKey key)
    {
        if (!_shards.TryGetValue(DueShardKey.Of(kind, key.Id), out var shard)) return;
        shard.IsChanged |= shard.Since.Remove(key);
    }

    /// <summary>
    /// It was asked and is not due, as after a deadline was made longer. It is asked again after a part of its time, and not at
    /// every look.
    /// </summary>
    public void PutOff(DueThing thing, DateTimeOffset now, Deadlines deadlines)
    {
        const int parts = 24;
        Touch(thing.Kind, thing.Key, DueAfter(SpanOf(thing.Kind, deadlines) / parts, thing.Kind, now, deadlines));
    }

    /// <summary>
    /// It is due and could not be ended now. It is asked again with the next regular look: those that follow at once because
    /// there is much to ask are for what is due behind it.
    /// </summary>
    public void LeaveAlone(DueThing thing, DateTimeOffset now, Deadlines deadlines) =>
        Touch(thing.Kind, thing.Key, DueAfter(deadlines.SweepEvery, thing.Kind, now, deadlines));

    /// <summary>Puts a shard back that was kept.</summary>
    public void Restore(DueShardKey key, DueShard shard) => _shards[key] = shard;

    /// <summary>An empty shard is worth no room.</summary>
    public void Forget(DueShardKey key) => _shards.Remove(key);

    private static TimeSpan SpanOf(DueKind kind, Deadlines deadlines) => kind switch
    {
        DueKind.Cart => deadlines.CartLifetime,
        DueKind.Unpaid or DueKind.Erasure => TimeSpan.Zero,
        _ => deadlines.Payment,
    };

    /// <summary>From when its time would have to count to be over after a pause, which is no shorter than that between two looks.</summary>
    private static DateTimeOffset DueAfter(TimeSpan pause, DueKind kind, DateTimeOffset now, Deadlines deadlines) =>
        now - SpanOf(kind, deadlines) + (pause < deadlines.SweepEvery ? deadlines.SweepEvery : pause);

    private void FoldCart(Guid id, StoredEvent e)
    {
        switch (e.Type)
        {
            case "cart.closed.v1" or "cart.mergedInto.v1" or "cart.expired.v1":
                Remove(DueKind.Cart, new(id));
                break;
            case "cart.mergeAsked.v1":
                // Whoever took it on may be gone: it is due until it is finished.
                Touch(DueKind.Cart, new(id), DateTimeOffset.MinValue);
                break;
            case "cart.orderRefused.v1":
                break;
            default:
                Touch(DueKind.Cart, new(id), e.Time);
                break;
        }
    }

    private void FoldOrder(Guid id, StoredEvent e)
    {
        switch (e.Type)
        {
            case "order.placed.v1":
                Remove(DueKind.Order, new(id));
                if (Read<OrderPlaced>(e)?.PayBy is { } payBy) Touch(DueKind.Unpaid, new(id), payBy);
                else Touch(DueKind.Order, new(id), e.Time);
                break;
            case "order.paid.v1" or "order.cancelled.v1" or "order.expired.v1":
                Remove(DueKind.Order, new(id));
                Remove(DueKind.Unpaid, new(id));
                break;
        }
    }

    private void FoldCheckout(Guid id, StoredEvent e)
    {
        if (e.Type == "checkout.started.v1") Touch(DueKind.Order, new(id), e.Time);
    }

    /// <summary>
    /// What is held for an order that is watched goes when that ends. Any other hold is watched by itself: it may be a late
    /// double, of an order that never came to be or is over.
    /// </summary>
    private void FoldStock(Guid product, StoredEvent e)
    {
        switch (e.Type)
        {
            case "stock.held.v1" when Read<StockHeld>(e) is { } held:
                if (held.Quantity == 0) Remove(DueKind.Hold, new(held.OrderId, product));
                else if (!Has(DueKind.Order, new(held.OrderId)) && !Has(DueKind.Unpaid, new(held.OrderId))) Touch(DueKind.Hold, new(held.OrderId, product), e.Time);
                break;
            case "stock.released.v1" when Read<StockReleased>(e) is { } released:
                Remove(DueKind.Hold, new(released.OrderId, product));
                break;
            case "stock.sold.v1" when Read<StockSold>(e) is { } sold:
                Remove(DueKind.Hold, new(sold.OrderId, product));
                break;
        }
    }

    /// <summary>Whoever asked for it may be gone: it is due until it is finished.</summary>
    private void FoldCustomer(Guid id, StoredEvent e)
    {
        if (e.Type == "customer.erasureAsked.v1") Touch(DueKind.Erasure, new(id), e.Time);
        else if (e.Type == "customer.erased.v1") Remove(DueKind.Erasure, new(id));
    }

    private T? Read<T>(StoredEvent e)
        where T : class
    {
        try
        {
            return codec.Read(e) as T;
        }
        catch (UnknownEventException)
        {
            // One event that cannot be read is its grain's trouble: the others are not to wait for it.
            return null;
        }
    }

    private bool Has(DueKind kind, DueKey key) =>
        _shards.TryGetValue(DueShardKey.Of(kind, key.Id), out var shard) && shard.Since.ContainsKey(key);

    private void Touch(DueKind kind, DueKey key, DateTimeOffset since)
    {
        var shard = ShardOf(kind, key.Id);
        shard.Since[key] = since.UtcTicks;
        shard.IsChanged = true;
    }

    private DueShard ShardOf(DueKind kind, Guid id)
    {
        var key = DueShardKey.Of(kind, id);
        if (!_shards.TryGetValue(key, out var shard)) _shards.Add(key, shard = new DueShard());
        return shard;
    }
}

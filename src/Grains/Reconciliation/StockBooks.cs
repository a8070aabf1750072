using System.Collections.Immutable;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Reconciliation;

/// <summary>The books of all orders up to one position: a fold of the journal's global order.</summary>
/// <remarks>
/// An order that is settled and in balance is forgotten; should anything move for it later, it is read from its stream again,
/// and was in balance until then. So memory holds what is open and what differs, however long the journal is. What a checkout
/// is in the middle of may differ at any position: its orders count as under way.
/// </remarks>
internal sealed class StockBooks(IJournal journal, EventCodec codec)
{
    private const int Page = 1_000;
    private const string Checkout = "checkout";
    private const string ReturnAsked = "checkout.returnAsked.v1";

    private readonly Dictionary<Guid, OrderBook> _books = [];

    /// <summary>How far the fold has come.</summary>
    public long Position { get; private set; }

    /// <summary>Orders that were placed up to there.</summary>
    public long Orders { get; private set; }

    /// <summary>Orders that something is being done with.</summary>
    public int UnderWay => _books.Values.Count(b => b.UnderWay);

    /// <summary>Orders that are kept in memory.</summary>
    public int Kept => _books.Count;

    /// <summary>What differs now.</summary>
    public IEnumerable<StockDifference> Differences() => _books.Where(b => !b.Value.UnderWay).SelectMany(b => b.Value.Compare(b.Key));

    /// <summary>Reads on, to one position and no further.</summary>
    public async Task ReadToAsync(long position)
    {
        while (Position < position)
        {
            var events = await journal.ReadAllAsync(Position, Page);
            foreach (var stored in events)
            {
                if (stored.Position > position) break;
                await BookAsync(stored);
                Position = stored.Position;
            }

            if (events.Count == 0 || events[^1].Position > position) Position = Math.Max(Position, position);
        }
    }

    private async Task BookAsync(StoredEvent stored)
    {
        if (StoreStreams.TryKeyOf(Checkout, stored.Stream, out var begun)) await BookCheckoutAsync(begun, stored);
        else if (StoreStreams.TryKeyOf(StoreStreams.Order, stored.Stream, out var order)) await BookOrderAsync(order, stored);
        else if (StoreStreams.TryKeyOf(StoreStreams.Stock, stored.Stream, out var product)) await BookStockAsync(product, stored);
    }

    private async Task BookCheckoutAsync(Guid orderId, StoredEvent stored)
    {
        var ends = stored.Type is "checkout.placed.v1" or "checkout.paymentDeclined.v1" or "checkout.finished.v1";
        var book = stored.Type == "checkout.started.v1" ? Add(orderId, OrderState.Initial, []) : await FindAsync(orderId, stored.Position);
        if (stored.Type == ReturnAsked && TryRead(stored) is CheckoutReturnAsked asked) book.Book(asked);
        book.UnderWay = !ends;
        Settle(orderId, book);
    }

    private async Task BookOrderAsync(Guid orderId, StoredEvent stored)
    {
        // What moves no pieces needs no look at an order that is forgotten.
        if (!_books.ContainsKey(orderId) && MovesNothing(stored.Type)) return;
        if (stored.Type == "order.placed.v1") Orders++;
        if (TryRead(stored) is not OrderEvent e) return;
        var book = await FindAsync(orderId, stored.Position);
        book.Order = Evolve(book.Order, stored, e);
        Settle(orderId, book);
    }

    private async Task BookStockAsync(Guid productId, StoredEvent stored)
    {
        if (stored.Type is not ("stock.held.v1" or "stock.released.v1" or "stock.sold.v1" or "stock.restocked.v1")) return;
        if (TryRead(stored) is not StockEvent e) return;
        var orderId = e switch
        {
            StockHeld held => held.OrderId,
            StockReleased released => released.OrderId,
            StockSold sold => sold.OrderId,
            StockRestocked restocked => restocked.OrderId,
            _ => Guid.Empty,
        };
        var book = await FindAsync(orderId, stored.Position);
        book.Book(productId, e);
        Settle(orderId, book);
    }

    private async Task<OrderBook> FindAsync(Guid orderId, long before)
    {
        if (_books.TryGetValue(orderId, out var known)) return known;
        var state = OrderState.Initial;
        await foreach (var stored in ReadAsync(StoreStreams.Of(StoreStreams.Order, orderId), before))
            if (TryRead(stored) is OrderEvent e) state = Evolve(state, stored, e);
        var restocks = new Dictionary<int, ImmutableArray<OrderPieces>>();
        if (!state.Returns.IsEmpty)
        {
            await foreach (var stored in ReadAsync(StoreStreams.Of(Checkout, orderId), before))
                if (stored.Type == ReturnAsked && TryRead(stored) is CheckoutReturnAsked asked) restocks[asked.Return] = asked.Restock;
        }

        return Add(orderId, state, restocks);
    }

    private async IAsyncEnumerable<StoredEvent> ReadAsync(string stream, long before)
    {
        for (var version = 0; ;)
        {
            var events = await journal.ReadStreamAsync(stream, version, Page);
            foreach (var stored in events)
            {
                if (stored.Position >= before) yield break;
                yield return stored;
                version = stored.Version;
            }

            if (events.Count < Page) yield break;
        }
    }

    private OrderBook Add(Guid orderId, OrderState state, Dictionary<int, ImmutableArray<OrderPieces>> restocks)
    {
        var book = new OrderBook(state, restocks);
        _books[orderId] = book;
        return book;
    }

    private void Settle(Guid orderId, OrderBook book)
    {
        if (book.IsSettled || (!book.UnderWay && !book.Order.Placed && book.IsBalanced)) _books.Remove(orderId);
    }

    private object? TryRead(StoredEvent stored)
    {
        try
        {
            return codec.Read(stored);
        }
        catch (UnknownEventException)
        {
            // What it should have said is missing in the books, and differs there.
            return null;
        }
    }

    private static OrderState Evolve(OrderState state, StoredEvent stored, OrderEvent e) =>
        OrderState.Evolve(state, e, new EventMeta(stored.CausationId, stored.CorrelationId, stored.Actor, stored.Time));

    private static bool MovesNothing(string type) =>
        type is "order.captured.v1" or "order.paymentFailed.v1" or "order.refunded.v1" or "order.shipped.v1" or "order.delivered.v1"
            or "order.returnRequested.v1" or "order.returnApproved.v1" or "order.returnRejected.v1" or "order.noteAdded.v1";
}

using System.Collections.Concurrent;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Recovery;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Grains.Tests.Silos;

/// <summary>More buyers than there are pieces, and in the end the proof that nobody was told what does not stand.</summary>
internal sealed class Rush
{
    public const int Buyers = 16;
    private const long Price = 1_000;

    /// <summary>Between two purchases of a buyer.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>By how much the second buyer pauses longer than the first.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(3);

    private readonly SiloCluster _store;
    private readonly Guid[] _products;
    private readonly int _pieces;
    private readonly ConcurrentQueue<Buyer> _all = new();
    private readonly ConcurrentDictionary<Guid, bool> _soldOut = new();
    private volatile bool _isThrough;
    private int _bought;

    private Rush(SiloCluster store, Guid[] products, int pieces) => (_store, _products, _pieces) = (store, products, pieces);

    /// <summary>Everyone who tried to buy.</summary>
    public IReadOnlyCollection<Buyer> All => _all;

    /// <summary>The buyers at work; fails when one of them gets an answer that is not to be.</summary>
    public Task Buying { get; private set; } = Task.CompletedTask;

    private bool IsOver => _isThrough && _soldOut.Count == _products.Length;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Fills the shelves and lets the buyers in. They come again until the test is through and all is sold.</summary>
    /// <param name="pieces">Of each product.</param>
    /// <param name="purchases">At most so many of each buyer; then no fewer in all than there are pieces.</param>
    /// <param name="goAway">Every so-manieth buyer asks only once.</param>
    /// <param name="somePayLater">Whether some make two calls of it.</param>
    public static async Task<Rush> BeginAsync(
        SiloCluster store, int products, int pieces, int purchases = int.MaxValue, int goAway = int.MaxValue, bool somePayLater = true)
    {
        var shelves = await Task.WhenAll(Enumerable.Range(0, products).Select(_ => store.NewProductAsync(pieces, Price)));
        var rush = new Rush(store, shelves, pieces);
        rush.Buying = Task.WhenAll(Enumerable.Range(0, Buyers).Select(async buyer =>
        {
            for (var n = 0; n < purchases && !rush.IsOver; n++)
            {
                // Each at a pace of its own: in step they would all be idle at once, and then nothing can be interrupted.
                if (n > 0) await Task.Delay(Pause + (buyer * Step), Ct);
                await rush.BuyAsync(shelves[(buyer + n) % products], somePayLater && (buyer + n) % 3 == 0, (buyer + 1) % goAway == 0);
            }
        }));
        return rush;
    }

    /// <summary>Waits for so many more pieces to be sold, so that what comes next falls into the midst of work however slow the machine is.</summary>
    public async Task SoldAsync(int more)
    {
        var until = Volatile.Read(ref _bought) + more;
        while (Volatile.Read(ref _bought) < until)
        {
            if (Buying.IsFaulted) await Buying;
            _soldOut.ShouldBeEmpty("There was not enough for this test.");
            await Task.Delay(1, Ct);
        }
    }

    /// <summary>Waits for the last buyer, and holds what all were told against orders, stock and the gateway's books.</summary>
    public async Task CheckAsync()
    {
        _isThrough = true;
        await Buying.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        await MustAgreeAsync();
        // Who was told nothing comes back, and so does everyone else: nobody buys twice.
        var before = _all.Select(buyer => buyer.Answer).ToList();
        await Parallel.ForEachAsync(_all, Ct, async (buyer, cancellation) => (await buyer.ComeBackAsync(cancellation)).ShouldBeTrue());
        foreach (var (buyer, told) in _all.Zip(before)) buyer.Answer.ShouldBe(told ?? buyer.Answer, $"order {buyer.OrderId}");
        await MustAgreeAsync();
    }

    private async Task BuyAsync(Guid product, bool paysLater, bool goesAway)
    {
        var buyer = new Buyer(_store, product, paysLater, goesAway);
        _all.Enqueue(buyer);
        if (!await buyer.BuyAsync(Ct)) return;
        if (buyer.Answer!.Bought) Interlocked.Increment(ref _bought);
        else _soldOut.TryAdd(product, true);
    }

    private async Task MustAgreeAsync()
    {
        await SweepAsync();
        var taken = _store.Ledger.Read().Where(e => e.State == PaymentState.Captured).ToLookup(e => e.OrderId);
        var orders = new List<(Guid Product, OrderView? Order)>();
        foreach (var buyer in _all)
        {
            var order = (await buyer.Order.Get()).Value;
            orders.Add((buyer.Product, order));
            if (buyer.Answer is { } told)
                order.ShouldNotBeNull().Status.ShouldBe(told.Bought ? OrderStatus.Paid : OrderStatus.Cancelled, $"order {buyer.OrderId}");
            taken[buyer.OrderId].Select(e => e.Amount.Amount)
                .ShouldBe(order?.Status == OrderStatus.Paid ? [order.Total.Amount] : [], $"captures of order {buyer.OrderId}");
            if (buyer.Answer is { Bought: true, Total: var total }) order!.Total.Amount.ShouldBe(total);
        }

        foreach (var product in _products)
        {
            var stock = await _store.StockOfAsync(product);
            var ours = orders.Where(o => o.Product == product).ToLookup(o => o.Order?.Status);
            (stock.Sold, stock.Held, stock.Available)
                .ShouldBe((ours[OrderStatus.Paid].Count(), ours[OrderStatus.Pending].Count(), 0));
            (stock.Sold + stock.Held).ShouldBe(_pieces);
        }

        await NothingIsWrittenTwiceAsync();
    }

    /// <summary>Whatever can happen to an order once has happened to it once.</summary>
    private async Task NothingIsWrittenTwiceAsync()
    {
        var events = await _store.Journal.ReadAllAsync(0, int.MaxValue, Ct);
        var ours = _all.SelectMany(buyer => new[] { "order", "checkout" }.Select(category => StoreStreams.Of(category, buyer.OrderId))).ToHashSet();
        events.Where(e => ours.Contains(e.Stream)).GroupBy(e => (e.Stream, e.Type, e.CausationId)).ShouldAllBe(same => same.Count() == 1);
        events.Select(e => e.EventId).ShouldBeUnique();
    }

    private async Task SweepAsync()
    {
        var recovery = _store.Grains.GetGrain<IRecoveryGrain>(0);
        for (var attempt = 0; await recovery.Sweep() > 0; attempt++)
        {
            attempt.ShouldBeLessThan(100);
            await Task.Delay(20, Ct);
        }
    }
}

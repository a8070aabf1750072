using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Analytics;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Analytics;

/// <summary>The figures counted anew, the plainest way: facts are written down one by one from the whole journal, and added up when asked.</summary>
internal sealed class Recount
{
    private enum Kind
    {
        Placed, Paid, Cancelled, Expired, Pieces, Revenue, Refund, Sold, SoldFor, CameBack,
    }

    private sealed record Fact(Kind Kind, DateTimeOffset At, string Currency, Guid? Customer, long Amount, Guid Product = default);

    private readonly List<Fact> _facts = [];
    private readonly Dictionary<Guid, OrderStatus> _statuses = [];
    private readonly List<(DateTimeOffset Since, bool Ordered)> _carts = [];
    private readonly List<DateTimeOffset> _registered = [];
    private readonly Dictionary<Guid, DateTimeOffset> _accounts = [];
    private readonly HashSet<Guid> _erased = [];
    private readonly Dictionary<Guid, ProductCreated> _products = [];
    private readonly HashSet<Guid> _removed = [];
    private readonly Dictionary<Guid, long> _pieces = [];
    private readonly List<Guid> _ever = [];
    private long _position;

    public static Recount Of(FakeJournal journal)
    {
        var recount = new Recount();
        foreach (var stream in journal.Events.GroupBy(e => e.Stream))
        {
            var key = Guid.Parse(stream.Key[(stream.Key.IndexOf('-', StringComparison.Ordinal) + 1)..]);
            var events = stream.Select(s => (s.Time, Event: Read(s))).Where(e => e.Event is not null).Select(e => (e.Time, Event: e.Event!)).ToList();
            switch (stream.Key[..stream.Key.IndexOf('-', StringComparison.Ordinal)])
            {
                case "order": recount.Order(key, events); break;
                case "cart": recount.Cart(events); break;
                case "customer": recount.Account(key, events); break;
                case "product": recount.Product(key, events); break;
                case "stock": recount._pieces[key] = events.Sum(e => Shelf(e.Event)); break;
            }
        }

        recount._position = journal.Events.Where(Counts).Select(e => e.Position).DefaultIfEmpty().Max();
        return recount;
    }

    /// <summary>Compares all figures with those of the read side.</summary>
    public async Task ShouldBeWhatIsSaidBy(ReadSide side)
    {
        DateTimeOffset[] times = [.. _facts.Select(f => f.At), .. _carts.Select(c => c.Since), .. _registered];
        if (times.Length == 0) return;
        var (first, last) = (times.Min(), times.Max());
        await SameDashboard(side, last, first);
        foreach (var bucket in Enum.GetValues<TimeBucket>()) await SameSales(side, bucket, bucket == TimeBucket.Hour && last - first > TimeSpan.FromDays(30) ? last.AddDays(-30) : first, last);
        foreach (var by in Enum.GetValues<PopularBy>()) await SamePopular(side, by, first, last);
        foreach (var customer in _ever) await SameCustomer(side, customer);
    }

    private static object? Read(StoredEvent stored)
    {
        try
        {
            return History.Codec.Read(stored);
        }
        catch (UnknownEventException)
        {
            return null;
        }
    }

    // What a look at the shelf would find: a hold has not left yet.
    private static long Shelf(object e) => e switch
    {
        StockReceived r => r.Quantity,
        StockAdjusted a => a.Delta,
        StockSold s => -s.Quantity,
        StockRestocked b => b.Quantity,
        _ => 0,
    };

    private static bool Counts(StoredEvent e) =>
        e.Type.StartsWith("order.", StringComparison.Ordinal) || e.Type.StartsWith("product.", StringComparison.Ordinal)
        || e.Type is "stock.received.v1" or "stock.adjusted.v1" or "stock.sold.v1" or "stock.restocked.v1"
        || e.Type is "cart.created.v1" or "cart.itemSet.v1" or "cart.merged.v1" or "cart.mergedInto.v1" or "cart.closed.v1" or "cart.reopened.v1"
        || e.Type is "customer.registered.v1" or "customer.rejected.v1" or "customer.erased.v1";

    private void Order(Guid id, List<(DateTimeOffset Time, object Event)> events)
    {
        var placed = (OrderPlaced)events[0].Event;
        void Add(Kind kind, DateTimeOffset at, long amount, Guid product = default) => _facts.Add(new Fact(kind, at, placed.Currency, placed.CustomerId, amount, product));

        Add(Kind.Placed, events[0].Time, 1);
        _statuses[id] = events.Select(e => StatusOf(e.Event)).OfType<OrderStatus>().Last();
        var taken = events.FindIndex(e => e.Event is OrderPaid { Captured: true } or OrderCaptured);
        if (taken >= 0)
        {
            var lines = LinesAt(events, taken);
            Add(Kind.Paid, events[taken].Time, 1);
            Add(Kind.Pieces, events[taken].Time, lines.Sum(l => l.Value.Quantity));
            Add(Kind.Revenue, events[taken].Time, events.Take(taken + 1).Select(e => e.Event).OfType<OrderPaid>().Last().Amount);
            foreach (var (product, (quantity, amount)) in lines)
            {
                Add(Kind.Sold, events[taken].Time, quantity, product);
                Add(Kind.SoldFor, events[taken].Time, amount, product);
            }
        }

        for (var i = 0; i < events.Count; i++)
        {
            var (at, e) = events[i];
            if (e is OrderRefunded refunded) Add(Kind.Refund, at, refunded.Amount);
            if (e is OrderCancelled) Add(Kind.Cancelled, at, 1);
            if (e is OrderExpired) Add(Kind.Expired, at, 1);
            if (e is OrderCancelled && taken >= 0 && taken < i)
                foreach (var (product, (quantity, _)) in LinesAt(events, taken)) Add(Kind.CameBack, at, quantity, product);
            if (e is OrderReturnReceived received)
                foreach (var item in events.Select(x => x.Event).OfType<OrderReturnRequested>().Single(r => r.Number == received.Number).Items) Add(Kind.CameBack, at, item.Quantity, item.ProductId);
        }
    }

    private static OrderStatus? StatusOf(object e) => e switch
    {
        OrderPlaced => OrderStatus.Pending,
        OrderPaid => OrderStatus.Paid,
        OrderShipped s => s.Partial == true ? OrderStatus.PartiallyShipped : OrderStatus.Shipped,
        OrderDelivered { Partial: not true } => OrderStatus.Delivered,
        OrderReturnReceived { All: true } => OrderStatus.Returned,
        OrderCancelled => OrderStatus.Cancelled,
        OrderExpired => OrderStatus.Expired,
        _ => null,
    };

    private static Dictionary<Guid, (int Quantity, long Amount)> LinesAt(List<(DateTimeOffset Time, object Event)> events, int end)
    {
        var lines = new Dictionary<Guid, (int Quantity, long Amount)>();
        foreach (var (_, e) in events.Take(end + 1))
        {
            var (set, pricing) = e switch
            {
                OrderPlaced p => (p.Lines.ToArray(), p.Pricing),
                OrderLineSet s => ([s.Line], s.Pricing),
                _ => ([], null),
            };
            foreach (var line in set)
            {
                if (line.Quantity == 0) lines.Remove(line.ProductId);
                else lines[line.ProductId] = (line.Quantity, line.Quantity * line.UnitPrice);
            }

            if (pricing is not null) lines = pricing.Lines.ToDictionary(l => l.ProductId, l => (l.Quantity, l.Total));
        }

        return lines;
    }

    private void Cart(List<(DateTimeOffset Time, object Event)> events)
    {
        var filled = events.FindIndex(e => e.Event is CartCreated { Items.Length: > 0 } or CartItemSet { Quantity: > 0 } or CartMerged { Items.Length: > 0 } or CartClosed);
        if (filled < 0 || events.Any(e => e.Event is CartMergedInto)) return;
        _carts.Add((events[filled].Time, events.Select(e => e.Event).LastOrDefault(e => e is CartClosed or CartReopened) is CartClosed));
    }

    private void Account(Guid id, List<(DateTimeOffset Time, object Event)> events)
    {
        if (!events.Any(e => e.Event is CustomerRegistered)) return;
        _ever.Add(id);
        var opened = events.First(e => e.Event is CustomerRegistered).Time;
        if (!events.Any(e => e.Event is CustomerRejected)) _registered.Add(opened);
        if (!events.Any(e => e.Event is CustomerRejected or CustomerErased)) _accounts[id] = opened;
        if (events.Any(e => e.Event is CustomerErased)) _erased.Add(id);
    }

    private void Product(Guid id, List<(DateTimeOffset Time, object Event)> events)
    {
        foreach (var (_, e) in events)
        {
            if (e is ProductCreated created) _products[id] = created;
            if (e is ProductChanged changed) _products[id] = _products[id] with { Name = changed.Name ?? _products[id].Name, Price = changed.Price ?? _products[id].Price };
            if (e is ProductRemoved) _removed.Add(id);
        }
    }

    private SalesFigures Sales(string currency, List<Fact> facts)
    {
        var (revenue, refunds, paid) = (Of(Kind.Revenue), Of(Kind.Refund), Of(Kind.Paid));
        return new SalesFigures(
            currency, Of(Kind.Placed), paid, Of(Kind.Cancelled), Of(Kind.Expired), Of(Kind.Pieces), new Money(revenue, currency), new Money(refunds, currency),
            new Money(revenue - refunds, currency), paid == 0 ? null : new Money((long)Math.Floor(((double)revenue / paid) + 0.5), currency));

        long Of(Kind kind) => facts.Where(f => f.Kind == kind).Sum(f => f.Amount);
    }

    private PeriodFigures Period(DateTimeOffset from, DateTimeOffset to)
    {
        // An hour, and with it a bucket, in which only products came back has no figures of sales.
        var sales = _facts.Where(f => f.At >= from && f.At < to && f.Kind is not (Kind.Sold or Kind.SoldFor or Kind.CameBack))
            .GroupBy(f => f.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Sales(g.Key, [.. g])).ToList();
        var carts = _carts.Where(c => c.Since >= from && c.Since < to).ToList();
        var ordered = carts.Count(c => c.Ordered);
        var rate = carts.Count == 0 ? default(decimal?) : Math.Round((decimal)ordered / carts.Count, 4, MidpointRounding.AwayFromZero);
        return new PeriodFigures(from, to, sales, new ConversionFigures(carts.Count, ordered, rate), _registered.Count(r => r >= from && r < to));
    }

    private List<ProductFigures> Popular(DateTimeOffset from, DateTimeOffset to, PopularBy by, int limit) => [.. _facts
        .Where(f => f.At >= from && f.At < to && f.Kind is Kind.Sold or Kind.SoldFor or Kind.CameBack && f.At >= from && f.At < to)
        .GroupBy(f => (f.Product, f.Currency))
        .Select(g =>
        {
            long Of(Kind kind) => g.Where(f => f.Kind == kind).Sum(f => f.Amount);
            var known = _products.GetValueOrDefault(g.Key.Product);
            return new ProductFigures(g.Key.Product, known?.Sku, known?.Name, Of(Kind.Sold) - Of(Kind.CameBack), Of(Kind.Sold), Of(Kind.CameBack), new Money(Of(Kind.SoldFor), g.Key.Currency));
        })
        .Where(p => p.Sold > 0)
        .OrderByDescending(p => by == PopularBy.Pieces ? p.Pieces : p.Revenue.Amount).ThenBy(p => Convert.ToHexString(p.ProductId.ToByteArray(bigEndian: true)), StringComparer.Ordinal)
        .ThenBy(p => p.Revenue.Currency, StringComparer.Ordinal).Take(limit)];

    private async Task SameDashboard(ReadSide side, DateTimeOffset now, DateTimeOffset first)
    {
        var dashboard = await side.Analytics.DashboardAsync(now);
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        dashboard.Position.ShouldBe(_position);
        (await side.Analytics.PositionAsync()).ShouldBe(_position);
        Same(dashboard.Today, Period(today, today.AddDays(1)));
        Same(dashboard.Month, Period(today.AddDays(-29), today.AddDays(1)));
        Same(dashboard.Total with { From = default }, Period(DateTimeOffset.MinValue, today.AddDays(1)) with { From = default });
        dashboard.Total.From.ShouldBeLessThanOrEqualTo(first);
        dashboard.OrdersByStatus.Where(s => s.Value != 0).OrderBy(s => s.Key).ShouldBe(
            _statuses.GroupBy(s => OrderErrors.Name(s.Value)).Select(g => KeyValuePair.Create(g.Key, (long)g.Count())).OrderBy(s => s.Key));
        dashboard.OrdersByStatus.Count.ShouldBe(8);
        dashboard.Accounts.ShouldBe(_accounts.Count);
        dashboard.Products.ShouldBe(_products.Count - _removed.Count);
        dashboard.Stock.Pieces.ShouldBe(_pieces.Values.Sum(p => Math.Max(0, p)));
        dashboard.Stock.Values.ShouldBe(_products.GroupBy(p => p.Value.Currency).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new Money(g.Sum(p => Math.Max(0, _pieces.GetValueOrDefault(p.Key)) * p.Value.Price), g.Key)));
        dashboard.Popular.ShouldBe(Popular(today.AddDays(-29), today.AddDays(1), PopularBy.Pieces, 10));
    }

    private async Task SameSales(ReadSide side, TimeBucket bucket, DateTimeOffset from, DateTimeOffset to)
    {
        var report = await side.Analytics.SalesAsync(from, to.AddSeconds(1), bucket);
        report.Position.ShouldBe(_position);
        Same(report.Totals, Period(report.Totals.From, report.Totals.To));
        report.Totals.From.ShouldBeLessThanOrEqualTo(from);
        report.Totals.To.ShouldBeGreaterThan(to);
        report.Items[0].From.ShouldBe(report.Totals.From);
        report.Items[^1].To.ShouldBe(report.Totals.To);
        for (var i = 1; i < report.Items.Count; i++) report.Items[i].From.ShouldBe(report.Items[i - 1].To);
        foreach (var item in report.Items) Same(item, Period(item.From, item.To));
    }

    private async Task SamePopular(ReadSide side, PopularBy by, DateTimeOffset from, DateTimeOffset to)
    {
        if (to - from > TimeSpan.FromDays(300)) from = to.AddDays(-300);
        var report = await side.Analytics.PopularAsync(from, to.AddSeconds(1), by, 7);
        report.Items.ShouldBe(Popular(report.From, report.To, by, 7));
    }

    private async Task SameCustomer(ReadSide side, Guid id)
    {
        var figures = await side.Analytics.CustomerAsync(id);
        if (!_accounts.TryGetValue(id, out var since))
        {
            figures.ShouldBeNull();
            return;
        }

        figures.ShouldNotBeNull().CustomerSince.ShouldBe(since);
        figures.Sales.ShouldBe(_facts.Where(f => f.Customer == id && f.Product == default).GroupBy(f => f.Currency).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new CustomerSales(
                Sales(g.Key, [.. g]), g.Where(f => f.Kind == Kind.Placed).Min(f => f.At), g.Where(f => f.Kind == Kind.Placed).Max(f => f.At))));
    }

    private static void Same(PeriodFigures said, PeriodFigures wanted)
    {
        said.Sales.ShouldBe(wanted.Sales);
        said.Conversion.ShouldBe(wanted.Conversion);
        (said.From, said.To, said.NewAccounts).ShouldBe((wanted.From, wanted.To, wanted.NewAccounts));
    }
}

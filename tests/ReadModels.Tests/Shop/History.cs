using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Stock;
using OrleansStore.Journal;

namespace OrleansStore.ReadModels.Tests.Shop;

/// <summary>Writes a shop's past into a journal, by hand or by chance with a seed.</summary>
internal sealed class History(int seed = 1)
{
    public static readonly EventCodec Codec = new(StoreEvents.All.Select(t => new EventType(t.Name, t.Json)));

    private static readonly string[] Categories = ["books", "tools", "café"];
    private static readonly string[] Tags = ["new", "sale", "100%", "a_b"];

    private readonly Random _chance = new(seed);
    private readonly Dictionary<string, int> _versions = [];
    private readonly List<Guid> _products = [];
    private readonly List<Guid> _removable = [];
    private readonly List<Open> _open = [];
    private readonly Dictionary<(Guid Product, Guid Customer), int> _reviews = [];
    private DateTimeOffset _now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public FakeJournal Journal { get; init; } = new();

    public IReadOnlyList<Guid> Products => _products;

    public List<Guid> Orders { get; } = [];

    public List<Guid> Customers { get; } = [Id(9_001), Id(9_002), Id(9_003)];

    /// <summary>The same number, the same id; greater numbers sort later.</summary>
    public static Guid Id(int number) => new(number, 7, 0x7000, 0x80, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);

    /// <summary>Appends events to a stream; a second goes by.</summary>
    public long Append(string category, Guid key, params object[] events) => Append(StoreStreams.Of(category, key), events);

    public long Append(string stream, params object[] events)
    {
        _now += TimeSpan.FromSeconds(1);
        var version = _versions.GetValueOrDefault(stream);
        var result = Journal.AppendAsync(stream, version, [.. events.Select(New)]).AsTask().Result;
        result.Outcome.ShouldBe(AppendOutcome.Appended);
        _versions[stream] = result.Version;
        return result.Position;
    }

    /// <summary>Appends an event whose payload cannot be read.</summary>
    public long AppendBroken(string category, Guid key, string type)
    {
        var stream = StoreStreams.Of(category, key);
        var broken = New(new OrderDelivered()) with { Type = type, Payload = "{\"amo"u8.ToArray() };
        var result = Journal.AppendAsync(stream, _versions.GetValueOrDefault(stream), [broken]).AsTask().Result;
        _versions[stream] = result.Version;
        return result.Position;
    }

    public Guid Product(string name = "Lamp", long price = 10_00, string category = "books", string[]? tags = null, int stock = 10, string description = "")
    {
        var id = Id(100 + _products.Count);
        _products.Add(id);
        _removable.Add(id);
        Append(StoreStreams.Product, id, new ProductCreated($"SKU-{_products.Count}", name, description, price, "USD", category, [.. tags ?? []], null));
        if (stock > 0) Append(StoreStreams.Stock, id, new StockReceived(stock));
        return id;
    }

    /// <summary>A pending order of one product.</summary>
    public Guid Order(Guid? customer, Guid? product = null, int quantity = 1)
    {
        var id = Id(10_000 + Orders.Count);
        Orders.Add(id);
        Append(StoreStreams.Order, id, Placed(customer, Line(product ?? Id(100), quantity)));
        return id;
    }

    public static OrderPlaced Placed(Guid? customer, params OrderLine[] lines) =>
        new(customer, customer is null ? "guest@example.com" : null, "USD", [.. lines], new Address("1 Main St", "Town", null, "12345", "US"));

    public static OrderLine Line(Guid product, int quantity, long price = 10_00) => new(product, "SKU", "Lamp", quantity, price);

    /// <summary>Time goes by.</summary>
    public void Pass(TimeSpan time) => _now += time;

    /// <summary>Lets so many things happen, by chance.</summary>
    public void Go(int steps)
    {
        for (var i = 0; i < steps; i++) Step();
    }

    private void Step()
    {
        switch (_chance.Next(20))
        {
            case 0 or 1:
                Product(
                    $"Thing {_chance.Next(50)}", _chance.Next(1, 100) * 100, Pick(Categories), [.. Tags.Where(_ => _chance.Next(3) == 0)],
                    _chance.Next(0, 4), $"Größe {_chance.Next(10)}");
                break;
            case 2 when _removable.Count > 0:
                var change = new ProductChanged(
                    Maybe("Renamed"), Maybe("Other"), _chance.Next(2) == 0 ? _chance.Next(1, 100) * 100 : null, Maybe(Pick(Categories)),
                    _chance.Next(2) == 0 ? [Pick(Tags)] : null, Maybe("https://example.com/i.png"));
                Append(StoreStreams.Product, Pick(_removable), change);
                break;
            case 3 when _removable.Count > 5:
                var removed = Pick(_removable);
                _removable.Remove(removed);
                Append(StoreStreams.Product, removed, new ProductRemoved());
                break;
            case 4 when _products.Count > 0:
                Append(StoreStreams.Stock, Pick(_products), _chance.Next(2) == 0 ? new StockReceived(_chance.Next(1, 5)) : new StockAdjusted(-1, "counted"));
                break;
            case 5 when _products.Count > 0 && _chance.Next(3) > 0:
                Review(Pick(_products), Pick(Customers));
                break;
            case 5 when _chance.Next(4) == 0:
                Erase(Pick(Customers));
                break;
            case 5:
                Append("cart", Id(50_000 + _chance.Next()), new CartClosed(Id(1)));
                break;
            case 6 or 7 or 8 or 9 when _products.Count > 0:
                Place();
                break;
            case >= 10 when _open.Count > 0:
                GoOn(Pick(_open));
                break;
        }
    }

    private void Review(Guid product, Guid customer)
    {
        var rating = _chance.Next(1, 6);
        ReviewEvent e = _reviews.TryGetValue((product, customer), out var before)
            ? _chance.Next(3) == 0 ? new ReviewRemoved(product, before, false) : new ReviewChanged(product, before, rating, $"Rather {rating}", Maybe("Eva"))
            : new ReviewWritten(product, customer, Id(1), rating, $"I say {rating}", Maybe("Eva"));
        if (e is ReviewRemoved) _reviews.Remove((product, customer));
        else _reviews[(product, customer)] = rating;
        Append(StoreStreams.Review, ReviewId.Of(product, customer), e);
    }

    /// <summary>An account is erased whose orders are all at their end, and somebody else comes.</summary>
    private void Erase(Guid customer)
    {
        if (_open.Exists(order => order.Customer == customer)) return;
        Append(StoreStreams.Customer, customer, new CustomerErasureAsked());
        Append(StoreStreams.Customer, customer, new CustomerErased(_now));
        Customers.Remove(customer);
        Customers.Add(Id(9_100 + Orders.Count + Customers.Count + Journal.Events.Count));
    }

    private void Place()
    {
        var products = _products.OrderBy(_ => _chance.Next()).Take(_chance.Next(1, 4)).ToList();
        Guid? customer = _chance.Next(4) == 0 ? null : Pick(Customers);
        var order = new Open(Id(10_000 + Orders.Count), customer);
        Orders.Add(order.Id);
        _open.Add(order);
        foreach (var product in products) Hold(order, product, _chance.Next(1, 4));
        Append(StoreStreams.Order, order.Id, Placed(customer, [.. order.Held.Select(h => Line(h.Key, h.Value, 100 + h.Value))]));
    }

    private void GoOn(Open order)
    {
        var next = _chance.Next(8);
        if (order.Paid)
        {
            _open.Remove(order);
            object[] end = next switch
            {
                0 => [new OrderCancelled("changed my mind"), new OrderRefunded(1_00)],
                1 => [new OrderCaptured()],
                2 => [new OrderShipped("T1", "DHL")],
                _ => [new OrderCaptured(), new OrderShipped("T1", "DHL"), new OrderDelivered()],
            };
            if (next == 0)
            {
                foreach (var (product, quantity) in order.Held) Append(StoreStreams.Stock, product, new StockRestocked(order.Id, quantity));
            }

            Append(StoreStreams.Order, order.Id, end);
            return;
        }

        switch (next)
        {
            case 0:
                foreach (var (product, quantity) in order.Held) Append(StoreStreams.Stock, product, new StockReleased(order.Id, quantity));
                Append(StoreStreams.Order, order.Id, new OrderCancelled("not to be"));
                _open.Remove(order);
                break;
            case 1:
                Append(StoreStreams.Order, order.Id, new OrderPaymentFailed("card", "card_declined"));
                break;
            case 2 or 3:
                var changed = order.Held.Count > 1 && _chance.Next(2) == 0 ? order.Held.Keys.First() : Pick(_products);
                var wanted = order.Held.ContainsKey(changed) && order.Held.Count > 1 ? _chance.Next(0, 4) : _chance.Next(1, 4);
                Hold(order, changed, wanted);
                if (wanted == 0) order.Held.Remove(changed);
                Append(StoreStreams.Order, order.Id, new OrderLineSet(Line(changed, wanted, 100 + wanted)));
                break;
            default:
                order.Paid = true;
                Append(StoreStreams.Order, order.Id, new OrderPaid("p1", "card", 5_00, _chance.Next(2) == 0));
                foreach (var (product, quantity) in order.Held) Append(StoreStreams.Stock, product, new StockSold(order.Id, quantity));
                break;
        }
    }

    private void Hold(Open order, Guid product, int quantity)
    {
        order.Held[product] = quantity;
        Append(StoreStreams.Stock, product, new StockHeld(order.Id, quantity));
    }

    private NewEvent New(object body)
    {
        var (type, payload) = Codec.Write(body);
        return new NewEvent(Guid.NewGuid(), type, Guid.Empty, Guid.Empty, Actors.System, _now, payload);
    }

    private string? Maybe(string text) => _chance.Next(3) == 0 ? text : null;

    private T Pick<T>(IReadOnlyList<T> all) => all[_chance.Next(all.Count)];

    private sealed class Open(Guid id, Guid? customer)
    {
        public Guid Id { get; } = id;

        public Guid? Customer { get; } = customer;

        public Dictionary<Guid, int> Held { get; } = [];

        public bool Paid { get; set; }
    }
}

using System.Collections.Immutable;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.History;

/// <summary>A cluster of its own, whose journal holds nothing else and whose time is let pass.</summary>
public sealed class HistoryCluster : StoreCluster;

/// <summary>Customers and shopkeepers who do what comes to their minds, with a few products that all of them want.</summary>
internal sealed class BusyShop(StoreCluster store, int seed)
{
    private readonly Random _chance = new(seed);
    private readonly List<Guid> _carts = [];
    private string? _coupon;
    private Guid _last;

    public List<Guid> Products { get; } = [];

    public List<Guid> Orders { get; } = [];

    public IReadOnlyList<Guid> Carts => _carts;

    /// <summary>The cart that each order was made of.</summary>
    public Dictionary<Guid, Guid> CartOf { get; } = [];

    /// <summary>Those of the orders of which anything was written down.</summary>
    public HashSet<Guid> Started { get; } = [];

    /// <summary>The ids of all commands that were given.</summary>
    public HashSet<Guid> Commands { get; } = [];

    /// <summary>What grains answered, by stream and version.</summary>
    public Dictionary<(string Category, Guid Id, int Version), object> Told { get; } = [];

    public async Task OpenAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            Products.Add(store.NewId());
            Tell(StoreStreams.Product, Products[^1], await store.Product(Products[^1]).Create(Some.Product(Command(), $"sku-{Products[^1]:N}", 1_000)), p => p.Version);
            Tell(StoreStreams.Stock, Products[^1], await store.Stock(Products[^1]).Receive(new ReceiveStock(Command(), 40)), s => s.Version);
        }

        var id = store.NewId();
        _coupon = $"C{id.ToString("N")[..8]}";
        var terms = new PromotionTerms(
            "Off", _coupon, PromotionKind.Amount, null, 100, null, null, null, [], [], null, null, false, null, 1_000, 500, 0, false, true);
        (await store.Grains.GetGrain<IPromotionBookGrain>(PromotionBook.Key).Create(new CreatePromotion(Command(), id, terms))).Error.ShouldBeNull();
    }

    /// <summary>Somebody does something; whether it is refused is no matter.</summary>
    public async Task StepAsync()
    {
        store.Time.Advance(TimeSpan.FromSeconds(_chance.Next(0, 3) * 20));
        switch (_chance.Next(20))
        {
            case <= 1: await OrderAsync(); break;
            case 2 or 3 or 4: await CartAsync(); break;
            case 5: Tell(StoreStreams.Stock, Any(Products), await store.Stock(_last).Receive(new ReceiveStock(Command(), _chance.Next(1, 9))), s => s.Version); break;
            case 6: Tell(StoreStreams.Stock, Any(Products), await store.Stock(_last).Adjust(new AdjustStock(Command(), _chance.Next(-3, 3), "counted")), s => s.Version); break;
            case 7: Tell(StoreStreams.Product, Any(Products), await store.Product(_last).Change(Price(_chance.Next(500, 1_500))), p => p.Version); break;
            default: await OnOrderAsync(); break;
        }
    }

    private async Task CartAsync()
    {
        if (_carts.Count == 0 || _chance.Next(3) == 0)
        {
            _carts.Add(store.NewId());
            Tell(StoreStreams.Cart, _carts[^1], await Cart(_carts[^1]).Create(Some.NewCart(Command(), new CartItem(Any(Products), 1))), c => c.Version);
            return;
        }

        var set = new SetCartItem(Command(), null, Any(Products), _chance.Next(0, 4));
        Tell(StoreStreams.Cart, Any(_carts), await Cart(_last).SetItem(set), c => c.Version);
    }

    private async Task OrderAsync()
    {
        var id = store.NewId();
        Orders.Add(id);
        var cart = _chance.Next(2) == 0 && _carts.Count > 0 ? Any(_carts) : (Guid?)null;
        ImmutableArray<CartItem> items = cart is null ? [new(Any(Products), _chance.Next(1, 4)), new(Products.Find(p => p != _last), 1)] : [];
        var payment = _chance.Next(3) switch { 0 => Some.Card, 1 => Some.Later, _ => new PaymentChoice(PaymentChoice.Card, "card_declined") };
        var customer = _chance.Next(2) == 0 ? Some.Customer : (Guid?)null;
        var coupon = _chance.Next(2) == 0 ? _coupon : null;
        var start = new StartCheckout(Command(), customer, customer is null ? "eva@example.org" : null, cart, items, Some.Address, payment, coupon);
        if (cart is { } from) CartOf[id] = from;
        Tell(await Checkout(id).Start(start));
    }

    private async Task OnOrderAsync()
    {
        if (Orders.Count == 0) return;
        // The newest ones, so that some come far.
        var order = Order(Any(Orders[^Math.Min(Orders.Count, 4)..]));
        var id = _last;
        switch (await ThoughtAsync(order))
        {
            case 0 or 1: Tell(await Checkout(id).Pay(new PayCheckout(Command(), _chance.Next(3) == 0 ? new(PaymentChoice.Card, "card_declined") : Some.Card, null))); break;
            case 2: Tell(await Checkout(id).Cancel(new CancelOrder(Command(), "changed my mind"))); break;
            case 3: Tell(await Checkout(id).ChangeItem(new ChangeOrderItem(Command(), Any(Products), _chance.Next(-2, 3)))); break;
            case 4: Tell(StoreStreams.Order, id, await order.Ship(new ShipOrder(Command(), null, [new("T1", "DHL")])), o => o.Version); break;
            case 5: Tell(StoreStreams.Order, id, await order.Deliver(new DeliverOrder(Command(), null)), o => o.Version); break;
            case 6: Tell(StoreStreams.Order, id, await order.RequestReturn(new RequestReturn(Command(), null, [new((await order.Get()).Value?.Items[0].ProductId ?? Any(Products), 1)], "broken")), o => o.Version); break;
            case 7: Tell(StoreStreams.Order, id, await order.AnswerReturn(new AnswerReturn(Command(), null, 1, null)), o => o.Version); break;
            case 8: Tell(await Checkout(id).ReceiveReturn(new ReceiveReturn(Command(), 1))); break;
            case 9: Tell(await Checkout(id).Refund(new RefundOrder(Command(), new Money(_chance.Next(1, 900), Some.Currency), "late"))); break;
            case 10: Tell(StoreStreams.Order, id, await order.AddNote(new AddNote(Command(), "hello", _chance.Next(2) == 0)), o => o.Version); break;
            default:
                if (_chance.Next(6) == 0) store.Time.Advance(TimeSpan.FromMinutes(31));
                Tell(await Checkout(id).Expire(Command()));
                break;
        }
    }

    /// <summary>Mostly something that fits where the order stands.</summary>
    private async Task<int> ThoughtAsync(IOrderGrain order)
    {
        int[] fitting = (await order.Get()).Value switch
        {
            _ when _chance.Next(4) == 0 => [],
            { Status: OrderStatus.Pending } => [0, 1, 1, 2, 3, 3, 10, 11],
            { Status: OrderStatus.Paid } => [2, 4, 4, 9, 10],
            { Status: OrderStatus.Shipped } => [5, 5, 9],
            { Status: OrderStatus.Delivered, Returns: [] } => [6, 6, 9],
            { Status: OrderStatus.Delivered, Returns: [{ Status: ReturnStatus.Requested }] } => [7],
            { Status: OrderStatus.Delivered } => [8, 8, 10],
            _ => [],
        };
        return fitting is [] ? _chance.Next(12) : fitting[_chance.Next(fitting.Length)];
    }

    private CommandContext Command()
    {
        var command = store.NewCommand();
        Commands.Add(command.CommandId);
        return command;
    }

    private ChangeProduct Price(long amount) => new(Command(), null, null, null, new Money(amount, Some.Currency), null, null, null);

    private Guid Any(List<Guid> of) => _last = of[_chance.Next(of.Count)];

    private void Tell(Result<CheckoutView> result)
    {
        if (result.Value?.Order is { } order) Told[(StoreStreams.Order, order.Id, order.Version)] = order;
    }

    private void Tell<T>(string category, Guid id, Result<T> result, Func<T, int> version)
        where T : class
    {
        if (result.Value is { } value) Told[(category, id, version(value))] = value;
    }

    private ICheckoutGrain Checkout(Guid id) => store.Grains.GetGrain<ICheckoutGrain>(id);

    private IOrderGrain Order(Guid id) => store.Grains.GetGrain<IOrderGrain>(id);

    private ICartGrain Cart(Guid id) => store.Grains.GetGrain<ICartGrain>(id);
}

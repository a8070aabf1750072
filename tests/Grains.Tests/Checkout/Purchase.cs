using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Checkout;

/// <summary>Two lamps and a chair that nobody else buys, a cart, and one order of them.</summary>
public sealed class Purchase
{
    private const long LampPrice = 1_000;
    private const long ChairPrice = 5_000;

    private readonly StoreCluster _store;

    private Purchase(StoreCluster store) => (_store, OrderId, CartId, Command) = (store, store.NewId(), store.NewId(), store.NewCommand());

    private Purchase(Purchase purchase, StoreCluster store)
    {
        (_store, OrderId, CartId, Command) = (store, purchase.OrderId, purchase.CartId, purchase.Command);
        (Lamp, Chair, Lamps, Chairs) = (purchase.Lamp, purchase.Chair, purchase.Lamps, purchase.Chairs);
    }

    public Guid OrderId { get; }

    public Guid CartId { get; }

    public Guid Lamp { get; private set; }

    public Guid Chair { get; private set; }

    /// <summary>The command that starts the order.</summary>
    public CommandContext Command { get; }

    public ICheckoutGrain Checkout => _store.Grains.GetGrain<ICheckoutGrain>(OrderId);

    public IOrderGrain Order => _store.Grains.GetGrain<IOrderGrain>(OrderId);

    public IPaymentGrain Payment => _store.Grains.GetGrain<IPaymentGrain>(OrderId);

    public ICartGrain Cart => _store.Grains.GetGrain<ICartGrain>(CartId);

    private int Lamps { get; init; }

    private int Chairs { get; set; }

    public static async Task<Purchase> NewAsync(StoreCluster store, int lamps = 10, int chairs = 10)
    {
        var purchase = new Purchase(store) { Lamps = lamps, Chairs = chairs };
        purchase.Lamp = await store.NewProductAsync(lamps, LampPrice);
        purchase.Chair = await store.NewProductAsync(chairs, ChairPrice);
        (await purchase.Cart.Create(Some.NewCart(store.NewCommand(), purchase.Items()))).Error.ShouldBeNull();
        return purchase;
    }

    /// <summary>The same purchase by the grains of another silo.</summary>
    public Purchase At(StoreCluster store) => new(this, store);

    /// <summary>What a buyer orders: two lamps and a chair.</summary>
    public CartItem[] Items() => [new(Lamp, 2), new(Chair, 1)];

    public StartCheckout Start(PaymentChoice payment, bool fromCart = false) => new(
        Command, Some.Customer, "eva@example.org", fromCart ? CartId : null, fromCart ? [] : [.. Items()], Some.Address, payment);

    public PayCheckout Pay(string token = "card_ok", Money? amount = null) =>
        new(_store.NewCommand(), new PaymentChoice(PaymentChoice.Card, token), amount);

    public CancelOrder Cancel() => new(_store.NewCommand(), "changed my mind");

    public ChangeOrderItem Change(Guid product, int delta) => new(_store.NewCommand(), product, delta);

    /// <summary>The first attempt to pay, as the gateway knows it.</summary>
    public PaymentReference Reference() => new($"{OrderId:N}/1", $"pay_{OrderId:N}_1");

    /// <summary>The gateway tells how the first attempt stands.</summary>
    public async Task ObserveAsync(AttemptState state, long refunded = 0) => (await Payment.Observe(new ObservePayment(
        _store.NewCommand(), 1, new Money((2 * LampPrice) + ChairPrice, Some.Currency), Reference().PaymentId, state, Refunded: refunded))).Error.ShouldBeNull();

    public RefundOrder Refund(long amount) => new(_store.NewCommand(), new Money(amount, Some.Currency), "late");

    public ReceiveReturn Receive(int number) => new(_store.NewCommand(), number);

    public CommandContext NewCommand() => _store.NewCommand();

    /// <summary>So much that an unpaid order is over.</summary>
    public void LetTimePass() => _store.Time.Advance(TimeSpan.FromMinutes(31));

    /// <summary>Ships and delivers all of it.</summary>
    public async Task DeliverAsync()
    {
        (await Order.Ship(new ShipOrder(_store.NewCommand(), null, [new("T1", "DHL")]))).Error.ShouldBeNull();
        (await Order.Deliver(new DeliverOrder(_store.NewCommand(), null))).Error.ShouldBeNull();
    }

    /// <summary>Has some lamps sent back; the number of the return.</summary>
    public async Task<int> ReturnLampsAsync(int quantity)
    {
        var asked = await Order.RequestReturn(new RequestReturn(_store.NewCommand(), null, [new(Lamp, quantity)], "broken"));
        var number = asked.Value.ShouldNotBeNull().Returns[^1].Number;
        (await Order.AnswerReturn(new AnswerReturn(_store.NewCommand(), null, number, null))).Error.ShouldBeNull();
        return number;
    }

    /// <summary>Whether a write is one of this purchase's.</summary>
    public bool Owns(JournalWrite write) =>
        write.Target.EndsWith($"-{OrderId:N}", StringComparison.Ordinal) || write.Target.EndsWith($"-{CartId:N}", StringComparison.Ordinal)
        || write.Target == StoreStreams.Of(StoreStreams.Stock, Lamp) || write.Target == StoreStreams.Of(StoreStreams.Stock, Chair);

    /// <summary>There are no chairs any more.</summary>
    public async Task TakeChairsAsync()
    {
        (await _store.Stock(Chair).Adjust(new AdjustStock(_store.NewCommand(), -Chairs, "broken"))).Error.ShouldBeNull();
        Chairs = 0;
    }

    public async Task<OrderView> ShowAsync() => (await Order.Get()).Value.ShouldNotBeNull();

    /// <summary>Everything that came of it, in one line each.</summary>
    public async Task<string> SummaryAsync()
    {
        var order = (await Order.Get()).Value;
        var lamps = await _store.StockOfAsync(Lamp);
        var chairs = await _store.StockOfAsync(Chair);
        var cart = (await Cart.Get()).Value!;
        return $"""
            order {order?.Status} {order?.Payment.Status} {string.Join('+', (order?.Items ?? []).Select(i => $"{i.Quantity}x{i.UnitPrice.Amount}"))} {order?.CancelReason}
            lamps {Show(lamps)}
            chairs {Show(chairs)}
            cart {(cart.OrderId is null ? "open" : "ordered")}
            money {NetCents()}
            """;

        static string Show(StockView s) => $"available {s.Available} held {s.Held} sold {s.Sold} returned {s.Returned}";
    }

    /// <summary>Goods are where the order says they are, and the money too, and it was taken once.</summary>
    public async Task CheckAsync(string at)
    {
        var order = (await Order.Get()).Value;
        await CheckAsync(order, Lamp, Lamps, at);
        await CheckAsync(order, Chair, Chairs, at);
        NetCents().ShouldBe((order?.Payment.Captured?.Amount ?? 0) - (order?.Payment.Refunded?.Amount ?? 0), at);
        foreach (var payment in _store.Ledger.Read().Where(e => e.OrderId == OrderId).GroupBy(e => e.Key))
            payment.Where(e => e.State != PaymentState.Refunded).Select(e => e.State).ShouldBeUnique(at);
    }

    private async Task CheckAsync(OrderView? order, Guid product, int received, string at)
    {
        var stock = await _store.StockOfAsync(product);
        var quantity = order?.Items.FirstOrDefault(i => i.ProductId == product)?.Quantity ?? 0;
        var held = order?.Status == OrderStatus.Pending ? quantity : 0;
        var isSold = order?.Status is OrderStatus.Paid or OrderStatus.PartiallyShipped or OrderStatus.Shipped or OrderStatus.Delivered or OrderStatus.Returned;
        var back = (order?.Returns ?? []).Where(r => r.Status == ReturnStatus.Received).SelectMany(r => r.Items).Where(i => i.ProductId == product).Sum(i => i.Quantity);
        var gone = isSold ? quantity - back : 0;
        stock.Held.ShouldBe(held, at);
        (stock.Sold - stock.Returned).ShouldBe(gone, at);
        stock.Available.ShouldBe(received - held - gone, at);
    }

    private long NetCents() => _store.Ledger.Read().Where(e => e.OrderId == OrderId).Sum(e => e.State switch
    {
        PaymentState.Captured => e.Amount.Amount,
        PaymentState.Refunded => -e.Amount.Amount,
        _ => 0,
    });
}

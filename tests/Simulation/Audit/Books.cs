using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Carts;
using OrleansStore.Grains.Checkout;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;
using OrleansStore.Grains.Payments;
using OrleansStore.Journal;
using OrleansStore.Silo.Hosting;
using OrleansStore.Simulation.Shopping;

namespace OrleansStore.Simulation.Audit;

/// <summary>All that the journal holds, folded event by event; what must hold at every moment is checked at every event.</summary>
internal sealed class Books(Reached reached)
{
    private static readonly EventCodec Codec = StoreHosting.CreateCodec();

    private readonly Dictionary<string, int> _versions = [];
    private readonly HashSet<Guid> _eventIds = [];
    private readonly HashSet<Guid> _reopened = [];
    private readonly HashSet<Guid> _coupons = [];

    /// <summary>The position of the last event read.</summary>
    public long Position { get; private set; }

    public Dictionary<Guid, StockAccount> Stocks { get; } = [];

    /// <summary>Each order's states: index 0 is before its first event.</summary>
    public Dictionary<Guid, List<OrderState>> Orders { get; } = [];

    /// <summary>Each cart's states: index 0 is before its first event.</summary>
    public Dictionary<Guid, List<CartState>> Carts { get; } = [];

    /// <summary>Each order's money.</summary>
    public Dictionary<Guid, PaymentAccount> Payments { get; } = [];

    public Dictionary<Guid, CheckoutFile> Checkouts { get; } = [];

    public OrderState? OrderNow(Guid id) => Orders.TryGetValue(id, out var states) ? states[^1] : null;

    /// <summary>Reads what is new.</summary>
    /// <param name="life">The process's life that wrote it.</param>
    /// <exception cref="SimulationFailure">Something that must hold at every moment does not.</exception>
    public void Read(IReadOnlyList<StoredEvent> events, int life)
    {
        foreach (var stored in events)
        {
            CheckPlace(stored);
            var meta = new EventMeta(stored.CausationId, stored.CorrelationId, stored.Actor, stored.Time);
            switch (Codec.Read(stored))
            {
                case StockEvent e:
                    Book(StoreStreams.KeyOf(StoreStreams.Stock, stored.Stream), e, meta);
                    break;
                case OrderEvent e:
                    Write(StoreStreams.KeyOf(StoreStreams.Order, stored.Stream), e, meta);
                    break;
                case CartEvent e:
                    Write(StoreStreams.KeyOf("cart", stored.Stream), e, meta);
                    break;
                case PaymentEvent e:
                    Pay(StoreStreams.KeyOf(StoreStreams.Payment, stored.Stream), e, meta);
                    break;
                case PromotionUseEvent e:
                    Use(e);
                    break;
                case CheckoutEvent e:
                    var order = StoreStreams.KeyOf("checkout", stored.Stream);
                    FileOf(order).File(e, meta, OrderNow(order), life);
                    break;
            }
        }
    }

    public CheckoutFile FileOf(Guid order) =>
        Checkouts.TryGetValue(order, out var file) ? file : Checkouts[order] = new CheckoutFile(reached);

    private void CheckPlace(StoredEvent stored)
    {
        SimulationFailure.Unless(stored.Position == Position + 1, $"position {stored.Position} follows {Position}");
        Position = stored.Position;
        var version = _versions.GetValueOrDefault(stored.Stream) + 1;
        SimulationFailure.Unless(stored.Version == version, $"{stored.Stream} has version {stored.Version} where {version} is due");
        _versions[stored.Stream] = version;
        SimulationFailure.Unless(_eventIds.Add(stored.EventId), $"event {stored.EventId} stands twice in the journal");
    }

    private void Book(Guid product, StockEvent @event, in EventMeta meta)
    {
        if (!Stocks.TryGetValue(product, out var account)) Stocks[product] = account = new StockAccount(product);
        account.Book(@event, meta.CommandId);
        if (@event is StockReleased { Quantity: > 0 } e && FileOf(e.OrderId).State.Work == CheckoutWork.Refusing) reached.Add(Way.RefusedStartGaveBackHolds);
        if (@event is StockHeld && account.Now.Available == 0) reached.Add(Way.SoldOut);
    }

    private void Write(Guid order, OrderEvent @event, in EventMeta meta)
    {
        if (!Orders.TryGetValue(order, out var states)) Orders[order] = states = [OrderState.Initial];
        var (before, after) = (states[^1], OrderState.Evolve(states[^1], @event, meta));
        states.Add(after);
        SimulationFailure.Unless(before.Placed || @event is OrderPlaced, $"order {order} begins with {@event.GetType().Name}");
        SimulationFailure.Unless(Rank(after.Status) >= Rank(before.Status), $"order {order} went back from {before.Status} to {after.Status}");
        SimulationFailure.Unless(
            before.Status is OrderStatus.Pending or OrderStatus.Paid || after.Status != OrderStatus.Cancelled || before.Status == after.Status,
            $"order {order} was cancelled when it was {before.Status}");
        SimulationFailure.Unless(@event is not OrderExpired || before.Status == OrderStatus.Pending, $"order {order} expired when it was {before.Status}");
        if (@event is OrderShipped) reached.Add(Way.Shipped);
    }

    /// <summary>At rest: the orders that have the coupon are those that are not over, and each of them that was made cheaper has it.</summary>
    /// <exception cref="SimulationFailure">They are not.</exception>
    public void CheckCoupons()
    {
        foreach (var order in _coupons)
            SimulationFailure.Unless(
                OrderNow(order) is { Placed: true, Status: not (OrderStatus.Cancelled or OrderStatus.Expired) },
                $"order {order} has a coupon and is {OrderNow(order)?.Status.ToString() ?? "not there"}");
        foreach (var (id, states) in Orders)
            SimulationFailure.Unless(
                states[^1] is { Status: OrderStatus.Cancelled or OrderStatus.Expired } or { Pricing: null or { Promotions.IsEmpty: true } } || _coupons.Contains(id),
                $"order {id} was made cheaper by a coupon that it does not have");
    }

    private void Use(PromotionUseEvent @event)
    {
        switch (@event)
        {
            case PromotionRedeemed e:
                SimulationFailure.Unless(_coupons.Add(e.OrderId), $"order {e.OrderId} took the coupon twice");
                SimulationFailure.Unless(_coupons.Count <= Shopkeeper.CouponUses, $"the coupon was used {_coupons.Count} times");
                reached.Add(Way.CouponUsed);
                break;
            case PromotionReleased { Used: true } e:
                SimulationFailure.Unless(_coupons.Remove(e.OrderId), $"order {e.OrderId} gave back a coupon that it had not");
                reached.Add(Way.CouponGivenBack);
                break;
        }
    }

    private void Pay(Guid order, PaymentEvent @event, in EventMeta meta)
    {
        // Customers ask as themselves; only what the gateway tells is told by nobody.
        if (meta.Actor == Actors.System && @event is PaymentAuthorised or PaymentCaptured or PaymentVoided) reached.Add(Way.ToldOfBeforeTheAnswer);
        var account = Payments[order] = PaymentAccount.Evolve(Payments.GetValueOrDefault(order) ?? PaymentAccount.Initial, @event, meta);
        SimulationFailure.Unless(account.Attempts.All(a => account.MoneyOf(a) >= 0), $"of order {order} more was given back than was taken");
        SimulationFailure.Unless(account.Attempts.Count(a => account.MoneyOf(a) > 0) <= 1, $"order {order} is paid twice");
    }

    private void Write(Guid cart, CartEvent @event, in EventMeta meta)
    {
        if (!Carts.TryGetValue(cart, out var states)) Carts[cart] = states = [CartState.Initial];
        states.Add(CartState.Evolve(states[^1], @event, meta));
        if (@event is CartReopened) _reopened.Add(cart);
        if (@event is CartClosed && _reopened.Contains(cart)) reached.Add(Way.CartReopenedAndOrderedAgain);
    }

    private static int Rank(OrderStatus status) => status switch
    {
        OrderStatus.Pending => 0,
        OrderStatus.Paid => 1,
        OrderStatus.PartiallyShipped => 2,
        OrderStatus.Shipped => 3,
        OrderStatus.Delivered => 4,
        _ => 5,
    };
}

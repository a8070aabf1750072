using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Orders;

/// <summary>An order.</summary>
/// <param name="Placed">It exists.</param>
/// <param name="PaymentId">The gateway's id of the payment that went through.</param>
/// <param name="Pricing">How the total came about; null when it is just its lines.</param>
/// <param name="PayBy">Until when it is kept unpaid.</param>
/// <param name="Captured">Minor units taken; null when nothing was.</param>
/// <param name="Refunded">Of these, given back so far.</param>
[GenerateSerializer, Immutable, Alias("store.orderState")]
public sealed record OrderState(
    bool Placed,
    OrderStatus Status,
    Guid? CustomerId,
    string? Email,
    string Currency,
    ImmutableArray<OrderLine> Lines,
    Address? ShippingAddress,
    PaymentStatus Payment,
    string? PaymentMethod,
    string? PaymentId,
    string? PaymentFailure,
    PriceBreakdown? Pricing,
    string? Coupon,
    DateTimeOffset? PayBy,
    long? Captured,
    long Refunded,
    ImmutableArray<ShipmentView> Shipments,
    ImmutableArray<ReturnView> Returns,
    ImmutableArray<RefundView> Refunds,
    ImmutableArray<OrderNote> Notes,
    string? CancelReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregate<OrderState, OrderEvent>
{
    /// <inheritdoc/>
    public static OrderState Initial { get; } = new(
        false, OrderStatus.Pending, null, null, "", [], null, PaymentStatus.Pending, null, null, null, null, null, null, null, 0, [], [], [], [], null, default, default);

    /// <inheritdoc/>
    public static string SnapshotType => "order.v2";

    /// <inheritdoc/>
    public static JsonTypeInfo<OrderState> SnapshotJson => GrainStates.Default.OrderState;

    /// <summary>What it comes to, in minor units.</summary>
    public long Total()
    {
        if (Pricing is not null) return Pricing.Total;
        var total = 0L;
        foreach (var line in Lines) total += line.UnitPrice * line.Quantity;
        return total;
    }

    /// <summary>What is taken and not given back.</summary>
    public long Refundable => (Captured ?? 0) - Refunded;

    /// <inheritdoc/>
    public static OrderState Evolve(OrderState state, OrderEvent @event, in EventMeta meta) =>
        Apply(state, @event, meta) with { UpdatedAt = meta.Time };

    private static OrderState Apply(OrderState state, OrderEvent @event, in EventMeta meta) => @event switch
    {
        OrderPlaced e => state with
        {
            Placed = true,
            CustomerId = e.CustomerId,
            Email = e.Email,
            Currency = e.Currency,
            Lines = e.Lines,
            ShippingAddress = e.ShippingAddress,
            Pricing = e.Pricing,
            Coupon = e.Coupon,
            PayBy = e.PayBy,
            CreatedAt = meta.Time,
        },
        OrderPaid e => Pay(state, e),
        OrderCaptured => Capture(state),
        OrderPaymentFailed e => state with
        {
            Payment = PaymentStatus.Declined,
            PaymentMethod = e.Method,
            PaymentFailure = e.Reason,
        },
        OrderLineSet e => state with { Lines = SetLine(state.Lines, e.Line), Pricing = e.Pricing },
        OrderCancelled e => End(state, OrderStatus.Cancelled) with { CancelReason = e.Reason },
        OrderExpired => End(state, OrderStatus.Expired),
        OrderRefunded e => Refund(state, e, meta.Time),
        OrderShipped e => state with
        {
            Status = e.Partial == true ? OrderStatus.PartiallyShipped : OrderStatus.Shipped,
            Shipments = OrderShipments.Ship(state, e, meta.Time),
        },
        OrderDelivered e => state with
        {
            Status = e.Partial == true ? state.Status : OrderStatus.Delivered,
            Shipments = OrderShipments.Deliver(state.Shipments, e.Shipment, meta.Time),
        },
        OrderReturnRequested e => state with
        {
            Returns = state.Returns.Add(new(e.Number, ReturnStatus.Requested, e.Items, e.Reason, null, null, meta.Time, meta.Time)),
        },
        OrderReturnApproved e => Answer(state, e.Number, ReturnStatus.Approved, meta.Time),
        OrderReturnRejected e => Answer(state, e.Number, ReturnStatus.Rejected, meta.Time, e.Reason),
        OrderReturnReceived e => Answer(state, e.Number, ReturnStatus.Received, meta.Time, refund: new Money(e.Amount, state.Currency)) with
        {
            Status = e.All ? OrderStatus.Returned : state.Status,
        },
        OrderNoteAdded e => state with { Notes = state.Notes.Add(new(e.Text, meta.Actor, e.IsInternal, meta.Time)) },
        _ => state,
    };

    private static OrderState Pay(OrderState state, OrderPaid e)
    {
        var paid = state with
        {
            Status = OrderStatus.Paid,
            Payment = PaymentStatus.Authorised,
            PaymentMethod = e.Method,
            PaymentId = e.PaymentId,
            PaymentFailure = null,
        };
        return e.Captured ? Capture(paid) : paid;
    }

    /// <summary>What is paid for is to be packed.</summary>
    private static OrderState Capture(OrderState state) => state with
    {
        Payment = PaymentStatus.Captured,
        Captured = state.Total(),
        Shipments = OrderShipments.Prepare(state.Lines),
    };

    private static OrderState End(OrderState state, OrderStatus status) => state with
    {
        Status = status,
        Payment = state.Payment == PaymentStatus.Authorised ? PaymentStatus.Voided : state.Payment,
        Shipments = [],
    };

    private static OrderState Refund(OrderState state, OrderRefunded e, DateTimeOffset at)
    {
        var refunded = state.Refunded + e.Amount;
        return state with
        {
            Refunded = refunded,
            Payment = refunded < state.Captured ? PaymentStatus.PartiallyRefunded : PaymentStatus.Refunded,
            Refunds = state.Refunds.Add(new(e.Number ?? state.Refunds.Length + 1, new Money(e.Amount, state.Currency), e.Reason, at)),
        };
    }

    private static OrderState Answer(
        OrderState state, int number, ReturnStatus status, DateTimeOffset at, string? rejection = null, Money? refund = null) => state with
        {
            Returns = [.. state.Returns.Select(r => r.Number == number
            ? r with { Status = status, Rejection = rejection, Refund = refund, UpdatedAt = at }
            : r)],
        };

    private static ImmutableArray<OrderLine> SetLine(ImmutableArray<OrderLine> lines, OrderLine line)
    {
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].ProductId == line.ProductId)
                return line.Quantity == 0 ? lines.RemoveAt(i) : lines.SetItem(i, line);
        return line.Quantity == 0 ? lines : lines.Add(line);
    }
}

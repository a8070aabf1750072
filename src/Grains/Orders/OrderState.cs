using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Orders;

/// <summary>An order.</summary>
/// <param name="Placed">It exists.</param>
/// <param name="PaymentId">The gateway's id of the payment that went through.</param>
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
    ImmutableArray<ShipmentView> Shipments,
    string? CancelReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregate<OrderState, OrderEvent>
{
    /// <inheritdoc/>
    public static OrderState Initial { get; } = new(
        false, OrderStatus.Pending, null, null, "", [], null, PaymentStatus.Pending, null, null, null, [], null, default, default);

    /// <inheritdoc/>
    public static string SnapshotType => "order.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<OrderState> SnapshotJson => GrainStates.Default.OrderState;

    /// <summary>What the lines come to, in minor units.</summary>
    public long Total()
    {
        var total = 0L;
        foreach (var line in Lines) total += line.UnitPrice * line.Quantity;
        return total;
    }

    /// <inheritdoc/>
    public static OrderState Evolve(OrderState state, OrderEvent @event, in EventMeta meta) =>
        Apply(state, @event, meta.Time) with { UpdatedAt = meta.Time };

    private static OrderState Apply(OrderState state, OrderEvent @event, DateTimeOffset at) => @event switch
    {
        OrderPlaced e => state with
        {
            Placed = true,
            CustomerId = e.CustomerId,
            Email = e.Email,
            Currency = e.Currency,
            Lines = e.Lines,
            ShippingAddress = e.ShippingAddress,
            CreatedAt = at,
        },
        OrderPaid e => state with
        {
            Status = OrderStatus.Paid,
            Payment = e.Captured ? PaymentStatus.Captured : PaymentStatus.Authorised,
            PaymentMethod = e.Method,
            PaymentId = e.PaymentId,
            PaymentFailure = null,
        },
        OrderCaptured => state with { Payment = PaymentStatus.Captured },
        OrderPaymentFailed e => state with
        {
            Payment = PaymentStatus.Declined,
            PaymentMethod = e.Method,
            PaymentFailure = e.Reason,
        },
        OrderLineSet e => state with { Lines = SetLine(state.Lines, e.Line) },
        OrderCancelled e => state with { Status = OrderStatus.Cancelled, CancelReason = e.Reason },
        OrderRefunded => state with { Payment = PaymentStatus.Refunded },
        OrderShipped e => state with
        {
            Status = OrderStatus.Shipped,
            Shipments = state.Shipments.Add(new(e.TrackingNumber, e.Carrier, at, null)),
        },
        OrderDelivered => state with
        {
            Status = OrderStatus.Delivered,
            Shipments = [.. state.Shipments.Select(s => s with { DeliveredAt = s.DeliveredAt ?? at })],
        },
        _ => state,
    };

    private static ImmutableArray<OrderLine> SetLine(ImmutableArray<OrderLine> lines, OrderLine line)
    {
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].ProductId == line.ProductId)
                return line.Quantity == 0 ? lines.RemoveAt(i) : lines.SetItem(i, line);
        return line.Quantity == 0 ? lines : lines.Add(line);
    }
}

using System.Collections.Immutable;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Pricing;

namespace OrleansStore.Contracts.Orders;

/// <summary>Where an order stands. It never goes back.</summary>
[GenerateSerializer, Alias("store.orderStatus")]
public enum OrderStatus
{
    /// <summary>Placed; the goods are held; not paid.</summary>
    Pending,

    /// <summary>Paid; to be sent.</summary>
    Paid,

    /// <summary>Some parcels left.</summary>
    PartiallyShipped,

    /// <summary>All parcels left.</summary>
    Shipped,

    /// <summary>Arrived.</summary>
    Delivered,

    /// <summary>Sent back.</summary>
    Returned,

    /// <summary>Not paid in time.</summary>
    Expired,

    /// <summary>Not to be.</summary>
    Cancelled,
}

/// <summary>Where an order's payment stands.</summary>
[GenerateSerializer, Alias("store.paymentStatus")]
public enum PaymentStatus
{
    /// <summary>Nothing was paid.</summary>
    Pending,

    /// <summary>Promised by the provider, not taken.</summary>
    Authorised,

    /// <summary>Taken.</summary>
    Captured,

    /// <summary>The last attempt was declined.</summary>
    Declined,

    /// <summary>The promise was given back.</summary>
    Voided,

    /// <summary>Some was given back.</summary>
    PartiallyRefunded,

    /// <summary>All was given back.</summary>
    Refunded,
}

/// <summary>An order's payment.</summary>
/// <param name="Captured">Taken so far.</param>
/// <param name="Refunded">Of that, given back so far.</param>
[GenerateSerializer, Immutable, Alias("store.orderPayment")]
public sealed record OrderPaymentView(PaymentStatus Status, string? Method, string? FailureReason, Money? Captured = null, Money? Refunded = null);

/// <summary>Where a shipment stands.</summary>
[GenerateSerializer, Alias("store.shipmentStatus")]
public enum ShipmentStatus
{
    /// <summary>To be packed.</summary>
    Preparing,

    /// <summary>Left.</summary>
    Shipped,

    /// <summary>Arrived.</summary>
    Delivered,
}

/// <summary>Pieces that leave together.</summary>
/// <param name="Number">From 1, in the order.</param>
/// <param name="TrackingNumber">Of the first parcel.</param>
/// <param name="Carrier">Of the first parcel.</param>
[GenerateSerializer, Immutable, Alias("store.shipment")]
public sealed record ShipmentView(
    int Number,
    ShipmentStatus Status,
    ImmutableArray<OrderPieces> Items,
    ImmutableArray<OrderParcel> Parcels,
    string? TrackingNumber,
    string? Carrier,
    DateTimeOffset? ShippedAt,
    DateTimeOffset? DeliveredAt);

/// <summary>Where a return stands.</summary>
[GenerateSerializer, Alias("store.returnStatus")]
public enum ReturnStatus
{
    /// <summary>The buyer asks for it.</summary>
    Requested,

    /// <summary>The pieces may be sent back.</summary>
    Approved,

    /// <summary>The pieces are not taken back.</summary>
    Rejected,

    /// <summary>The pieces came back.</summary>
    Received,
}

/// <summary>Pieces that a buyer sends back.</summary>
/// <param name="Number">From 1, in the order.</param>
/// <param name="Refund">What is given back for them, once they came back.</param>
/// <param name="Rejection">Why they are not taken back.</param>
[GenerateSerializer, Immutable, Alias("store.return")]
public sealed record ReturnView(
    int Number,
    ReturnStatus Status,
    ImmutableArray<OrderPieces> Items,
    string Reason,
    string? Rejection,
    Money? Refund,
    DateTimeOffset RequestedAt,
    DateTimeOffset UpdatedAt);

/// <summary>Money that went back.</summary>
[GenerateSerializer, Immutable, Alias("store.refund")]
public sealed record RefundView(int Number, Money Amount, string? Reason, DateTimeOffset At);

/// <summary>Something written down about an order.</summary>
/// <param name="IsInternal">Only for those who run the shop.</param>
[GenerateSerializer, Immutable, Alias("store.orderNote")]
public sealed record OrderNote(string Text, string Actor, bool IsInternal, DateTimeOffset At);

/// <summary>One line of an order.</summary>
/// <param name="LineTotal">Before discounts and taxes.</param>
/// <param name="Discount">Its share of the discounts.</param>
/// <param name="Tax">Taxes on top of its price.</param>
/// <param name="Total">What is paid for it.</param>
[GenerateSerializer, Immutable, Alias("store.orderLineView")]
public sealed record OrderLineView(Guid ProductId, string Sku, string Name, int Quantity, Money UnitPrice, Money LineTotal, Money Discount, Money Tax, Money Total);

/// <summary>An order as its buyer sees it.</summary>
/// <param name="Pricing">How the total came about; null when it is just its lines.</param>
/// <param name="PayBy">Until when an unpaid order is kept; null in orders that are older than deadlines.</param>
[GenerateSerializer, Immutable, Alias("store.orderView")]
public sealed record OrderView(
    Guid Id,
    string Number,
    Guid? CustomerId,
    string? Email,
    OrderStatus Status,
    int Version,
    ImmutableArray<OrderLineView> Items,
    Money Subtotal,
    Money Discount,
    Money Shipping,
    Money Tax,
    Money Total,
    string? Coupon,
    PriceBreakdown? Pricing,
    Address ShippingAddress,
    OrderPaymentView Payment,
    ImmutableArray<ShipmentView> Shipments,
    ImmutableArray<ReturnView> Returns,
    ImmutableArray<RefundView> Refunds,
    ImmutableArray<OrderNote> Notes,
    string? CancelReason,
    DateTimeOffset? PayBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>Told on the order-status stream after an order's events are stored: a signal, the journal has the content.</summary>
/// <param name="Version">The order's newest version.</param>
/// <param name="Position">The global position of that event.</param>
[GenerateSerializer, Immutable, Alias("store.orderSignal")]
public sealed record OrderSignal(Guid OrderId, int Version, long Position);

/// <summary>The streams that order signals travel on.</summary>
public static class OrderStreams
{
    /// <summary>The stream provider's name.</summary>
    public const string Provider = "store";

    /// <summary>The streams' namespace.</summary>
    public const string Namespace = "order-status";

    /// <summary>How many streams there are; a node subscribes to each once, however many orders there are.</summary>
    public const int Partitions = 16;

    /// <summary>The stream that an order's signals travel on.</summary>
    public static StreamId Of(Guid orderId) => Partition(orderId.ToByteArray()[15] % Partitions);

    /// <summary>One of the streams.</summary>
    /// <param name="partition">From 0 to <see cref="Partitions"/> − 1.</param>
    public static StreamId Partition(int partition) => StreamId.Create(Namespace, partition);
}

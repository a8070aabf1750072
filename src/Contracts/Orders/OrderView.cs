using System.Collections.Immutable;
using OrleansStore.Contracts.Customers;

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
[GenerateSerializer, Immutable, Alias("store.orderPayment")]
public sealed record OrderPaymentView(PaymentStatus Status, string? Method, string? FailureReason);

/// <summary>One parcel.</summary>
[GenerateSerializer, Immutable, Alias("store.shipment")]
public sealed record ShipmentView(string TrackingNumber, string Carrier, DateTimeOffset ShippedAt, DateTimeOffset? DeliveredAt);

/// <summary>One line of an order.</summary>
[GenerateSerializer, Immutable, Alias("store.orderLineView")]
public sealed record OrderLineView(Guid ProductId, string Sku, string Name, int Quantity, Money UnitPrice, Money LineTotal);

/// <summary>An order as its buyer sees it.</summary>
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
    Address ShippingAddress,
    OrderPaymentView Payment,
    ImmutableArray<ShipmentView> Shipments,
    string? CancelReason,
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

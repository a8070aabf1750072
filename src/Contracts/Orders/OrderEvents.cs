using System.Collections.Immutable;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Contracts.Orders;

/// <summary>What can happen to an order.</summary>
[GenerateSerializer, Immutable, Alias("store.orderEvent")]
public abstract record OrderEvent;

/// <summary>It was placed. Amounts are minor units of the one currency.</summary>
[GenerateSerializer, Immutable, Alias("order.placed.v1")]
public sealed record OrderPlaced(
    Guid? CustomerId, string? Email, string Currency, ImmutableArray<OrderLine> Lines, Address ShippingAddress) : OrderEvent;

/// <summary>It was paid.</summary>
/// <param name="Captured">The money is taken; when false it is promised, and <see cref="OrderCaptured"/> follows.</param>
[GenerateSerializer, Immutable, Alias("order.paid.v1")]
public sealed record OrderPaid(string PaymentId, string Method, long Amount, bool Captured) : OrderEvent;

/// <summary>The authorised amount was taken.</summary>
[GenerateSerializer, Immutable, Alias("order.captured.v1")]
public sealed record OrderCaptured : OrderEvent;

/// <summary>An attempt to pay was declined.</summary>
[GenerateSerializer, Immutable, Alias("order.paymentFailed.v1")]
public sealed record OrderPaymentFailed(string Method, string Reason) : OrderEvent;

/// <summary>A line's quantity was set while unpaid (0: taken out).</summary>
[GenerateSerializer, Immutable, Alias("order.lineSet.v1")]
public sealed record OrderLineSet(OrderLine Line) : OrderEvent;

/// <summary>It is not to be.</summary>
[GenerateSerializer, Immutable, Alias("order.cancelled.v1")]
public sealed record OrderCancelled(string Reason) : OrderEvent;

/// <summary>The money went back.</summary>
[GenerateSerializer, Immutable, Alias("order.refunded.v1")]
public sealed record OrderRefunded(long Amount) : OrderEvent;

/// <summary>The goods left.</summary>
[GenerateSerializer, Immutable, Alias("order.shipped.v1")]
public sealed record OrderShipped(string TrackingNumber, string Carrier) : OrderEvent;

/// <summary>The goods arrived.</summary>
[GenerateSerializer, Immutable, Alias("order.delivered.v1")]
public sealed record OrderDelivered : OrderEvent;

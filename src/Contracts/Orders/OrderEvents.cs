using System.Collections.Immutable;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Pricing;

namespace OrleansStore.Contracts.Orders;

/// <summary>What can happen to an order.</summary>
[GenerateSerializer, Immutable, Alias("store.orderEvent")]
public abstract record OrderEvent;

/// <summary>It was placed. Amounts are minor units of the one currency.</summary>
/// <param name="Pricing">How the total came about; null when it is just its lines.</param>
/// <param name="PayBy">Until when it is kept unpaid.</param>
[GenerateSerializer, Immutable, Alias("order.placed.v1")]
public sealed record OrderPlaced(
    Guid? CustomerId,
    [property: Personal] string? Email,
    string Currency,
    ImmutableArray<OrderLine> Lines,
    [property: Personal] Address ShippingAddress,
    PriceBreakdown? Pricing = null,
    string? Coupon = null,
    DateTimeOffset? PayBy = null) : OrderEvent;

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
/// <param name="Pricing">How the total comes about from then on; null when it is just its lines.</param>
[GenerateSerializer, Immutable, Alias("order.lineSet.v1")]
public sealed record OrderLineSet(OrderLine Line, PriceBreakdown? Pricing = null) : OrderEvent;

/// <summary>It is not to be.</summary>
[GenerateSerializer, Immutable, Alias("order.cancelled.v1")]
public sealed record OrderCancelled([property: Personal] string Reason) : OrderEvent;

/// <summary>It was not paid in time.</summary>
[GenerateSerializer, Immutable, Alias("order.expired.v1")]
public sealed record OrderExpired : OrderEvent;

/// <summary>Money went back.</summary>
/// <param name="Amount">Minor units.</param>
/// <param name="Number">The refund's number in the order; null in events that are older than numbers.</param>
/// <param name="Reason">Why; null when the order was cancelled.</param>
[GenerateSerializer, Immutable, Alias("order.refunded.v1")]
public sealed record OrderRefunded(long Amount, int? Number = null, [property: Personal] string? Reason = null) : OrderEvent;

/// <summary>A shipment left.</summary>
/// <param name="TrackingNumber">Of its first parcel.</param>
/// <param name="Carrier">Of its first parcel.</param>
/// <param name="Items">What is in it; null: all that had not left.</param>
/// <param name="Parcels">What it went out in; null: in one parcel.</param>
/// <param name="Partial">Something is left that has not left.</param>
[GenerateSerializer, Immutable, Alias("order.shipped.v1")]
public sealed record OrderShipped(
    string TrackingNumber,
    string Carrier,
    ImmutableArray<OrderPieces>? Items = null,
    ImmutableArray<OrderParcel>? Parcels = null,
    bool? Partial = null) : OrderEvent;

/// <summary>Goods arrived.</summary>
/// <param name="Shipment">The number of the shipment; null: of all that had left.</param>
/// <param name="Partial">Something has not arrived yet.</param>
[GenerateSerializer, Immutable, Alias("order.delivered.v1")]
public sealed record OrderDelivered(int? Shipment = null, bool? Partial = null) : OrderEvent;

/// <summary>The buyer wants to send pieces back.</summary>
/// <param name="Number">From 1, in the order.</param>
[GenerateSerializer, Immutable, Alias("order.returnRequested.v1")]
public sealed record OrderReturnRequested(int Number, ImmutableArray<OrderPieces> Items, [property: Personal] string Reason) : OrderEvent;

/// <summary>The pieces may be sent back.</summary>
[GenerateSerializer, Immutable, Alias("order.returnApproved.v1")]
public sealed record OrderReturnApproved(int Number) : OrderEvent;

/// <summary>The pieces are not taken back.</summary>
[GenerateSerializer, Immutable, Alias("order.returnRejected.v1")]
public sealed record OrderReturnRejected(int Number, [property: Personal] string Reason) : OrderEvent;

/// <summary>The pieces came back.</summary>
/// <param name="Amount">Minor units that are to be given back for them.</param>
/// <param name="All">Nothing of the order is left with its buyer.</param>
[GenerateSerializer, Immutable, Alias("order.returnReceived.v1")]
public sealed record OrderReturnReceived(int Number, long Amount, bool All) : OrderEvent;

/// <summary>Somebody wrote something down about it; who, the event's actor tells.</summary>
/// <param name="IsInternal">Only for those who run the shop.</param>
[GenerateSerializer, Immutable, Alias("order.noteAdded.v1")]
public sealed record OrderNoteAdded([property: Personal] string Text, bool IsInternal) : OrderEvent;

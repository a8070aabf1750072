using System.Collections.Immutable;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Pricing;

namespace OrleansStore.Contracts.Orders;

/// <summary>So many of a product, at the price agreed.</summary>
/// <param name="UnitPrice">Minor units in the order's currency.</param>
[GenerateSerializer, Immutable, Alias("store.orderLine")]
public sealed record OrderLine(Guid ProductId, string Sku, string Name, int Quantity, long UnitPrice);

/// <summary>How a buyer pays.</summary>
/// <param name="Method"><c>card</c> pays at once, <c>later</c> leaves the order pending.</param>
/// <param name="Token">What the payment provider knows the means of payment by.</param>
[GenerateSerializer, Immutable, Alias("store.paymentChoice")]
public sealed record PaymentChoice(string Method, string? Token = null)
{
    /// <summary>Pays at once.</summary>
    public const string Card = "card";

    /// <summary>Pays some time later.</summary>
    public const string Later = "later";
}

/// <summary>What an order is made of.</summary>
/// <param name="CustomerId">Whose; null for a guest's, which has an <paramref name="Email"/>.</param>
/// <param name="Pricing">How the total came about; null when it is just its lines.</param>
/// <param name="Uses">Promotions that are to be redeemed before it is placed.</param>
/// <param name="IsFirst">No other order of the customer's was known when it was drafted.</param>
/// <param name="PayBy">Until when the order is kept unpaid.</param>
[GenerateSerializer, Immutable, Alias("store.orderDraft")]
public sealed record OrderDraft(
    Guid? CustomerId,
    [property: Personal] string? Email,
    string Currency,
    ImmutableArray<OrderLine> Lines,
    [property: Personal] Address ShippingAddress,
    PaymentChoice Payment,
    PriceBreakdown? Pricing = null,
    string? Coupon = null,
    string? ShippingMethod = null,
    ImmutableArray<PromotionUse>? Uses = null,
    bool? IsFirst = null,
    DateTimeOffset? PayBy = null)
{
    /// <summary>What it comes to, in minor units.</summary>
    public long Total() => Pricing?.Total ?? Lines.Sum(l => checked(l.UnitPrice * l.Quantity));

    /// <summary>The lines without their prices, as a cart holds them.</summary>
    public ImmutableArray<CartItem> Items() => [.. Lines.Select(l => new CartItem(l.ProductId, l.Quantity))];
}

/// <summary>Writes the order down.</summary>
/// <param name="PaymentId">Set when the payment is authorised: the order is placed and paid in one.</param>
/// <param name="Declined">Set when the payment was declined: the order is placed and can be paid again.</param>
/// <param name="Refused">Set when the goods could not be held: the order is placed and cancelled in one.</param>
[GenerateSerializer, Immutable, Alias("store.placeOrder")]
public sealed record PlaceOrder(CommandContext Context, OrderDraft Draft, string? PaymentId, string? Declined, string? Refused);

/// <summary>The payment is authorised and captured.</summary>
[GenerateSerializer, Immutable, Alias("store.payOrder")]
public sealed record PayOrder(CommandContext Context, string PaymentId, string Method, long Amount);

/// <summary>The payment was declined.</summary>
[GenerateSerializer, Immutable, Alias("store.paymentFailed")]
public sealed record PaymentFailed(CommandContext Context, string Method, string Reason);

/// <summary>The order is not to be.</summary>
[GenerateSerializer, Immutable, Alias("store.cancelOrder")]
public sealed record CancelOrder(CommandContext Context, string Reason, int? ExpectedVersion = null);

/// <summary>Makes a line's quantity exactly so many while unpaid.</summary>
[GenerateSerializer, Immutable, Alias("store.setOrderLine")]
public sealed record SetOrderLine(CommandContext Context, OrderLine Line, PriceBreakdown? Pricing = null);

/// <summary>So many pieces of a line.</summary>
[GenerateSerializer, Immutable, Alias("store.orderPieces")]
public sealed record OrderPieces(Guid ProductId, int Quantity);

/// <summary>One parcel of a shipment.</summary>
[GenerateSerializer, Immutable, Alias("store.orderParcel")]
public sealed record OrderParcel(string TrackingNumber, string Carrier);

/// <summary>Goods left.</summary>
/// <param name="Parcels">What they went out in, at least one.</param>
/// <param name="Items">What left; null: all that had not left.</param>
[GenerateSerializer, Immutable, Alias("store.shipOrder")]
public sealed record ShipOrder(
    CommandContext Context, int? ExpectedVersion, ImmutableArray<OrderParcel> Parcels, ImmutableArray<OrderPieces>? Items = null);

/// <summary>Goods arrived.</summary>
/// <param name="Shipment">The number of the shipment; null: of all that left.</param>
[GenerateSerializer, Immutable, Alias("store.deliverOrder")]
public sealed record DeliverOrder(CommandContext Context, int? ExpectedVersion, int? Shipment = null);

/// <summary>The order was not paid in time.</summary>
[GenerateSerializer, Immutable, Alias("store.expireOrder")]
public sealed record ExpireOrder(CommandContext Context);

/// <summary>Money went back.</summary>
/// <param name="Number">From 1; the same number is the same refund.</param>
/// <param name="Amount">Minor units.</param>
[GenerateSerializer, Immutable, Alias("store.recordRefund")]
public sealed record RecordRefund(CommandContext Context, int Number, long Amount, string? Reason);

/// <summary>The buyer wants to send pieces back.</summary>
[GenerateSerializer, Immutable, Alias("store.requestReturn")]
public sealed record RequestReturn(CommandContext Context, int? ExpectedVersion, ImmutableArray<OrderPieces> Items, string Reason);

/// <summary>Whether the pieces are taken back.</summary>
/// <param name="Rejected">Why not; null when they are.</param>
[GenerateSerializer, Immutable, Alias("store.answerReturn")]
public sealed record AnswerReturn(CommandContext Context, int? ExpectedVersion, int Number, string? Rejected);

/// <summary>The pieces of a return came back.</summary>
/// <param name="Amount">Minor units to be given back.</param>
[GenerateSerializer, Immutable, Alias("store.recordReturn")]
public sealed record RecordReturn(CommandContext Context, int Number, long Amount);

/// <summary>Writes something down about an order.</summary>
[GenerateSerializer, Immutable, Alias("store.addNote")]
public sealed record AddNote(CommandContext Context, string Text, bool IsInternal);

using System.Collections.Immutable;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Customers;

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
[GenerateSerializer, Immutable, Alias("store.orderDraft")]
public sealed record OrderDraft(
    Guid? CustomerId, string? Email, string Currency, ImmutableArray<OrderLine> Lines, Address ShippingAddress, PaymentChoice Payment)
{
    /// <summary>What the lines come to, in minor units.</summary>
    public long Total() => Lines.Sum(l => checked(l.UnitPrice * l.Quantity));

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
public sealed record SetOrderLine(CommandContext Context, OrderLine Line);

/// <summary>The goods left.</summary>
[GenerateSerializer, Immutable, Alias("store.shipOrder")]
public sealed record ShipOrder(CommandContext Context, int? ExpectedVersion, string TrackingNumber, string Carrier);

/// <summary>The goods arrived.</summary>
[GenerateSerializer, Immutable, Alias("store.deliverOrder")]
public sealed record DeliverOrder(CommandContext Context, int? ExpectedVersion);

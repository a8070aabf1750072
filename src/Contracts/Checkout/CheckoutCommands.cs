using System.Collections.Immutable;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.Contracts.Checkout;

/// <summary>Begins an order.</summary>
/// <param name="CartId">The cart that becomes the order; then <paramref name="Items"/> is empty.</param>
/// <param name="Coupon">The code that the buyer typed; null: the cart's, if it has one.</param>
/// <param name="ShippingMethod">How it is sent; null: the first method that goes there.</param>
/// <param name="ExpectedTotal">What the buyer believes it comes to; another total is refused.</param>
[GenerateSerializer, Immutable, Alias("store.startCheckout")]
public sealed record StartCheckout(
    CommandContext Context,
    Guid? CustomerId,
    string? Email,
    Guid? CartId,
    ImmutableArray<CartItem> Items,
    Address ShippingAddress,
    PaymentChoice Payment,
    string? Coupon = null,
    string? ShippingMethod = null,
    Money? ExpectedTotal = null);

/// <summary>Pays a pending order.</summary>
/// <param name="Amount">What the buyer believes to pay; anything but the order's total is refused.</param>
[GenerateSerializer, Immutable, Alias("store.payCheckout")]
public sealed record PayCheckout(CommandContext Context, PaymentChoice Payment, Money? Amount, int? ExpectedVersion = null);

/// <summary>Adds pieces to an unpaid order, or takes some off.</summary>
/// <param name="Delta">Pieces more, or fewer when negative; the whole line when null.</param>
/// <param name="ExpectedVersion">When set, the version of the order that the caller has seen.</param>
[GenerateSerializer, Immutable, Alias("store.changeOrderItem")]
public sealed record ChangeOrderItem(CommandContext Context, Guid ProductId, int? Delta, int? ExpectedVersion = null);

/// <summary>Gives some of what was paid back.</summary>
/// <param name="ExpectedVersion">When set, the version of the order that the caller has seen.</param>
[GenerateSerializer, Immutable, Alias("store.refundOrder")]
public sealed record RefundOrder(CommandContext Context, Money Amount, string Reason, int? ExpectedVersion = null);

/// <summary>The pieces of a return came back.</summary>
/// <param name="Number">The return's number.</param>
/// <param name="Restock">Which of them can be sold again; null: all.</param>
/// <param name="Refund">What is given back for them; null: their share of what was paid.</param>
/// <param name="ExpectedVersion">When set, the version of the order that the caller has seen.</param>
[GenerateSerializer, Immutable, Alias("store.receiveReturn")]
public sealed record ReceiveReturn(
    CommandContext Context, int Number, ImmutableArray<OrderPieces>? Restock = null, Money? Refund = null, int? ExpectedVersion = null);

/// <summary>How far the work is.</summary>
/// <param name="Finished">Nothing is left to ask; when false the store goes on by itself.</param>
/// <param name="Order">The order, once it is written down.</param>
[GenerateSerializer, Immutable, Alias("store.checkoutView")]
public sealed record CheckoutView(Guid OrderId, bool Finished, OrderView? Order);

using System.Collections.Immutable;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Pricing;

namespace OrleansStore.Contracts.Checkout;

/// <summary>What the process manager of an order has on its mind.</summary>
/// <remarks>
/// <c>…Asked</c> and <c>started</c> open a piece of work, the others close it. Work that is open at the end of the
/// stream is gone on with after a crash.
/// </remarks>
[GenerateSerializer, Immutable, Alias("store.checkoutEvent")]
public abstract record CheckoutEvent;

/// <summary>It is about to hold the goods, to authorise a card if that is the method, and to place the order.</summary>
[GenerateSerializer, Immutable, Alias("checkout.started.v1")]
public sealed record CheckoutStarted(OrderDraft Draft, Guid? CartId) : CheckoutEvent;

/// <summary>
/// The order is placed, and unpaid unless a refusal came before: then it was refused in vain, for another activation had
/// placed it already. Nothing is left to do.
/// </summary>
[GenerateSerializer, Immutable, Alias("checkout.placed.v1")]
public sealed record CheckoutPlaced : CheckoutEvent;

/// <summary>The goods cannot be held; it is about to give back what was, and to place the order as cancelled.</summary>
[GenerateSerializer, Immutable, Alias("checkout.refused.v1")]
public sealed record CheckoutRefused(StoreError Error) : CheckoutEvent;

/// <summary>It is about to authorise and capture a payment.</summary>
/// <param name="Attempt">From 1; part of the key that the provider sees.</param>
[GenerateSerializer, Immutable, Alias("checkout.paymentAsked.v1")]
public sealed record CheckoutPaymentAsked(int Attempt, PaymentChoice Payment, long Amount) : CheckoutEvent;

/// <summary>The provider declined; the order stays unpaid; nothing is left to do.</summary>
[GenerateSerializer, Immutable, Alias("checkout.paymentDeclined.v1")]
public sealed record CheckoutPaymentDeclined(Guid OrderId, string Reason) : CheckoutEvent;

/// <summary>It is about to cancel the order and to give goods and money back.</summary>
[GenerateSerializer, Immutable, Alias("checkout.cancelAsked.v1")]
public sealed record CheckoutCancelAsked([property: Personal] string Reason) : CheckoutEvent;

/// <summary>It is about to make a line's quantity exactly so many, from what it was.</summary>
/// <param name="Pricing">How the total comes about then; null when it is just its lines.</param>
/// <param name="Uses">Promotions that are to be redeemed for it beside those that were.</param>
[GenerateSerializer, Immutable, Alias("checkout.lineAsked.v1")]
public sealed record CheckoutLineAsked(
    OrderLine Line, int Before, PriceBreakdown? Pricing = null, ImmutableArray<PromotionUse>? Uses = null) : CheckoutEvent;

/// <summary>It is about to end an order that was not paid in time, and to give the goods back.</summary>
[GenerateSerializer, Immutable, Alias("checkout.expireAsked.v1")]
public sealed record CheckoutExpireAsked : CheckoutEvent;

/// <summary>It is about to give money back.</summary>
/// <param name="Number">From 1; part of the key that the provider sees.</param>
/// <param name="Amount">Minor units.</param>
[GenerateSerializer, Immutable, Alias("checkout.refundAsked.v1")]
public sealed record CheckoutRefundAsked(int Number, long Amount, [property: Personal] string Reason) : CheckoutEvent;

/// <summary>It is about to take a return in: goods on the shelf, money back.</summary>
/// <param name="Return">The return's number.</param>
/// <param name="Restock">What can be sold again.</param>
/// <param name="Refund">The refund's number.</param>
/// <param name="Amount">Minor units to be given back.</param>
[GenerateSerializer, Immutable, Alias("checkout.returnAsked.v1")]
public sealed record CheckoutReturnAsked(int Return, ImmutableArray<OrderPieces> Restock, int Refund, long Amount) : CheckoutEvent;

/// <summary>What was begun is finished: settled, cancelled, changed, or undone.</summary>
/// <param name="Error">What it was refused with after it was begun, for repeats of its command.</param>
[GenerateSerializer, Immutable, Alias("checkout.finished.v1")]
public sealed record CheckoutFinished(StoreError? Error = null) : CheckoutEvent;

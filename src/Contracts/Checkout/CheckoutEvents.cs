using OrleansStore.Contracts.Orders;

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
public sealed record CheckoutCancelAsked(string Reason) : CheckoutEvent;

/// <summary>It is about to make a line's quantity exactly so many, from what it was.</summary>
[GenerateSerializer, Immutable, Alias("checkout.lineAsked.v1")]
public sealed record CheckoutLineAsked(OrderLine Line, int Before) : CheckoutEvent;

/// <summary>What was begun is finished: settled, cancelled, changed, or undone.</summary>
/// <param name="Error">What it was refused with after it was begun, for repeats of its command.</param>
[GenerateSerializer, Immutable, Alias("checkout.finished.v1")]
public sealed record CheckoutFinished(StoreError? Error = null) : CheckoutEvent;

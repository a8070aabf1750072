using System.Collections.Immutable;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Idempotency;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Stock;
using OrleansStore.Contracts.Webhooks;

namespace OrleansStore.Grains.Tests.Events;

/// <summary>One of every event, with every field filled in; those of an aggregate in an order that could have happened.</summary>
internal static class Samples
{
    private static readonly ImmutableDictionary<string, string> Headers =
        ImmutableDictionary<string, string>.Empty.Add("Location", "/api/v1/orders/1");

    public static IReadOnlyList<object> All { get; } =
    [
        new CustomerRegistered("eva@example.org", "Eva", "v1.hash", CustomerRole.Admin),
        new CustomerChanged("Eve", "07531 1", new CustomerPreferences(["light", "wood"], true), [Some.Address with { State = "BW" }]),
        new CustomerGrouped("vip"),
        new CustomerFirstOrderRecorded(Some.Order),
        new CustomerOrderReleased(Some.Order),
        new CustomerRejected(),
        new PromotionCreated(Some.Id(41), Some.Terms),
        new PromotionChanged(Some.Id(41), Some.Terms with { Name = "Winter", Active = false }),
        new PromotionRedeemed(Some.Order),
        new PromotionReleased(Some.Order, Used: true),
        new CustomerUseTaken(Some.Order),
        new CustomerUseReturned(Some.Order),
        new ClaimTaken(Some.Id(21)),
        new ClaimConfirmed(Some.Id(21)),
        new ClaimReleased(Some.Id(21)),
        new ProductCreated("LAMP", "Lamp", "Gives \"light\" <&> é.", 1_999, Some.Currency, "light", ["warm", "led"], "/lamp.png"),
        new ProductChanged("Lantern", "More light.", 2_499, "lights", ["cold"], "/lantern.png"),
        new ProductRemoved(),
        new StockReceived(100),
        new StockAdjusted(-3, "broken"),
        new StockHeld(Some.Order, 4, 3),
        new StockReleased(Some.Order, 4),
        new StockSold(Some.Order, 4),
        new StockRestocked(Some.Order, 4),
        new CartCreated(Some.Customer, [new CartItem(Some.Lamp, 2, 1_999), new CartItem(Some.Chair, 1, 9_900)]),
        new CartItemSet(Some.Lamp, 5, 2_499),
        new CartClosed(Some.Order),
        new CartReopened(Some.Order),
        new CartOrderRefused(Some.Order),
        new CartCouponSet("SAVE10"),
        new CartPricesAccepted([new CartPrice(Some.Lamp, 2_999)]),
        new CartMergeAsked(Some.Id(41), 7),
        new CartMerged(
            Some.Id(41),
            [new CartItem(Some.Lamp, 7, 2_999)],
            "SAVE10",
            [new CartChange("quantityAdded", Some.Lamp, 7, 7), new CartChange("couponTaken", Coupon: "SAVE10")]),
        new CartMergeRefused(Some.Id(42), CartErrors.Busy()),
        new CartMergedInto(Some.Id(43)),
        new CartCouponRemoved(),
        new CartCleared(),
        new CartExpired(),
        new OrderPlaced(Some.Customer, "eva@example.org", Some.Currency, [Some.LampLine(), Some.ChairLine()], Some.Address with { State = "BW" }),
        new OrderPaymentFailed("card", "card_declined"),
        new OrderLineSet(Some.LampLine(7)),
        new OrderPaid("pay_1", "card", 13_898, Captured: false),
        new OrderCaptured(),
        new OrderShipped("T1", "DHL"),
        new OrderDelivered(),
        new OrderCancelled("changed my mind"),
        new OrderRefunded(13_898),
        new CheckoutStarted(Some.Draft(Some.Card, Some.LampLine(), Some.ChairLine()), Some.Cart),
        new CheckoutPlaced(),
        new CheckoutRefused(StockErrors.OutOfStock(Some.Lamp, 2, 1)),
        new CheckoutPaymentAsked(2, Some.Card, 13_898),
        new CheckoutPaymentDeclined(Some.Order, "card_declined"),
        new CheckoutCancelAsked("changed my mind"),
        new CheckoutLineAsked(Some.LampLine(7), 2),
        new CheckoutFinished(StockErrors.OutOfStock(Some.Lamp, 2, 1)),
        new PaymentAsked(1, 13_898, Some.Currency, Some.Card),
        new PaymentVoided(1, "pay_1"),
        new PaymentDeclined(2, 13_898, Some.Currency, "pay_2", "card_declined"),
        new PaymentAuthorised(3, 13_898, Some.Currency, "pay_3"),
        new PaymentCaptured(3, 13_898, Some.Currency, "pay_3"),
        new PaymentRefundAsked(1, 3, 1_000, "broken"),
        new PaymentRefunded(1, 3, 1_000),
        new PaymentRefundFailed(1, "expired_or_canceled_card"),
        new PaymentRefundedElsewhere(3, 500),
        new IdempotencyBegun("q1s=", Some.Id(31)),
        new IdempotencyCompleted(new StoredResponse(201, "application/json", [1, 2, 255], Headers)),
        new ReviewWritten(Some.Lamp, Some.Customer, Some.Order, 4, "Gives light.", "Eva"),
        new ReviewChanged(Some.Lamp, 4, 5, "Gives much light.", "Eve"),
        new ReviewRemoved(Some.Lamp, 5, Withdrawn: true),
        new WebhookCreated(Some.Id(41), "https://example.org/hook", ["order.created", "order.shipped"], "The warehouse"),
        new WebhookChanged(Some.Id(41), "https://example.org/hooks", ["*"], "The other warehouse", true),
        new WebhookDisabled(Some.Id(41), Some.Now),
        new WebhookDeleted(Some.Id(41)),
    ];
}

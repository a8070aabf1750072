using System.Collections.Immutable;
using OrleansStore.Contracts.ApiKeys;
using OrleansStore.Contracts.Audit;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Idempotency;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Sessions;
using OrleansStore.Contracts.Staff;
using OrleansStore.Contracts.Stock;
using OrleansStore.Contracts.Webhooks;

namespace OrleansStore.Grains.Tests.Events;

/// <summary>One of every event, with every field filled in; those of an aggregate in an order that could have happened.</summary>
internal static class Samples
{
    private static readonly ImmutableDictionary<string, string> Headers =
        ImmutableDictionary<string, string>.Empty.Add("Location", "/api/v1/orders/1");

    private static PromotionUse Use { get; } = new(Some.Id(41), "SUMMER", 10, 1, FirstOrder: true);

    private static PriceBreakdown Pricing { get; } = new(
        Some.Currency,
        [new PricedLine(Some.Lamp, "light", 2, 1_999, 3_998, 400, 684, 4_282), new PricedLine(Some.Chair, "seat", 1, 9_900, 9_900, 0, 1_881, 11_781)],
        [new AppliedPromotion(Some.Id(41), "Summer", "SUMMER", PromotionKind.Percentage, 650, [new LineShare(Some.Lamp, 400)], 250, 100_000)],
        new ShippingCharge("express", "Express", 500, 250, 48),
        [new TaxCharge("DE", "light", 190_000, 13_748, 2_613)],
        13_898,
        650,
        500,
        2_613,
        16_361);

    public static IReadOnlyList<object> All { get; } =
    [
        new CustomerRegistered("eva@example.org", "Eva", "v1.hash", CustomerRole.Admin, MustVerify: true),
        new CustomerVerificationAsked(2),
        new CustomerVerified(2),
        new CustomerRegistrationRepeated(),
        new CustomerResetAsked(1),
        new CustomerPasswordSet("v2.hash", 1, Some.Id(51)),
        new CustomerPasswordRehashed("v3.hash"),
        new SessionOpened(Some.Id(51), "Firefox"),
        new SessionRefreshed(Some.Id(51), 2),
        new SessionEnded(Some.Id(51), SessionEnding.Reused),
        new CustomerChanged("Eve", "07531 1", new CustomerPreferences(["light", "wood"], true), [Some.Address with { State = "BW" }]),
        new CustomerGrouped("vip"),
        new CustomerErasureAsked(),
        new CustomerErased(Some.Now),
        new CustomerFirstOrderRecorded(Some.Order),
        new CustomerOrderReleased(Some.Order),
        new CustomerRoleSet(CustomerRole.CatalogManager),
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
        new StockLow(7, 10),
        new StockOut(),
        new StockConfigured(7, true),
        new StockAdjusted(-3, "broken"),
        new StockHeld(Some.Order, 4, 3, 2),
        new ReconciliationDiffered(new StockDifference(Some.Lamp, Some.Order, 2, 3, 0, 1)),
        new ReconciliationCompleted(99, 7, 1, 1, [new StockDifference(Some.Lamp, Some.Order, 2, 3, 0, 1)]),
        new StockReleased(Some.Order, 4),
        new StockSold(Some.Order, 4),
        new StockRestocked(Some.Order, 4, 1),
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
        new OrderPlaced(
            Some.Customer, "eva@example.org", Some.Currency, [Some.LampLine(), Some.ChairLine()], Some.Address with { State = "BW" }, Pricing, "SUMMER",
            Some.Now.AddMinutes(30)),
        new OrderPaymentFailed("card", "card_declined"),
        new OrderLineSet(Some.LampLine(7), Pricing),
        new OrderPaid("pay_1", "card", 13_898, Captured: false),
        new OrderCaptured(),
        new OrderShipped("T1", "DHL", [new OrderPieces(Some.Lamp, 2)], [new OrderParcel("T1", "DHL"), new OrderParcel("T2", "DHL")], Partial: true),
        new OrderDelivered(1, Partial: true),
        new OrderReturnRequested(1, [new OrderPieces(Some.Lamp, 1)], "broken"),
        new OrderReturnApproved(1),
        new OrderReturnRejected(1, "used"),
        new OrderReturnReceived(1, 1_999, All: false),
        new OrderNoteAdded("Call before noon.", IsInternal: true),
        new OrderExpired(),
        new OrderCancelled("changed my mind"),
        new OrderRefunded(13_898, 1, "late"),
        new CheckoutStarted(
            Some.Draft(Some.Card, Some.LampLine(), Some.ChairLine()) with
            {
                Pricing = Pricing,
                Coupon = "SUMMER",
                ShippingMethod = "express",
                Uses = [Use],
                IsFirst = true,
                PayBy = Some.Now.AddMinutes(30),
            },
            Some.Cart),
        new CheckoutPlaced(),
        new CheckoutRefused(StockErrors.OutOfStock(Some.Lamp, 2, 1)),
        new CheckoutPaymentAsked(2, Some.Card, 13_898),
        new CheckoutPaymentDeclined(Some.Order, "card_declined"),
        new CheckoutCancelAsked("changed my mind"),
        new CheckoutLineAsked(Some.LampLine(7), 2, Pricing, [Use]),
        new CheckoutExpireAsked(),
        new CheckoutRefundAsked(1, 1_000, "late"),
        new CheckoutReturnAsked(1, [new OrderPieces(Some.Lamp, 1)], 2, 1_999),
        new CheckoutFinished(StockErrors.OutOfStock(Some.Lamp, 2, 1)),
        new PaymentAsked(1, 13_898, Some.Currency, Some.Card, DateTimeOffset.UnixEpoch),
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
        new StaffEntered(Some.Customer),
        new StaffLeft(Some.Customer),
        new ApiKeyIssued(Some.Id(51), "The warehouse", ["stock", "orders"], "9f86d081", Some.Now.AddDays(90)),
        new ApiKeyUsed(Some.Id(51)),
        new ApiKeyRevoked(Some.Id(51)),
        new AuditNoted(
            Some.Now, Actors.Admin(Some.Customer), Some.Customer, "POST /api/v1/orders/1/ship", "orders/1", "192.0.2.1", AuditOutcome.Denied, 403, "forbidden", 2),
        new AuditLost(7),
    ];
}

using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.ApiKeys;
using OrleansStore.Contracts.Audit;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Idempotency;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Sessions;
using OrleansStore.Contracts.Staff;
using OrleansStore.Contracts.Stock;
using OrleansStore.Contracts.Webhooks;

namespace OrleansStore.Contracts;

/// <summary>Every event type the store writes, under the name it is stored with for ever.</summary>
public static class StoreEvents
{
    private static readonly StoreEventsJson Json = StoreEventsJson.Default;

    /// <summary>Stored name and JSON metadata of every event type.</summary>
    public static IReadOnlyList<(string Name, JsonTypeInfo Json)> All { get; } =
    [
        ("customer.registered.v1", Json.CustomerRegistered),
        ("customer.changed.v1", Json.CustomerChanged),
        ("customer.rejected.v1", Json.CustomerRejected),
        ("customer.grouped.v1", Json.CustomerGrouped),
        ("customer.erasureAsked.v1", Json.CustomerErasureAsked),
        ("customer.erased.v1", Json.CustomerErased),
        ("customer.firstOrderRecorded.v1", Json.CustomerFirstOrderRecorded),
        ("customer.orderReleased.v1", Json.CustomerOrderReleased),
        ("customer.verificationAsked.v1", Json.CustomerVerificationAsked),
        ("customer.verified.v1", Json.CustomerVerified),
        ("customer.registrationRepeated.v1", Json.CustomerRegistrationRepeated),
        ("customer.resetAsked.v1", Json.CustomerResetAsked),
        ("customer.passwordSet.v1", Json.CustomerPasswordSet),
        ("customer.passwordRehashed.v1", Json.CustomerPasswordRehashed),
        ("session.opened.v1", Json.SessionOpened),
        ("session.refreshed.v1", Json.SessionRefreshed),
        ("session.ended.v1", Json.SessionEnded),
        ("promotion.created.v1", Json.PromotionCreated),
        ("promotion.changed.v1", Json.PromotionChanged),
        ("promotion.redeemed.v1", Json.PromotionRedeemed),
        ("promotion.released.v1", Json.PromotionReleased),
        ("promotion.takenByCustomer.v1", Json.CustomerUseTaken),
        ("promotion.returnedByCustomer.v1", Json.CustomerUseReturned),
        ("claim.taken.v1", Json.ClaimTaken),
        ("claim.confirmed.v1", Json.ClaimConfirmed),
        ("claim.released.v1", Json.ClaimReleased),
        ("product.created.v1", Json.ProductCreated),
        ("product.changed.v1", Json.ProductChanged),
        ("product.removed.v1", Json.ProductRemoved),
        ("stock.received.v1", Json.StockReceived),
        ("stock.adjusted.v1", Json.StockAdjusted),
        ("stock.held.v1", Json.StockHeld),
        ("stock.released.v1", Json.StockReleased),
        ("stock.sold.v1", Json.StockSold),
        ("stock.restocked.v1", Json.StockRestocked),
        ("stock.configured.v1", Json.StockConfigured),
        ("stock.low.v1", Json.StockLow),
        ("stock.out.v1", Json.StockOut),
        ("reconciliation.differed.v1", Json.ReconciliationDiffered),
        ("reconciliation.completed.v1", Json.ReconciliationCompleted),
        ("cart.created.v1", Json.CartCreated),
        ("cart.itemSet.v1", Json.CartItemSet),
        ("cart.closed.v1", Json.CartClosed),
        ("cart.reopened.v1", Json.CartReopened),
        ("cart.orderRefused.v1", Json.CartOrderRefused),
        ("cart.cleared.v1", Json.CartCleared),
        ("cart.couponSet.v1", Json.CartCouponSet),
        ("cart.couponRemoved.v1", Json.CartCouponRemoved),
        ("cart.pricesAccepted.v1", Json.CartPricesAccepted),
        ("cart.mergeAsked.v1", Json.CartMergeAsked),
        ("cart.merged.v1", Json.CartMerged),
        ("cart.mergeRefused.v1", Json.CartMergeRefused),
        ("cart.mergedInto.v1", Json.CartMergedInto),
        ("cart.expired.v1", Json.CartExpired),
        ("order.placed.v1", Json.OrderPlaced),
        ("order.paid.v1", Json.OrderPaid),
        ("order.captured.v1", Json.OrderCaptured),
        ("order.paymentFailed.v1", Json.OrderPaymentFailed),
        ("order.lineSet.v1", Json.OrderLineSet),
        ("order.cancelled.v1", Json.OrderCancelled),
        ("order.refunded.v1", Json.OrderRefunded),
        ("order.shipped.v1", Json.OrderShipped),
        ("order.delivered.v1", Json.OrderDelivered),
        ("order.expired.v1", Json.OrderExpired),
        ("order.returnRequested.v1", Json.OrderReturnRequested),
        ("order.returnApproved.v1", Json.OrderReturnApproved),
        ("order.returnRejected.v1", Json.OrderReturnRejected),
        ("order.returnReceived.v1", Json.OrderReturnReceived),
        ("order.noteAdded.v1", Json.OrderNoteAdded),
        ("checkout.started.v1", Json.CheckoutStarted),
        ("checkout.placed.v1", Json.CheckoutPlaced),
        ("checkout.refused.v1", Json.CheckoutRefused),
        ("checkout.paymentAsked.v1", Json.CheckoutPaymentAsked),
        ("checkout.paymentDeclined.v1", Json.CheckoutPaymentDeclined),
        ("checkout.cancelAsked.v1", Json.CheckoutCancelAsked),
        ("checkout.lineAsked.v1", Json.CheckoutLineAsked),
        ("checkout.expireAsked.v1", Json.CheckoutExpireAsked),
        ("checkout.refundAsked.v1", Json.CheckoutRefundAsked),
        ("checkout.returnAsked.v1", Json.CheckoutReturnAsked),
        ("checkout.finished.v1", Json.CheckoutFinished),
        ("payment.asked.v1", Json.PaymentAsked),
        ("payment.authorised.v1", Json.PaymentAuthorised),
        ("payment.declined.v1", Json.PaymentDeclined),
        ("payment.captured.v1", Json.PaymentCaptured),
        ("payment.voided.v1", Json.PaymentVoided),
        ("payment.refundAsked.v1", Json.PaymentRefundAsked),
        ("payment.refunded.v1", Json.PaymentRefunded),
        ("payment.refundFailed.v1", Json.PaymentRefundFailed),
        ("payment.refundedElsewhere.v1", Json.PaymentRefundedElsewhere),
        ("idempotency.begun.v1", Json.IdempotencyBegun),
        ("idempotency.completed.v1", Json.IdempotencyCompleted),
        ("review.written.v1", Json.ReviewWritten),
        ("review.changed.v1", Json.ReviewChanged),
        ("review.removed.v1", Json.ReviewRemoved),
        ("webhook.created.v1", Json.WebhookCreated),
        ("webhook.changed.v1", Json.WebhookChanged),
        ("webhook.disabled.v1", Json.WebhookDisabled),
        ("webhook.deleted.v1", Json.WebhookDeleted),
        ("customer.roleSet.v1", Json.CustomerRoleSet),
        ("staff.entered.v1", Json.StaffEntered),
        ("staff.left.v1", Json.StaffLeft),
        ("key.issued.v1", Json.ApiKeyIssued),
        ("key.used.v1", Json.ApiKeyUsed),
        ("key.revoked.v1", Json.ApiKeyRevoked),
        ("audit.noted.v1", Json.AuditNoted),
        ("audit.lost.v1", Json.AuditLost),
    ];
}

/// <summary>How events are written: camelCase, names for enum members, nothing for null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CustomerRegistered))]
[JsonSerializable(typeof(CustomerChanged))]
[JsonSerializable(typeof(CustomerRejected))]
[JsonSerializable(typeof(CustomerGrouped))]
[JsonSerializable(typeof(CustomerErasureAsked))]
[JsonSerializable(typeof(CustomerErased))]
[JsonSerializable(typeof(CustomerFirstOrderRecorded))]
[JsonSerializable(typeof(CustomerOrderReleased))]
[JsonSerializable(typeof(CustomerVerificationAsked))]
[JsonSerializable(typeof(CustomerVerified))]
[JsonSerializable(typeof(CustomerRegistrationRepeated))]
[JsonSerializable(typeof(CustomerResetAsked))]
[JsonSerializable(typeof(CustomerPasswordSet))]
[JsonSerializable(typeof(CustomerPasswordRehashed))]
[JsonSerializable(typeof(SessionOpened))]
[JsonSerializable(typeof(SessionRefreshed))]
[JsonSerializable(typeof(SessionEnded))]
[JsonSerializable(typeof(PromotionCreated))]
[JsonSerializable(typeof(PromotionChanged))]
[JsonSerializable(typeof(PromotionRedeemed))]
[JsonSerializable(typeof(PromotionReleased))]
[JsonSerializable(typeof(CustomerUseTaken))]
[JsonSerializable(typeof(CustomerUseReturned))]
[JsonSerializable(typeof(ClaimTaken))]
[JsonSerializable(typeof(ClaimConfirmed))]
[JsonSerializable(typeof(ClaimReleased))]
[JsonSerializable(typeof(ProductCreated))]
[JsonSerializable(typeof(ProductChanged))]
[JsonSerializable(typeof(ProductRemoved))]
[JsonSerializable(typeof(StockReceived))]
[JsonSerializable(typeof(StockAdjusted))]
[JsonSerializable(typeof(StockHeld))]
[JsonSerializable(typeof(StockReleased))]
[JsonSerializable(typeof(StockSold))]
[JsonSerializable(typeof(StockRestocked))]
[JsonSerializable(typeof(StockConfigured))]
[JsonSerializable(typeof(StockLow))]
[JsonSerializable(typeof(StockOut))]
[JsonSerializable(typeof(ReconciliationDiffered))]
[JsonSerializable(typeof(ReconciliationCompleted))]
[JsonSerializable(typeof(CartCreated))]
[JsonSerializable(typeof(CartItemSet))]
[JsonSerializable(typeof(CartClosed))]
[JsonSerializable(typeof(CartReopened))]
[JsonSerializable(typeof(CartOrderRefused))]
[JsonSerializable(typeof(CartCleared))]
[JsonSerializable(typeof(CartCouponSet))]
[JsonSerializable(typeof(CartCouponRemoved))]
[JsonSerializable(typeof(CartPricesAccepted))]
[JsonSerializable(typeof(CartMergeAsked))]
[JsonSerializable(typeof(CartMerged))]
[JsonSerializable(typeof(CartMergeRefused))]
[JsonSerializable(typeof(CartMergedInto))]
[JsonSerializable(typeof(CartExpired))]
[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(OrderPaid))]
[JsonSerializable(typeof(OrderCaptured))]
[JsonSerializable(typeof(OrderPaymentFailed))]
[JsonSerializable(typeof(OrderLineSet))]
[JsonSerializable(typeof(OrderCancelled))]
[JsonSerializable(typeof(OrderRefunded))]
[JsonSerializable(typeof(OrderShipped))]
[JsonSerializable(typeof(OrderDelivered))]
[JsonSerializable(typeof(OrderExpired))]
[JsonSerializable(typeof(OrderReturnRequested))]
[JsonSerializable(typeof(OrderReturnApproved))]
[JsonSerializable(typeof(OrderReturnRejected))]
[JsonSerializable(typeof(OrderReturnReceived))]
[JsonSerializable(typeof(OrderNoteAdded))]
[JsonSerializable(typeof(CheckoutStarted))]
[JsonSerializable(typeof(CheckoutPlaced))]
[JsonSerializable(typeof(CheckoutRefused))]
[JsonSerializable(typeof(CheckoutPaymentAsked))]
[JsonSerializable(typeof(CheckoutPaymentDeclined))]
[JsonSerializable(typeof(CheckoutCancelAsked))]
[JsonSerializable(typeof(CheckoutLineAsked))]
[JsonSerializable(typeof(CheckoutExpireAsked))]
[JsonSerializable(typeof(CheckoutRefundAsked))]
[JsonSerializable(typeof(CheckoutReturnAsked))]
[JsonSerializable(typeof(CheckoutFinished))]
[JsonSerializable(typeof(PaymentAsked))]
[JsonSerializable(typeof(PaymentAuthorised))]
[JsonSerializable(typeof(PaymentDeclined))]
[JsonSerializable(typeof(PaymentCaptured))]
[JsonSerializable(typeof(PaymentVoided))]
[JsonSerializable(typeof(PaymentRefundAsked))]
[JsonSerializable(typeof(PaymentRefunded))]
[JsonSerializable(typeof(PaymentRefundFailed))]
[JsonSerializable(typeof(PaymentRefundedElsewhere))]
[JsonSerializable(typeof(IdempotencyBegun))]
[JsonSerializable(typeof(IdempotencyCompleted))]
[JsonSerializable(typeof(ReviewWritten))]
[JsonSerializable(typeof(ReviewChanged))]
[JsonSerializable(typeof(ReviewRemoved))]
[JsonSerializable(typeof(WebhookCreated))]
[JsonSerializable(typeof(WebhookChanged))]
[JsonSerializable(typeof(WebhookDisabled))]
[JsonSerializable(typeof(WebhookDeleted))]
[JsonSerializable(typeof(CustomerRoleSet))]
[JsonSerializable(typeof(StaffEntered))]
[JsonSerializable(typeof(StaffLeft))]
[JsonSerializable(typeof(ApiKeyIssued))]
[JsonSerializable(typeof(ApiKeyUsed))]
[JsonSerializable(typeof(ApiKeyRevoked))]
[JsonSerializable(typeof(AuditNoted))]
[JsonSerializable(typeof(AuditLost))]
internal sealed partial class StoreEventsJson : JsonSerializerContext;

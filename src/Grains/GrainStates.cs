using System.Text.Json.Serialization;
using OrleansStore.Contracts.Imports;
using OrleansStore.Grains.ApiKeys;
using OrleansStore.Grains.Audit;
using OrleansStore.Grains.Carts;
using OrleansStore.Grains.Checkout;
using OrleansStore.Grains.Claims;
using OrleansStore.Grains.Customers;
using OrleansStore.Grains.Idempotency;
using OrleansStore.Grains.Orders;
using OrleansStore.Grains.Outbound;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Products;
using OrleansStore.Grains.Promotions;
using OrleansStore.Grains.Reconciliation;
using OrleansStore.Grains.Recovery;
using OrleansStore.Grains.Reviews;
using OrleansStore.Grains.Sessions;
using OrleansStore.Grains.Staff;
using OrleansStore.Grains.Stock;
using OrleansStore.Grains.Webhooks;

namespace OrleansStore.Grains;

/// <summary>How snapshots of states are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CustomerState))]
[JsonSerializable(typeof(SessionsState))]
[JsonSerializable(typeof(PromotionBookState))]
[JsonSerializable(typeof(PromotionUseState))]
[JsonSerializable(typeof(CustomerUseState))]
[JsonSerializable(typeof(ClaimState))]
[JsonSerializable(typeof(ProductState))]
[JsonSerializable(typeof(StockState))]
[JsonSerializable(typeof(ReconciliationState))]
[JsonSerializable(typeof(CartState))]
[JsonSerializable(typeof(OrderState))]
[JsonSerializable(typeof(CheckoutState))]
[JsonSerializable(typeof(PaymentAccount))]
[JsonSerializable(typeof(IdempotencyState))]
[JsonSerializable(typeof(OpenCheckouts))]
[JsonSerializable(typeof(ReviewState))]
[JsonSerializable(typeof(OutboundState))]
[JsonSerializable(typeof(WebhooksState))]
[JsonSerializable(typeof(StaffState))]
[JsonSerializable(typeof(ApiKeysState))]
[JsonSerializable(typeof(AuditState))]
[JsonSerializable(typeof(ImportView))]
internal sealed partial class GrainStates : JsonSerializerContext;

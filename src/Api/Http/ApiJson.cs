using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Api.Access;
using OrleansStore.Api.Carts;
using OrleansStore.Api.Cluster;
using OrleansStore.Api.Customers;
using OrleansStore.Api.History;
using OrleansStore.Api.Imports;
using OrleansStore.Api.Orders;
using OrleansStore.Api.Payments;
using OrleansStore.Api.Pricing;
using OrleansStore.Api.Products;
using OrleansStore.Api.Projections;
using OrleansStore.Api.Promotions;
using OrleansStore.Api.Recommendations;
using OrleansStore.Api.Reviews;
using OrleansStore.Api.Stock;
using OrleansStore.Api.Storefront;
using OrleansStore.Api.Webhooks;
using OrleansStore.Contracts.ApiKeys;
using OrleansStore.Contracts.Audit;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Imports;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Stock;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.ReadModels.Analytics;
using OrleansStore.ReadModels.Audit;
using OrleansStore.ReadModels.Notifications;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Recommendations;
using OrleansStore.ReadModels.Reviews;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Http;

/// <summary>The public JSON: camelCase, names for enum members, nothing for null; a member nobody knows is an error, for it is a slip of the pen or meant something.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(UtcTime), typeof(CamelCase<OrderStatus>), typeof(CamelCase<PaymentStatus>), typeof(CamelCase<ShipmentStatus>), typeof(CamelCase<ReturnStatus>),
        typeof(CamelCase<PromotionKind>), typeof(CamelCase<CustomerRole>), typeof(CamelCase<ImportStatus>), typeof(CamelCase<ImportMode>),
        typeof(CamelCase<AuditOutcome>), typeof(CamelCase<TimeBucket>), typeof(CamelCase<RecommendationReason>), typeof(CamelCase<RebuildState>), typeof(CamelCase<PaymentProvider>), typeof(CamelCase<SiloState>),
    ])]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(VerifyRequest))]
[JsonSerializable(typeof(ResetRequest))]
[JsonSerializable(typeof(ConfirmResetRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(SessionPage))]
[JsonSerializable(typeof(ErasureReceipt))]
[JsonSerializable(typeof(Notification))]
[JsonSerializable(typeof(ChangeCustomerRequest))]
[JsonSerializable(typeof(CustomerView))]
[JsonSerializable(typeof(CustomerPage))]
[JsonSerializable(typeof(CreateProductRequest))]
[JsonSerializable(typeof(ChangeProductRequest))]
[JsonSerializable(typeof(NoInput))]
[JsonSerializable(typeof(ProductAnswer))]
[JsonSerializable(typeof(ProductPage))]
[JsonSerializable(typeof(CategoryPage))]
[JsonSerializable(typeof(ReceiveStockRequest))]
[JsonSerializable(typeof(AdjustStockRequest))]
[JsonSerializable(typeof(ConfigureStockRequest))]
[JsonSerializable(typeof(StockLedgerPage))]
[JsonSerializable(typeof(StockView))]
[JsonSerializable(typeof(ReconciliationView))]
[JsonSerializable(typeof(ProjectionsAnswer))]
[JsonSerializable(typeof(ProjectionAnswer))]
[JsonSerializable(typeof(GrainsAnswer))]
[JsonSerializable(typeof(SilosAnswer))]
[JsonSerializable(typeof(CreateCartRequest))]
[JsonSerializable(typeof(SetCartItemRequest))]
[JsonSerializable(typeof(ItemRequest))]
[JsonSerializable(typeof(CouponRequest))]
[JsonSerializable(typeof(AcceptPricesRequest))]
[JsonSerializable(typeof(MergeCartRequest))]
[JsonSerializable(typeof(CartAnswer))]
[JsonSerializable(typeof(PlaceOrderRequest))]
[JsonSerializable(typeof(PayOrderRequest))]
[JsonSerializable(typeof(PaymentForOrderRequest))]
[JsonSerializable(typeof(CancelOrderRequest))]
[JsonSerializable(typeof(RemoveOrderItemRequest))]
[JsonSerializable(typeof(ShipOrderRequest))]
[JsonSerializable(typeof(DeliverOrderRequest))]
[JsonSerializable(typeof(RefundOrderRequest))]
[JsonSerializable(typeof(ReturnOrderRequest))]
[JsonSerializable(typeof(RejectReturnRequest))]
[JsonSerializable(typeof(ReceiveReturnRequest))]
[JsonSerializable(typeof(AddNoteRequest))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(OrderUnderWay))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(PromotionRequest))]
[JsonSerializable(typeof(PromotionAnswer))]
[JsonSerializable(typeof(PromotionPage))]
[JsonSerializable(typeof(WhatIfPromotionRequest))]
[JsonSerializable(typeof(WhatIfAnswer))]
[JsonSerializable(typeof(ShippingPage))]
[JsonSerializable(typeof(StorefrontAnswer))]
[JsonSerializable(typeof(PriceExplanation))]
[JsonSerializable(typeof(AdministerCustomerRequest))]
[JsonSerializable(typeof(WebhookTaken))]
[JsonSerializable(typeof(WriteReviewRequest))]
[JsonSerializable(typeof(ChangeReviewRequest))]
[JsonSerializable(typeof(ReviewView))]
[JsonSerializable(typeof(ReviewPage))]
[JsonSerializable(typeof(RecommendationPage))]
[JsonSerializable(typeof(ImportAnswer))]
[JsonSerializable(typeof(ImportPage))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(NotificationPage))]
[JsonSerializable(typeof(CreateWebhookRequest))]
[JsonSerializable(typeof(ChangeWebhookRequest))]
[JsonSerializable(typeof(ReplayWebhookRequest))]
[JsonSerializable(typeof(NewWebhookAnswer))]
[JsonSerializable(typeof(WebhookView))]
[JsonSerializable(typeof(WebhookList))]
[JsonSerializable(typeof(DeliveryPage))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(IssueApiKeyRequest))]
[JsonSerializable(typeof(NewApiKeyAnswer))]
[JsonSerializable(typeof(ApiKeyList))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(Dashboard))]
[JsonSerializable(typeof(SalesReport))]
[JsonSerializable(typeof(PopularReport))]
[JsonSerializable(typeof(CustomerFigures))]
[JsonSerializable(typeof(ProductView))]
[JsonSerializable(typeof(CartThen))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(DiffAnswer))]
[JsonSerializable(typeof(PricePage))]
[JsonSerializable(typeof(TimelineAnswer))]
[JsonSerializable(typeof(JournalPage))]
[JsonSerializable(typeof(JournalEntry))]
public sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The metadata of a type.</summary>
    public static JsonTypeInfo<T> Of<T>()
        where T : class => Known<T>.Type;

    /// <summary>A value as UTF-8 JSON.</summary>
    public static byte[] Encode<T>(T value)
        where T : class => JsonSerializer.SerializeToUtf8Bytes(value, Of<T>());

    private static class Known<T>
    {
        public static readonly JsonTypeInfo<T> Type = (JsonTypeInfo<T>)(Default.GetTypeInfo(typeof(T))
            ?? throw new InvalidOperationException($"{typeof(T)} is not part of the public JSON."));
    }
}

/// <summary>Enum members by name, never by number.</summary>
public sealed class CamelCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>An input without members.</summary>
public sealed record NoInput : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
    }
}

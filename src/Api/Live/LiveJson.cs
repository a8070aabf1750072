using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Notifications;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Live;

/// <summary>The JSON of live updates; the same conventions as the rest of the API.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCase<OrderStatus>), typeof(CamelCase<PaymentStatus>)])]
[JsonSerializable(typeof(OrderUpdate))]
[JsonSerializable(typeof(ProductAdded))]
[JsonSerializable(typeof(StockLow))]
[JsonSerializable(typeof(Notification))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class LiveJson : JsonSerializerContext;

/// <summary>A product is new in the catalog.</summary>
public sealed record ProductAdded(Guid ProductId, string Sku, string Name, Money Price, string Category);

/// <summary>A product's pieces fell to the threshold or under it.</summary>
public sealed record StockLow(Guid ProductId, string? Sku, string? Name, long Available, int Threshold);

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Silo.Outbound;

/// <summary>What happened, as those outside see it. Made of the journal alone, so that it is the same whenever it is told.</summary>
/// <param name="Type">The public name, such as <c>order.shipped</c>.</param>
/// <param name="Lane">What it is about; events about the same thing are told one after the other.</param>
public sealed record PublicEvent(
    Guid EventId, string Type, DateTimeOffset CreatedAt, long Position, string Lane, Guid? OrderId, PublicEventData Data)
{
    /// <summary>The event as it is sent: UTF-8 JSON.</summary>
    /// <param name="id">The message's id.</param>
    public byte[] Encode(Guid id) => JsonSerializer.SerializeToUtf8Bytes(
        new PublicEventMessage(id, Type, CreatedAt.UtcDateTime, Position, OrderId, Data), PublicEventJson.Default.PublicEventMessage);
}

/// <summary>The JSON of an event.</summary>
public sealed record PublicEventMessage(Guid Id, string Type, DateTime CreatedAt, long Position, Guid? OrderId, PublicEventData Data);

/// <summary>What is told with an event; what does not belong to its kind is missing.</summary>
/// <param name="Version">The order's version by this event.</param>
/// <param name="Items">With <c>order.created</c>: what was ordered.</param>
/// <param name="Amount">What the order comes to when it is created; what was paid or given back.</param>
/// <param name="Partial">With <c>order.shipped</c>, <c>.delivered</c> and <c>.returned</c>: it is about a part of the pieces.</param>
/// <param name="Parcels">With <c>order.shipped</c>, of more than one parcel: all of them.</param>
public sealed record PublicEventData(
    Guid? OrderId = null,
    Guid? CustomerId = null,
    int? Version = null,
    OrderStatus? Status = null,
    PaymentStatus? PaymentStatus = null,
    string? TrackingNumber = null,
    string? Carrier = null,
    string? Reason = null,
    ImmutableArray<PublicEventItem>? Items = null,
    Money? Amount = null,
    Guid? ProductId = null,
    string? Sku = null,
    string? Name = null,
    string? Category = null,
    Money? Price = null,
    int? Quantity = null,
    long? Available = null,
    int? Threshold = null,
    bool? Partial = null,
    ImmutableArray<OrderParcel>? Parcels = null)
{
    /// <summary>What is told of an order's event.</summary>
    internal static PublicEventData Of(OrderUpdate update) => new(
        update.OrderId, update.CustomerId, update.Version, update.Status, update.PaymentStatus, update.TrackingNumber, update.Carrier, update.Reason,
        Partial: update.Partial, Parcels: update.Parcels);
}

/// <summary>One line of an order.</summary>
public sealed record PublicEventItem(Guid ProductId, string Sku, string Name, int Quantity, Money UnitPrice);

/// <summary>The same conventions as the API.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseName<OrderStatus>), typeof(CamelCaseName<PaymentStatus>)])]
[JsonSerializable(typeof(PublicEventMessage))]
internal sealed partial class PublicEventJson : JsonSerializerContext;

/// <summary>Enum members by name, never by number.</summary>
internal sealed class CamelCaseName<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;

namespace OrleansStore.ReadModels.Orders;

/// <summary>The past of orders as clients follow it: every event of an order is one update, none is left out.</summary>
public interface IOrderFeed
{
    /// <summary>The updates of one order after a version, oldest first.</summary>
    ValueTask<IReadOnlyList<OrderUpdate>> ReadOrderAsync(Guid orderId, int afterVersion, int maxCount, CancellationToken cancellation = default);

    /// <summary>The updates of all of a customer's orders after a global position, in global order.</summary>
    ValueTask<FeedPage> ReadCustomerAsync(Guid customerId, long afterPosition, int maxCount, CancellationToken cancellation = default);

    /// <summary>The updates of all orders after a global position, in global order.</summary>
    ValueTask<FeedPage> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default);

    /// <summary>The update that an order's event is, for those who read the journal themselves.</summary>
    /// <exception cref="InvalidOperationException">It is no event of an order: a bug.</exception>
    ValueTask<OrderUpdate> ReadAsync(StoredEvent stored, CancellationToken cancellation = default);
}

/// <summary>A stretch of a feed.</summary>
/// <param name="Position">Read on from here; at or above the last update's position.</param>
public sealed record FeedPage(IReadOnlyList<OrderUpdate> Updates, long Position);

/// <summary>One thing that happened to an order, as clients see it.</summary>
/// <param name="Event">The public name, such as <c>order.shipped</c>.</param>
/// <param name="Version">The order's version by this event.</param>
/// <param name="Position">The event's global position; the cursor of a feed.</param>
/// <param name="Status">The order's status from then on.</param>
/// <param name="PaymentStatus">Its payment's status from then on.</param>
/// <param name="TrackingNumber">Only with <c>order.shipped</c>.</param>
/// <param name="Carrier">Only with <c>order.shipped</c>.</param>
/// <param name="Partial">It is about a part of the order's pieces, with <c>order.shipped</c>, <c>.delivered</c> and <c>.returned</c>; else null.</param>
/// <param name="Parcels">Only with <c>order.shipped</c>, of more than one parcel: all of them.</param>
/// <param name="IsInternal">Only for those who run the shop.</param>
/// <param name="Reason">Only where there is one: a cancellation, a declined payment.</param>
public sealed record OrderUpdate(
    Guid OrderId,
    Guid? CustomerId,
    string Event,
    int Version,
    long Position,
    OrderStatus Status,
    PaymentStatus PaymentStatus,
    DateTimeOffset At,
    string? TrackingNumber = null,
    string? Carrier = null,
    string? Reason = null,
    bool? Partial = null,
    ImmutableArray<OrderParcel>? Parcels = null,
    [property: JsonIgnore] bool IsInternal = false);

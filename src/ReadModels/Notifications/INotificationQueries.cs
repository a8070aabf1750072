using System.Collections.Immutable;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Reconciliation;

namespace OrleansStore.ReadModels.Notifications;

/// <summary>The inbox of a customer: what happened to the orders, and new products of the categories that the customer prefers.</summary>
public interface INotificationQueries
{
    /// <summary>The notifications after a global position, oldest first.</summary>
    /// <param name="isAdmin">Whether alerts of the shop are among them.</param>
    /// <param name="limit">1 to <see cref="ReadModelLimits.PageSize"/>.</param>
    ValueTask<NotificationPage> ReadAsync(Guid customerId, bool isAdmin, long afterPosition, int limit, CancellationToken cancellation = default);
}

/// <summary>A stretch of an inbox.</summary>
/// <param name="NextAfter">Read on after here; also when there was nothing.</param>
public sealed record NotificationPage(IReadOnlyList<Notification> Items, long NextAfter);

/// <summary>Something that somebody should know.</summary>
/// <param name="Id">The same for ever; a client drops what it has seen.</param>
/// <param name="Position">The cursor.</param>
/// <param name="Type">The public name, such as <c>order.shipped</c>, <c>product.added</c> or <c>stock.low</c>.</param>
/// <param name="Available">Pieces left, with an alert about stock.</param>
/// <param name="Difference">The figures, with an alert that stock and orders differ.</param>
/// <param name="Partial">It is about a part of the order; null when it is about all of it.</param>
/// <param name="Parcels">What left, if in more than one parcel.</param>
public sealed record Notification(
    string Id,
    long Position,
    string Type,
    DateTimeOffset At,
    Guid? OrderId = null,
    string? OrderNumber = null,
    OrderStatus? Status = null,
    string? TrackingNumber = null,
    string? Carrier = null,
    string? Reason = null,
    Guid? ProductId = null,
    string? Sku = null,
    string? Name = null,
    string? Category = null,
    Money? Price = null,
    long? Available = null,
    int? Threshold = null,
    Guid? WebhookId = null,
    StockDifference? Difference = null,
    bool? Partial = null,
    ImmutableArray<OrderParcel>? Parcels = null);

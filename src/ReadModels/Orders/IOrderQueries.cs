using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.ReadModels.Orders;

/// <summary>Lists of orders; never touches an order's grain.</summary>
public interface IOrderQueries
{
    /// <summary>A page of orders.</summary>
    /// <remarks>
    /// A page looks at <see cref="ReadModelLimits.OrdersLookedAt"/> orders at most. When few of them are wanted it has fewer
    /// than asked for, or none, and a cursor to go on from: only a page without a cursor is the last.
    /// </remarks>
    /// <exception cref="Products.InvalidCursorException">The cursor is not one of ours, or was given for another order of the list.</exception>
    /// <exception cref="ArgumentException">A limit is passed over; see <see cref="OrderQuery"/>.</exception>
    ValueTask<OrderPage> ListAsync(OrderQuery query, CancellationToken cancellation = default);

    /// <summary>A page of orders, newest first.</summary>
    /// <param name="customerId">Only this customer's; null for everybody's.</param>
    /// <param name="limit">1 to 100.</param>
    /// <exception cref="Products.InvalidCursorException">The cursor is not one of ours.</exception>
    ValueTask<OrderPage> ListAsync(
        Guid? customerId, OrderStatus? status, int limit, string? cursor, CancellationToken cancellation = default) =>
        ListAsync(new OrderQuery(limit, cursor) { CustomerId = customerId, Status = status }, cancellation);
}

/// <summary>Which orders; what is null is not asked.</summary>
/// <param name="Limit">1 to 100.</param>
public sealed record OrderQuery(int Limit, string? Cursor = null)
{
    /// <summary>Whose; null for everybody's.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>Where it stands now.</summary>
    public OrderStatus? Status { get; init; }

    /// <summary>Placed at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Placed before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Coming to so much or more, in minor units.</summary>
    public long? MinTotal { get; init; }

    /// <summary>Coming to so much or less, in minor units.</summary>
    public long? MaxTotal { get; init; }

    /// <summary>The currency of its total.</summary>
    public string? Currency { get; init; }

    /// <summary>
    /// Words, each of which stands in it: the beginning of a word of a line's name, of a sku, of a tracking number or of the
    /// order's number, or its id; at most <see cref="ReadModelLimits.OrderWords"/>.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>What comes first.</summary>
    public OrderSort Sort { get; init; }
}

/// <summary>The order of a list of orders.</summary>
public enum OrderSort
{
    /// <summary>Placed last.</summary>
    Newest,

    /// <summary>Placed first.</summary>
    Oldest,

    /// <summary>Changed last.</summary>
    Updated,

    /// <summary>The highest total; amounts of different currencies are compared as numbers.</summary>
    TotalDesc,

    /// <summary>The lowest total.</summary>
    TotalAsc,
}

/// <summary>A page of orders.</summary>
public sealed record OrderPage(IReadOnlyList<OrderSummary> Items, string? NextCursor);

/// <summary>An order in a list.</summary>
public sealed record OrderSummary(
    Guid Id, string Number, Guid? CustomerId, OrderStatus Status, Money Total, int ItemCount, int Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.ReadModels.Orders;

/// <summary>Lists of orders; never touches an order's grain.</summary>
public interface IOrderQueries
{
    /// <summary>A page of orders, newest first.</summary>
    /// <param name="customerId">Only this customer's; null for everybody's.</param>
    /// <param name="limit">1 to 100.</param>
    /// <exception cref="Products.InvalidCursorException">The cursor is not one of ours.</exception>
    ValueTask<OrderPage> ListAsync(
        Guid? customerId, OrderStatus? status, int limit, string? cursor, CancellationToken cancellation = default);
}

/// <summary>A page of orders.</summary>
public sealed record OrderPage(IReadOnlyList<OrderSummary> Items, string? NextCursor);

/// <summary>An order in a list.</summary>
public sealed record OrderSummary(
    Guid Id, string Number, Guid? CustomerId, OrderStatus Status, Money Total, int ItemCount, int Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

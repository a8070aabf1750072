using OrleansStore.Contracts.Customers;

namespace OrleansStore.ReadModels.Customers;

/// <summary>The list of accounts: which there are. What people said of themselves only the accounts know.</summary>
public interface ICustomerQueries
{
    /// <summary>A page of accounts, newest first.</summary>
    /// <exception cref="Products.InvalidCursorException">The cursor is not one of ours.</exception>
    ValueTask<CustomerIdPage> ListAsync(CustomerListQuery query, CancellationToken cancellation = default);
}

/// <summary>Which accounts; what is null is not asked.</summary>
/// <param name="Limit">1 to 100.</param>
/// <param name="From">Opened at this time or later.</param>
/// <param name="To">Opened before this time.</param>
public sealed record CustomerListQuery(
    int Limit, string? Cursor = null, CustomerRole? Role = null, string? Group = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>A page of accounts by their ids.</summary>
public sealed record CustomerIdPage(IReadOnlyList<Guid> Items, string? NextCursor);

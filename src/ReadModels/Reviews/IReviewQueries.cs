using OrleansStore.Contracts.Reviews;

namespace OrleansStore.ReadModels.Reviews;

/// <summary>Lists of reviews; never touches a review's grain.</summary>
public interface IReviewQueries
{
    /// <summary>A page of a product's reviews, newest first.</summary>
    /// <param name="limit">1 to 100.</param>
    /// <exception cref="Products.InvalidCursorException">The cursor is not one of ours.</exception>
    ValueTask<ReviewPage> ListOfProductAsync(Guid productId, int limit, string? cursor, CancellationToken cancellation = default);

    /// <summary>A page of a customer's reviews, newest first.</summary>
    /// <param name="limit">1 to 100.</param>
    /// <exception cref="Products.InvalidCursorException">The cursor is not one of ours.</exception>
    ValueTask<ReviewPage> ListOfCustomerAsync(Guid customerId, int limit, string? cursor, CancellationToken cancellation = default);

    /// <summary>How a product is rated.</summary>
    ValueTask<ProductRating> RatingOfAsync(Guid productId, CancellationToken cancellation = default);
}

/// <summary>A page of reviews.</summary>
public sealed record ReviewPage(IReadOnlyList<ReviewView> Items, string? NextCursor);

/// <summary>How a product is rated: its stars added up.</summary>
/// <param name="Stars">The sum of all ratings.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct ProductRating(long Stars, long Count)
{
    /// <summary>The average in tenths, halves rounded up; 0 when there is no rating.</summary>
    public int Tenths => Count == 0 ? 0 : (int)((20 * Stars + Count) / (2 * Count));

    /// <summary>The average with one decimal.</summary>
    public decimal Average => Tenths / 10m;
}

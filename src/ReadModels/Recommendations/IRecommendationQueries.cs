namespace OrleansStore.ReadModels.Recommendations;

/// <summary>What to show somebody next. Products that are not on sale are never among it; sold out ones come last.</summary>
public interface IRecommendationQueries
{
    /// <summary>Products like another, the most alike first.</summary>
    /// <param name="limit">1 to 100.</param>
    /// <returns>Null when there never was such a product.</returns>
    ValueTask<IReadOnlyList<Recommendation>?> SimilarAsync(Guid productId, int limit, CancellationToken cancellation = default);

    /// <summary>Products that are in the same orders as another more than chance would have it.</summary>
    /// <param name="limit">1 to 100.</param>
    /// <returns>Null when there never was such a product.</returns>
    ValueTask<IReadOnlyList<Recommendation>?> BoughtTogetherAsync(Guid productId, int limit, CancellationToken cancellation = default);

    /// <summary>The best-selling of the well rated products; where they do not suffice, best sellers nobody rated, then the newest.</summary>
    /// <param name="limit">1 to 100.</param>
    ValueTask<IReadOnlyList<Recommendation>> PopularAsync(int limit, CancellationToken cancellation = default);

    /// <summary>Products to somebody's taste that the customer has not ordered; filled up with popular ones.</summary>
    /// <param name="limit">1 to 100.</param>
    ValueTask<IReadOnlyList<Recommendation>> ForCustomerAsync(Guid customerId, int limit, CancellationToken cancellation = default);
}

/// <summary>A product to show.</summary>
/// <param name="Score">From 0 to 1; only good for comparing those of one answer with the same reason.</param>
/// <param name="Product">UTF-8 JSON of the public shape.</param>
public sealed record Recommendation(Guid ProductId, double Score, RecommendationReason Reason, ReadOnlyMemory<byte> Product);

/// <summary>Why a product is shown.</summary>
public enum RecommendationReason
{
    /// <summary>It is like the product looked at; the score is the cosine of their vectors.</summary>
    Similar,

    /// <summary>It is like what the customer bought.</summary>
    Taste,

    /// <summary>It was bought together with the product looked at, or with what the customer bought.</summary>
    BoughtTogether,

    /// <summary>Many buy it; the score is its share of what the best seller sells.</summary>
    Popular,

    /// <summary>It is new.</summary>
    New,
}

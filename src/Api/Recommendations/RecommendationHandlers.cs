using OrleansStore.Api.Http;
using OrleansStore.Contracts.Products;
using OrleansStore.ReadModels.Recommendations;

namespace OrleansStore.Api.Recommendations;

/// <summary>What to show somebody next.</summary>
public sealed class RecommendationHandlers(IRecommendationQueries recommendations)
{
    /// <summary>Products beside another, when nobody says; what stands below a product.</summary>
    public const int FewLimit = 5;

    /// <summary>Products of a page of their own, when nobody says.</summary>
    public const int ManyLimit = 10;

    /// <summary>The parameters, for the documentation.</summary>
    internal static readonly string[] Parameters = ["limit"];

    /// <summary>Products like one.</summary>
    public async Task<Answer> Similar(Guid productId, int limit) =>
        Of(await recommendations.SimilarAsync(productId, limit), productId);

    /// <summary>Products that are bought with one.</summary>
    public async Task<Answer> BoughtTogether(Guid productId, int limit) =>
        Of(await recommendations.BoughtTogetherAsync(productId, limit), productId);

    /// <summary>Products that many buy.</summary>
    public async Task<Answer> Popular(int limit) => Of(await recommendations.PopularAsync(limit));

    /// <summary>Products for who asks.</summary>
    public async Task<Answer> Personal(Guid customerId, int limit) =>
        Of(await recommendations.ForCustomerAsync(customerId, limit));

    private static Answer Of(IReadOnlyList<Recommendation>? found, Guid productId) =>
        found is null ? Problem.Of(ProductErrors.NotFound(productId)) : Of(found);

    private static Answer Of(IReadOnlyList<Recommendation> found) => new(200, RecommendationJson.Encode(found));
}

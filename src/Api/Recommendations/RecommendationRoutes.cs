using OrleansStore.Api.Access;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Recommendations;

/// <summary>The addresses of recommendations.</summary>
internal static class RecommendationRoutes
{
    public static void MapRecommendations(this Routes routes, RecommendationHandlers recommendations)
    {
        const int Few = RecommendationHandlers.FewLimit;
        const int Many = RecommendationHandlers.ManyLimit;
        var shop = routes.Tagged("Recommendations");
        shop.Get("/products/popular", RecommendationHandlers.Parameters, (_, query) =>
            Limited(query, Many, limit => recommendations.Popular(limit))).Answers<RecommendationPage>().For(Policy.Anyone).Says("The best-selling of the well rated products");
        shop.Get("/products/{id}/similar", RecommendationHandlers.Parameters, (_, id, query) =>
            Limited(query, Few, limit => recommendations.Similar(id, limit))).Answers<RecommendationPage>().For(Policy.Anyone).Says("Products like this one");
        shop.Get("/products/{id}/bought-together", RecommendationHandlers.Parameters, (_, id, query) =>
            Limited(query, Few, limit => recommendations.BoughtTogether(id, limit))).Answers<RecommendationPage>().For(Policy.Anyone).Says("Products bought with this one");
        shop.Get("/customers/me/recommendations", RecommendationHandlers.Parameters, (call, query) =>
            Limited(query, Many, limit => recommendations.Personal(call.Caller.Account, limit))).Answers<RecommendationPage>().For(Policy.Account).Says("Products to your taste");
    }

    private static Task<Answer> Limited(IQueryCollection query, int usual, Func<int, Task<Answer>> handle)
    {
        if (string.IsNullOrEmpty(query["limit"])) return handle(usual);
        return ListQuery.ReadLimit(query["limit"], out var limit) is { } problem ? Task.FromResult<Answer>(problem) : handle(limit);
    }
}

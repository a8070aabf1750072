using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Recommendations;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of recommendations.</summary>
internal sealed class RecommendationFields(RecommendationHandlers recommendations) : IFieldSource
{
    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Read("recommendedProducts", "GET /customers/me/recommendations", Policy.Account, (context, call) =>
            Limited(context, RecommendationHandlers.ManyLimit, limit => recommendations.Personal(call.Caller.Account, limit)), ProductFields.ItemsOf);
        fields.Read("popularProducts", "GET /products/popular", Policy.Anyone, (context, _) =>
            Limited(context, RecommendationHandlers.ManyLimit, recommendations.Popular), ProductFields.ItemsOf);
        fields.Read("similarProducts", "GET /products/{productId}/similar", Policy.Anyone, (context, _) => Of(context, recommendations.Similar), ProductFields.ItemsOf);
        fields.Read("boughtTogether", "GET /products/{productId}/bought-together", Policy.Anyone, (context, _) => Of(context, recommendations.BoughtTogether), ProductFields.ItemsOf);
        // The answer holds the product itself.
        fields.On("Recommendation", "product").Read<JsonElement>(product => product).Cost(0);
    }

    private static Task<Answer> Of(FieldContext context, Func<Guid, int, Task<Answer>> handle) => FieldInputs.Id(context, "productId") is { } id
        ? Limited(context, RecommendationHandlers.FewLimit, limit => handle(id, limit))
        : Task.FromResult<Answer>(Problems.NotFound());

    private static Task<Answer> Limited(FieldContext context, int usual, Func<int, Task<Answer>> handle) => (context.Argument<int?>("limit") ?? usual) is var limit and >= 1 and <= ListQuery.MaxLimit
        ? handle(limit)
        : Task.FromResult<Answer>(Problems.Validation("limit", $"Must be from 1 to {ListQuery.MaxLimit}."));
}

using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Reviews;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of reviews.</summary>
internal sealed class ReviewFields(ReviewHandlers reviews) : IFieldSource
{
    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Read(
            "review", "GET /products/{productId}/reviews/{id}", Policy.Anyone,
            (context, call) => FieldInputs.Id(context, "productId") is { } product && FieldInputs.Id(context, "id") is { } id
                ? reviews.Get(call, product, id)
                : Task.FromResult<Answer>(Problems.NotFound()));
        fields.Page("myReviews", "GET /customers/me/reviews", Policy.Account, (_, call, limit, cursor) => reviews.ListMine(call, new ListQuery(limit, cursor, null)));
        fields.Read("Product", "reviews", "GET /products/{id}/reviews", Policy.Anyone, (context, call) => FieldPages.ReadAsync(
            context, (limit, cursor) => reviews.ListOf(call, context.SourceAs<JsonElement>().GetProperty("id"u8).GetGuid(), new ListQuery(limit, cursor, null))));
        fields.Write<WriteReviewRequest>("createReview", "POST /products/{productId}/reviews", Policy.Account, reviews.Write);
        fields.Write<ChangeReviewRequest>("updateReview", "PUT /products/{productId}/reviews/{id}", Policy.OwnerOf(Thing.Review), reviews.Change);
        fields.Write<NoInput>(
            "removeReview", "DELETE /products/{productId}/reviews/{id}", Policy.OwnerOf(Thing.Review, Permissions.Reviews), (call, product, id, _) => reviews.Remove(call, product, id));
    }
}

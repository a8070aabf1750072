using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Reviews;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Reviews;

namespace OrleansStore.Api.Reviews;

/// <summary>The addresses of reviews.</summary>
internal static class ReviewRoutes
{
    public static void MapReviews(this Routes routes, ReviewHandlers reviews)
    {
        var review = routes.Tagged("Reviews");
        review.Post<WriteReviewRequest>("/products/{id}/reviews", reviews.Write).Answers<ReviewView>(201).For(Policy.Account).Says("Review a product that has arrived");
        review.Page("/products/{id}/reviews", reviews.ListOf).Answers<ReviewPage>().Reads(ReadModelNames.Reviews).For(Policy.Anyone).Says("A product's reviews, newest first");
        review.Get("/products/{id}/reviews/{reviewId}", reviews.Get).Answers<ReviewView>().For(Policy.Anyone).Says("A review");
        review.Put<ChangeReviewRequest>("/products/{id}/reviews/{reviewId}", reviews.Change).Answers<ReviewView>().For(Policy.OwnerOf(Thing.Review)).Says("Write your review anew");
        review.Delete("/products/{id}/reviews/{reviewId}", reviews.Remove).AnswersNothing().For(Policy.OwnerOf(Thing.Review, Permissions.Reviews)).Says("Take your review away (administrators: any)");
        review.Page("/customers/me/reviews", reviews.ListMine).Answers<ReviewPage>().Reads(ReadModelNames.Reviews).For(Policy.Account).Says("Your reviews, newest first");
    }
}

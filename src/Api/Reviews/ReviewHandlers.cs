using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Reviews;
using OrleansStore.ReadModels.Reviews;

namespace OrleansStore.Api.Reviews;

/// <summary>What can be done with reviews.</summary>
public sealed class ReviewHandlers(IGrainFactory grains, IReviewQueries queries, ReviewedOrders orders)
{
    /// <summary>Writes the caller's review of a product.</summary>
    public async Task<Answer> Write(Call call, Guid productId, WriteReviewRequest input)
    {
        var customer = call.Caller.Account;
        var product = await grains.GetGrain<IProductGrain>(productId).Get();
        if (product.Error is not null) return Answer.Refuse(product);
        // Without an order the grain is asked all the same: only it knows a repeat.
        var order = input.OrderId ?? await orders.FindAsync(customer, productId) ?? Guid.Empty;
        var id = ReviewId.Of(productId, customer);
        var written = await Review(id).Write(new WriteReview(call.Context, productId, customer, order, input.Rating!.Value, input.Text ?? "", input.Author));
        return ToAnswer(written, 201);
    }

    /// <summary>Writes the caller's review anew.</summary>
    public async Task<Answer> Change(Call call, Guid productId, Guid id, ChangeReviewRequest input)
    {
        if (await Missing(productId, id) is { } missing) return missing;
        return ToAnswer(await Review(id).Change(new ChangeReview(call.Context, call.Caller.Account, call.ExpectedVersion, input.Rating!.Value, input.Text ?? "", input.Author)));
    }

    /// <summary>Takes a review away: its author's own, or any as a moderator.</summary>
    public async Task<Answer> Remove(Call call, Guid productId, Guid id)
    {
        if (await Missing(productId, id) is { } missing) return missing;
        var author = ObjectAccess.AuthorOf(call, productId, id);
        var removed = await Review(id).Remove(new RemoveReview(call.Context, author, call.ExpectedVersion));
        return removed.Error is null ? Answer.Done(removed.Position) : Answer.Refuse(removed);
    }

    /// <summary>A review.</summary>
    public async Task<Answer> Get(Call call, Guid productId, Guid id) => await Missing(productId, id) ?? ToAnswer(await Review(id).Get());

    /// <summary>A product's reviews, newest first.</summary>
    public async Task<Answer> ListOf(Call call, Guid productId, ListQuery query) =>
        Answer.Of(await queries.ListOfProductAsync(productId, query.Limit, query.Cursor));

    /// <summary>The caller's reviews, newest first.</summary>
    public async Task<Answer> ListMine(Call call, ListQuery query) =>
        Answer.Of(await queries.ListOfCustomerAsync(call.Caller.Account, query.Limit, query.Cursor));

    private async Task<Answer?> Missing(Guid productId, Guid id)
    {
        var review = await Review(id).Get();
        if (review.Error is not null) return Answer.Refuse(review);
        return review.Value!.ProductId == productId ? null : Answer.Refuse(Problem.Of(ReviewErrors.NotFound(id)));
    }

    private IReviewGrain Review(Guid id) => grains.GetGrain<IReviewGrain>(id);

    private static Answer ToAnswer(Result<ReviewView> result, int status = 200) => result.Error is not null
        ? Answer.Refuse(result)
        : Answer.Of(result.Value!, status, result.Position, result.Value!.Version) with
        {
            Location = status == 201 ? $"/api/v1/products/{result.Value.ProductId}/reviews/{result.Value.Id}" : null,
        };
}

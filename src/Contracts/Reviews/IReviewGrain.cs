using Orleans.Concurrency;

namespace OrleansStore.Contracts.Reviews;

/// <summary>
/// What one customer says of one product. Key: <see cref="ReviewId.Of"/>, so that there is one at most. How a product is
/// rated on the whole is the read side's business: however many reviews it has, no grain holds them all.
/// </summary>
[Alias("store.review")]
public interface IReviewGrain : IGrainWithGuidKey
{
    /// <summary>Writes it, if an order brought the product to the customer.</summary>
    [Alias("write")]
    Task<Result<ReviewView>> Write(WriteReview command);

    /// <summary>Writes it anew; its author may.</summary>
    [Alias("change")]
    Task<Result<ReviewView>> Change(ChangeReview command);

    /// <summary>Takes it away; its author may, who can then write another one, and an administrator, after whom nobody can.</summary>
    [Alias("remove")]
    Task<Result<ReviewView>> Remove(RemoveReview command);

    /// <summary>The review as it is.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<ReviewView>> Get();
}

/// <summary>Ids of reviews.</summary>
public static class ReviewId
{
    /// <summary>The id of what a customer says of a product.</summary>
    public static Guid Of(Guid productId, Guid customerId) => DerivedId.Of($"review:{productId:N}:{customerId:N}");
}

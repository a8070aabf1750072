namespace OrleansStore.Contracts.Reviews;

/// <summary>What can be wrong with a command to a review.</summary>
public static class ReviewErrors
{
    /// <summary>There is no such review.</summary>
    public static StoreError NotFound(Guid id) => new(ErrorKind.NotFound, "reviewNotFound", $"There is no review {id}.");

    /// <summary>The product has not come to the customer.</summary>
    public static StoreError NotDelivered(Guid productId) =>
        new StoreError(ErrorKind.Conflict, "notDelivered", $"Only who was sent product {productId} may review it, once it has arrived.")
            .With("productId", productId.ToString());

    /// <summary>The customer has reviewed the product.</summary>
    public static StoreError AlreadyReviewed(Guid id) =>
        new StoreError(ErrorKind.Conflict, "alreadyReviewed", "You have reviewed this product; change that review instead.")
            .With("reviewId", id.ToString());

    /// <summary>An administrator took the customer's review of the product away.</summary>
    public static StoreError Withdrawn(Guid id) =>
        new StoreError(ErrorKind.Conflict, "reviewWithdrawn", "The shop has taken your review of this product away.")
            .With("reviewId", id.ToString());

    /// <summary>Somebody else wrote it.</summary>
    public static StoreError NotYours() => new(ErrorKind.Forbidden, "notYourReview", "Somebody else wrote this review.");

    /// <summary>Too few stars, or too many.</summary>
    public static StoreError InvalidRating(int rating) =>
        new(ErrorKind.Invalid, "invalidRating", $"A rating is from {ReviewLimits.LowestRating} to {ReviewLimits.HighestRating}, not {rating}.");

    /// <summary>A text is too long, or a name is empty.</summary>
    public static StoreError InvalidText(string field, int limit) =>
        new(ErrorKind.Invalid, "invalidText", $"'{field}' must have at most {limit} characters.");
}

/// <summary>Limits of a review, each with its reason.</summary>
public static class ReviewLimits
{
    /// <summary>Fewest stars.</summary>
    public const int LowestRating = 1;

    /// <summary>Most stars.</summary>
    public const int HighestRating = 5;

    /// <summary>Characters of a text; a page holds a hundred.</summary>
    public const int Text = 5_000;

    /// <summary>Characters of the name that is shown.</summary>
    public const int Author = 60;
}

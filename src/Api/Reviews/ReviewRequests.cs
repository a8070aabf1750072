using OrleansStore.Api.Http;
using OrleansStore.Contracts.Reviews;

namespace OrleansStore.Api.Reviews;

/// <summary>Writes a review.</summary>
/// <param name="Text">May be absent: stars say something too.</param>
/// <param name="Author">The name that is shown; absent for none.</param>
/// <param name="OrderId">The order that brought the product; found among the newest orders when absent.</param>
public sealed record WriteReviewRequest(int? Rating, string? Text, string? Author, Guid? OrderId) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Review(Rating, Text, Author);
}

/// <summary>Writes a review anew: what is absent is not there any more.</summary>
public sealed record ChangeReviewRequest(int? Rating, string? Text, string? Author) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Review(Rating, Text, Author);
}

/// <summary>Checks that only reviews need.</summary>
internal static class ReviewChecks
{
    public static Checks Review(this Checks checks, int? rating, string? text, string? author) => checks
        .Range("rating", rating, ReviewLimits.LowestRating, ReviewLimits.HighestRating)
        .OptionalText("text", text, ReviewLimits.Text, min: 0)
        .OptionalText("author", author, ReviewLimits.Author);
}

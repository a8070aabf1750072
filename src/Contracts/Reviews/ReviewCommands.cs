namespace OrleansStore.Contracts.Reviews;

/// <summary>Writes a review.</summary>
/// <param name="OrderId">The order that brought the product to the customer.</param>
/// <param name="Rating">Stars, from 1 to 5.</param>
/// <param name="Text">May be empty.</param>
/// <param name="Author">The name that is shown; null for none.</param>
[GenerateSerializer, Immutable, Alias("store.writeReview")]
public sealed record WriteReview(
    CommandContext Context, Guid ProductId, Guid CustomerId, Guid OrderId, int Rating, string Text, string? Author);

/// <summary>Writes a review anew.</summary>
/// <param name="CustomerId">Who asks.</param>
/// <param name="ExpectedVersion">When set, the version the caller has seen.</param>
[GenerateSerializer, Immutable, Alias("store.changeReview")]
public sealed record ChangeReview(
    CommandContext Context, Guid CustomerId, int? ExpectedVersion, int Rating, string Text, string? Author);

/// <summary>Takes a review away.</summary>
/// <param name="CustomerId">Who asks; null for an administrator.</param>
/// <param name="ExpectedVersion">When set, the version the caller has seen.</param>
[GenerateSerializer, Immutable, Alias("store.removeReview")]
public sealed record RemoveReview(CommandContext Context, Guid? CustomerId, int? ExpectedVersion);

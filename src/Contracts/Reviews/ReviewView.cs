namespace OrleansStore.Contracts.Reviews;

/// <summary>A review as everybody sees it; who wrote it is not told but by the name the author chose.</summary>
/// <param name="Rating">Stars, from 1 to 5.</param>
[GenerateSerializer, Immutable, Alias("store.reviewView")]
public sealed record ReviewView(
    Guid Id,
    Guid ProductId,
    int Rating,
    string Text,
    string? Author,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

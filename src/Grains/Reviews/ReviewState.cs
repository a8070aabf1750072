using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Reviews;

/// <summary>Where a review stands.</summary>
[GenerateSerializer, Alias("store.reviewPhase")]
public enum ReviewPhase
{
    /// <summary>There is none: never, or not any more.</summary>
    None,

    /// <summary>It can be read.</summary>
    Published,

    /// <summary>An administrator took it away.</summary>
    Withdrawn,
}

/// <summary>What one customer says of one product.</summary>
[GenerateSerializer, Immutable, Alias("store.reviewState")]
public sealed record ReviewState(
    ReviewPhase Phase,
    Guid ProductId,
    Guid CustomerId,
    int Rating,
    string Text,
    string? Author,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregate<ReviewState, ReviewEvent>
{
    /// <inheritdoc/>
    public static ReviewState Initial { get; } = new(ReviewPhase.None, default, default, 0, "", null, default, default);

    /// <inheritdoc/>
    public static string SnapshotType => "review.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<ReviewState> SnapshotJson => GrainStates.Default.ReviewState;

    /// <inheritdoc/>
    public static ReviewState Evolve(ReviewState state, ReviewEvent @event, in EventMeta meta) => @event switch
    {
        ReviewWritten e => new ReviewState(
            ReviewPhase.Published, e.ProductId, e.CustomerId, e.Rating, e.Text, e.Author, meta.Time, meta.Time),
        ReviewChanged e => state with { Rating = e.Rating, Text = e.Text, Author = e.Author, UpdatedAt = meta.Time },
        ReviewRemoved e => state with { Phase = e.Withdrawn ? ReviewPhase.Withdrawn : ReviewPhase.None, UpdatedAt = meta.Time },
        _ => state,
    };
}

namespace OrleansStore.Contracts.Reviews;

/// <summary>What can happen to a review.</summary>
[GenerateSerializer, Immutable, Alias("store.reviewEvent")]
public abstract record ReviewEvent;

/// <summary>It was written.</summary>
/// <param name="OrderId">The order that brought the product.</param>
[GenerateSerializer, Immutable, Alias("review.written.v1")]
public sealed record ReviewWritten(
    Guid ProductId, Guid CustomerId, Guid OrderId, int Rating, [property: Personal] string Text, [property: Personal] string? Author) : ReviewEvent;

/// <summary>It was written anew.</summary>
/// <param name="Before">The stars until then, for whoever adds them up.</param>
[GenerateSerializer, Immutable, Alias("review.changed.v1")]
public sealed record ReviewChanged(
    Guid ProductId, int Before, int Rating, [property: Personal] string Text, [property: Personal] string? Author) : ReviewEvent;

/// <summary>It was taken away.</summary>
/// <param name="Before">The stars until then, for whoever adds them up.</param>
/// <param name="Withdrawn">By an administrator; the customer cannot write another one.</param>
[GenerateSerializer, Immutable, Alias("review.removed.v1")]
public sealed record ReviewRemoved(Guid ProductId, int Before, bool Withdrawn) : ReviewEvent;

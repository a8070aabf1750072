using System.Collections.Immutable;

namespace OrleansStore.Contracts.Outbound;

/// <summary>How far a receiver is.</summary>
/// <param name="Position">Everything up to here was told, waits, or is a dead letter.</param>
/// <param name="Waiting">Told in vain so far, or behind something that was.</param>
/// <param name="FailingSince">Nothing reached it since then; null when the last attempt did.</param>
/// <param name="NextTry">When the whole receiver is tried again; null when it is not left in peace.</param>
/// <param name="Deliveries">The newest attempts, oldest first.</param>
/// <param name="DeadLetters">What it never got, oldest first.</param>
[GenerateSerializer, Immutable, Alias("store.outboundView")]
public sealed record OutboundView(
    string Name,
    long Position,
    int Waiting,
    DateTimeOffset? FailingSince,
    DateTimeOffset? NextTry,
    ImmutableArray<Delivery> Deliveries,
    ImmutableArray<DeadLetter> DeadLetters);

/// <summary>One attempt to tell a receiver something.</summary>
/// <param name="Number">Counts the attempts to this receiver, from 1.</param>
/// <param name="Id">The message's id: the same at each attempt.</param>
/// <param name="Type">The public name, such as <c>order.shipped</c>.</param>
/// <param name="Position">Of the event in the journal; 0 for a ping.</param>
/// <param name="Attempt">Which attempt at this message it was, from 1.</param>
/// <param name="Status">What the receiver answered, where it answers by number.</param>
/// <param name="Error">Why it failed; never holds what was sent.</param>
[GenerateSerializer, Immutable, Alias("store.delivery")]
public sealed record Delivery(
    long Number, Guid Id, string Type, long Position, int Attempt, DateTimeOffset At, long Milliseconds, bool Delivered, int? Status, string? Error);

/// <summary>What a receiver never got, and will not unless it is replayed.</summary>
/// <param name="EventId">The event in the journal.</param>
/// <param name="Error">Why the last attempt failed.</param>
[GenerateSerializer, Immutable, Alias("store.deadLetter")]
public sealed record DeadLetter(Guid EventId, string Type, long Position, int Attempts, DateTimeOffset At, string Error);

/// <summary>What can be wrong with what is asked of a receiver.</summary>
public static class OutboundErrors
{
    /// <summary>There is no such position behind it.</summary>
    public static StoreError NoSuchPosition(long position, long latest) =>
        new(ErrorKind.Unprocessable, "noSuchPosition", $"There is nothing to replay from {position}; it must be from 1 to {latest}.");

    /// <summary>It takes nothing now.</summary>
    public static StoreError Inactive(string name) =>
        new(ErrorKind.Conflict, "receiverInactive", $"The receiver '{name}' is not active.");
}

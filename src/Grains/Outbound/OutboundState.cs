using System.Collections.Immutable;
using OrleansStore.Contracts.Outbound;

namespace OrleansStore.Grains.Outbound;

/// <summary>Where a receiver is, as it is kept in a durable row. Each row ever written tells the truth by itself.</summary>
/// <param name="Position">Everything up to here was delivered, waits, or is a dead letter.</param>
/// <param name="Circuit">Whether the receiver as a whole is left in peace.</param>
/// <param name="Attempts">Made so far.</param>
[GenerateSerializer, Immutable, Alias("store.outboundState")]
public sealed record OutboundState(
    long Position,
    ImmutableArray<Parcel> Waiting,
    Circuit Circuit,
    long Attempts,
    ImmutableArray<Delivery> Deliveries,
    ImmutableArray<DeadLetter> DeadLetters)
{
    /// <summary>The table of the rows; the key is the receiver's name.</summary>
    public const string Table = "outbound";

    /// <summary>A receiver that is told everything after a position.</summary>
    public static OutboundState After(long position) => new(position, [], Circuit.Closed, 0, [], []);
}

/// <summary>A message that waits.</summary>
/// <param name="Attempts">Failed so far.</param>
/// <param name="FirstFailure">Of its own; null while none was made.</param>
/// <param name="Due">Not to be tried before.</param>
[GenerateSerializer, Immutable, Alias("store.parcel")]
public sealed record Parcel(long Position, string Lane, int Attempts, DateTimeOffset? FirstFailure, DateTimeOffset Due);

/// <summary>A circuit breaker: after failures in a row it lets one message through now and then, until one arrives.</summary>
/// <param name="Failures">In a row.</param>
/// <param name="Since">The first of them.</param>
/// <param name="ProbeAt">When open: when the next message may try.</param>
[GenerateSerializer, Immutable, Alias("store.circuit")]
public sealed record Circuit(int Failures, DateTimeOffset? Since, DateTimeOffset? ProbeAt)
{
    /// <summary>All is well.</summary>
    public static Circuit Closed { get; } = new(0, null, null);
}

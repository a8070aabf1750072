using OrleansStore.Journal;

namespace OrleansStore.Grains.Outbound;

/// <summary>Somebody outside the store who is told what happens in it.</summary>
public interface IOutboundReceiver
{
    /// <summary>Messages on their way at once; never two of one lane.</summary>
    int Parallel { get; }

    /// <summary>The message that an event is to this receiver; null when it does not concern it.</summary>
    /// <exception cref="UnknownEventException">It cannot be made out: a dead letter at once.</exception>
    ValueTask<OutboundMessage?> ReadAsync(StoredEvent stored, CancellationToken cancellation);

    /// <summary>Tells it once. An exception counts as a failure that may pass.</summary>
    Task<DeliveryOutcome> DeliverAsync(OutboundMessage message, CancellationToken cancellation);

    /// <summary>A message without meaning, to see whether it listens; null when it has no such thing.</summary>
    OutboundMessage? Ping(Guid id, DateTimeOffset now) => null;

    /// <summary>Nothing reached it for as long as <c>OutboundLimits.GiveUp</c>.</summary>
    /// <returns>Whether it is to be told nothing more now; else what waits longest becomes a dead letter.</returns>
    Task<bool> GiveUpAsync(DateTimeOffset failingSince) => Task.FromResult(false);
}

/// <summary>All receivers.</summary>
public interface IOutboundReceivers
{
    /// <summary>The receiver of a name as it is set up now; null when there is none or it is paused.</summary>
    Task<IOutboundReceiver?> FindAsync(string name);
}

/// <summary>Something to be told.</summary>
/// <param name="Id">The same whenever it is told again, and another for each receiver; see <see cref="StableId"/>.</param>
/// <param name="Lane">Messages of one lane are told one after the other.</param>
/// <param name="Type">The public name.</param>
/// <param name="Body">What the receiver makes its message of; null when it no longer concerns the receiver.</param>
public sealed record OutboundMessage(Guid Id, Guid EventId, long Position, string Lane, string Type, object? Body);

/// <summary>What became of an attempt.</summary>
/// <param name="Error">Null when it was delivered.</param>
/// <param name="Status">What the receiver answered, where it answers by number.</param>
/// <param name="IsFinal">No further attempt can help.</param>
/// <param name="IsReached">The receiver as a whole is well, only this message was not taken: it is tried again without leaving the others waiting.</param>
/// <param name="GoesOn">So far all is well, but it is not done; to be gone on with at once.</param>
public readonly record struct DeliveryOutcome(string? Error, int? Status = null, bool IsFinal = false, bool GoesOn = false, bool IsReached = false)
{
    /// <summary>It arrived.</summary>
    public static DeliveryOutcome Delivered => default;
}

namespace OrleansStore.Journal;

/// <summary>An event to be appended.</summary>
/// <param name="EventId">Made when the event is raised; tells after an unknown outcome whether this very event was written.</param>
/// <param name="Type">The event's stored name for ever, such as <c>order.placed.v1</c>.</param>
/// <param name="CausationId">The command that led to the event.</param>
/// <param name="CorrelationId">The whole piece of work (a purchase, say) that the event is part of.</param>
/// <param name="Actor">Who did it: <c>customer:id</c>, <c>admin:id</c>, <c>guest</c> or <c>system</c>.</param>
/// <param name="Time">When it was decided; comes back in UTC, exact to the tick.</param>
/// <param name="Payload">UTF-8 JSON.</param>
/// <param name="Subject">Whom what it says of a person is about; not stored by itself, see <see cref="Sealing.SealedJournal"/>.</param>
public sealed record NewEvent(
    Guid EventId,
    string Type,
    Guid CausationId,
    Guid CorrelationId,
    string Actor,
    DateTimeOffset Time,
    ReadOnlyMemory<byte> Payload,
    Guid? Subject = null);

/// <summary>An event as it stands in the journal.</summary>
/// <param name="Position">Its place in the global order, from 1.</param>
/// <param name="Version">Its place in its stream, from 1, without holes.</param>
public sealed record StoredEvent(
    long Position,
    string Stream,
    int Version,
    Guid EventId,
    string Type,
    Guid CausationId,
    Guid CorrelationId,
    string Actor,
    DateTimeOffset Time,
    ReadOnlyMemory<byte> Payload);

/// <summary>A stream's state at a version.</summary>
/// <param name="Version">The version of the last event folded in.</param>
/// <param name="Position">The global position of that event.</param>
/// <param name="Type">Name and version of the state's shape; a reader that does not know it ignores the snapshot.</param>
/// <param name="Payload">UTF-8 JSON.</param>
/// <param name="Subject">Whom it is about, if it is about a person; not stored by itself, see <see cref="Sealing.SealedJournal"/>.</param>
public sealed record Snapshot(int Version, long Position, string Type, ReadOnlyMemory<byte> Payload, Guid? Subject = null);

/// <summary>What became of an append.</summary>
public enum AppendOutcome
{
    /// <summary>The events are durable.</summary>
    Appended,

    /// <summary>The stream was not at the expected version; nothing was written.</summary>
    Conflict,
}

/// <summary>The answer to an append.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Version">The stream's version: after the append, or, at a conflict, the one found.</param>
/// <param name="Position">Appended: the global position of the last event written. Conflict: 0.</param>
public readonly record struct AppendResult(AppendOutcome Outcome, int Version, long Position);

using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Audit;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Audit;

/// <summary>How long a stretch of the audit trail is; the entries themselves are read where they are stored.</summary>
[GenerateSerializer, Immutable, Alias("store.auditState")]
public sealed record AuditState(long Entries) : IAggregate<AuditState, AuditEvent>
{
    /// <inheritdoc/>
    public static AuditState Initial { get; } = new(0);

    /// <inheritdoc/>
    public static string SnapshotType => "audit.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<AuditState> SnapshotJson => GrainStates.Default.AuditState;

    /// <inheritdoc/>
    public static AuditState Evolve(AuditState state, AuditEvent @event, in EventMeta meta) => @event switch
    {
        AuditNoted or AuditLost => new(state.Entries + 1),
        _ => state,
    };
}

/// <summary>What may be done with the audit trail: add to it.</summary>
public static class AuditDecisions
{
    /// <summary>One event for each entry, and before them one for what is missing.</summary>
    public static Decision<AuditEvent> Note(NoteAudit command)
    {
        var events = new List<AuditEvent>(command.Entries.Length + 1);
        if (command.Lost > 0) events.Add(new AuditLost(command.Lost));
        events.AddRange(command.Entries.Select(e =>
            new AuditNoted(e.At, e.Actor, e.Account, e.Operation, e.Object, e.Address, e.Outcome, e.Status, e.Code, e.Count)));
        return Decision<AuditEvent>.All(events);
    }
}

using OrleansStore.Contracts.Audit;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Audit;

/// <inheritdoc cref="IAuditGrain"/>
public sealed class AuditGrain(JournalServices services) : AggregateGrain<AuditState, AuditEvent>(services), IAuditGrain
{
    /// <inheritdoc/>
    protected override string Category => "audit";

    /// <inheritdoc/>
    public Task<Result<AuditLength>> Note(NoteAudit command) =>
        Execute(command.Context, (_, _) => AuditDecisions.Note(command), state => new AuditLength(state.Entries));
}

using OrleansStore.Contracts.Audit;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Audit;

/// <inheritdoc cref="IAuditGrain"/>
public sealed class AuditGrain(JournalServices services) : AggregateGrain<AuditState, AuditEvent>(services), IAuditGrain
{
    /// <inheritdoc/>
    protected override string Category => "audit";

    /// <inheritdoc/>
    protected override Guid? SubjectOf(AuditState state, AuditEvent? @event) => (@event as AuditNoted)?.Account;

    /// <inheritdoc/>
    public Task<Result<AuditLength>> Note(NoteAudit command) =>
        Execute(command.Context, (_, _) => AuditDecisions.Note(command), state => new AuditLength(state.Entries));
}

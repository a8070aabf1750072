using OrleansStore.Contracts.Audit;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Audit;

/// <summary>Makes the audit trail's table; entries are added and never change.</summary>
internal sealed class AuditProjection(EventCodec codec) : IProjection
{
    private readonly List<(AuditEvent Event, StoredEvent Stored)> _batch = [];

    public string Name => AuditTables.Projection;

    public int SchemaVersion => AuditTables.SchemaVersion;

    public IReadOnlyCollection<string> EventTypes { get; } = ["audit.noted.v1", "audit.lost.v1"];

    public IReadOnlyList<string> Tables => AuditTables.All;

    public bool HasChanges => _batch.Count > 0;

    public void Create(TableSet tables)
    {
        AuditTables.Create(tables);
    }

    public void Apply(StoredEvent stored, TableSet tables) => _batch.Add(((AuditEvent)codec.Read(stored), stored));

    public void Flush(TableSet tables)
    {
        foreach (var (e, stored) in _batch)
        {
            var insert = tables.Statement("INSERT INTO @audit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)").Bind(1, stored.Position);
            if (e is AuditNoted noted)
            {
                insert.Bind(2, noted.At.UtcTicks).BindText(3, noted.Actor).BindText(4, noted.Operation).BindText(5, noted.Object).Bind(6, stored.Payload.Span)
                    .Bind(7, (int)noted.Outcome).Bind(8, noted.Status).BindText(9, noted.Code).Bind(10, noted.Count).Run();
            }
            else
            {
                insert.Bind(2, stored.Time.UtcTicks).BindText(3, null).BindText(4, null).BindText(5, null).BindNull(6)
                    .Bind(7, (int)AuditOutcome.Lost).Bind(8, 0).BindText(9, null).Bind(10, ((AuditLost)e).Count).Run();
            }
        }
    }

    public void Committed() => Discard();

    public void Discard() => _batch.Clear();
}

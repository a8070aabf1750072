using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Customers;

/// <summary>Makes the list of accounts from accounts' events.</summary>
internal sealed class CustomerProjection(EventCodec codec) : IProjection
{
    // Accounts are few beside orders: each event is a write of its own, in order.
    private readonly List<(Guid Id, CustomerEvent Event, StoredEvent Stored)> _batch = [];

    public string Name => CustomerTables.Projection;

    public int SchemaVersion => CustomerTables.SchemaVersion;

    public IReadOnlyCollection<string> EventTypes { get; } =
        ["customer.registered.v1", "customer.rejected.v1", "customer.erasureAsked.v1", "customer.erased.v1", "customer.roleSet.v1", "customer.grouped.v1"];

    public IReadOnlyList<string> Tables => CustomerTables.All;

    public bool HasChanges => _batch.Count > 0;

    public void Create(TableSet tables) => CustomerTables.Create(tables);

    public void Apply(StoredEvent stored, TableSet tables) =>
        _batch.Add((StoreStreams.KeyOf(StoreStreams.Customer, stored.Stream), (CustomerEvent)codec.Read(stored), stored));

    public void Flush(TableSet tables)
    {
        foreach (var (id, e, stored) in _batch) Write(tables, id, e, stored);
    }

    public void Committed() => Discard();

    public void Discard() => _batch.Clear();

    private static void Write(TableSet tables, Guid id, CustomerEvent e, StoredEvent stored)
    {
        switch (e)
        {
            case CustomerRegistered registered:
                tables.Statement("INSERT INTO @customers VALUES (?1, ?2, ?3, ?4, ?5)")
                    .Bind(1, stored.Position).Bind(2, id).Bind(3, (int)registered.Role).BindText(4, null).Bind(5, stored.Time.UtcTicks).Run();
                break;
            case CustomerRoleSet set: tables.Statement("UPDATE @customers SET role = ?2 WHERE id = ?1").Bind(1, id).Bind(2, (int)set.Role).Run(); break;
            case CustomerGrouped grouped: tables.Statement("UPDATE @customers SET grouped = ?2 WHERE id = ?1").Bind(1, id).BindText(2, grouped.Group).Run(); break;
            // Of an erasure there are two, and nothing is left for the second.
            default: tables.Statement("DELETE FROM @customers WHERE id = ?1").Bind(1, id).Run(); break;
        }
    }
}

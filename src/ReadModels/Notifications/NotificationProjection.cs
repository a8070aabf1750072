using System.Text.Json;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Products;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Notifications;

/// <summary>
/// Keeps what inboxes need that the orders themselves do not tell: who is interested in which category since when, new
/// products, and alerts. A product is written once, however many want to know; who does is found when an inbox is read.
/// </summary>
internal sealed class NotificationProjection(EventCodec codec) : IProjection
{
    private readonly List<Action<TableSet>> _writes = [];

    public const string ProjectionName = "notifications";

    public string Name => ProjectionName;

    public IReadOnlyList<string> Tables { get; } = ["interests", "new_products", "alerts"];

    public int SchemaVersion => 3;

    public IReadOnlyCollection<string> EventTypes { get; } = ["product.created.v1", "customer.changed.v1", "customer.erased.v1", .. ShopAlerts.EventTypes];

    public bool HasChanges => _writes.Count > 0;

    public void Create(TableSet tables)
    {
        tables.Execute(
            """
            -- An interest that ended stays: the inbox goes on to show what it showed.
            CREATE TABLE @interests(
                customer BLOB NOT NULL, category TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
                PRIMARY KEY (customer, category, since)
            ) WITHOUT ROWID;

            CREATE TABLE @new_products(
                position INTEGER PRIMARY KEY, id BLOB NOT NULL, category TEXT NOT NULL, label TEXT NOT NULL,
                sku TEXT NOT NULL, name TEXT NOT NULL, price INTEGER NOT NULL, currency TEXT NOT NULL, at INTEGER NOT NULL
            );
            CREATE INDEX @new_products_by_category ON @new_products(category);

            CREATE TABLE @alerts(position INTEGER PRIMARY KEY, alert BLOB NOT NULL);
            """);
    }

    public void Apply(StoredEvent stored, TableSet tables)
    {
        if (ShopAlerts.TryRead(stored) is { } alert)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(alert, NotificationJson.Default.Notification);
            _writes.Add(db => db.Statement("INSERT INTO @alerts VALUES (?1, ?2)").Bind(1, stored.Position).Bind(2, json).Run());
            return;
        }

        switch (codec.Read(stored))
        {
            case ProductCreated e:
                _writes.Add(db => Add(db, stored, e));
                break;
            case CustomerChanged { Preferences: { } preferences }:
                _writes.Add(db => SetInterests(db, stored, preferences));
                break;
            case CustomerErased:
                _writes.Add(db => db.Statement("DELETE FROM @interests WHERE customer = ?1").Bind(1, StoreStreams.KeyOf("customer", stored.Stream)).Run());
                break;
        }
    }

    public void Flush(TableSet tables)
    {
        foreach (var write in _writes) write(tables);
    }

    public void Committed() => Discard();

    public void Discard() => _writes.Clear();

    /// <summary>Categories are names that people type.</summary>
    internal static string Fold(string category) => category.Trim().ToLowerInvariant();

    private static void Add(TableSet tables, StoredEvent stored, ProductCreated e) => tables
        .Statement("INSERT INTO @new_products VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
        .Bind(1, stored.Position).Bind(2, StoreStreams.KeyOf(StoreStreams.Product, stored.Stream)).BindText(3, Fold(e.Category)).BindText(4, e.Category)
        .BindText(5, e.Sku).BindText(6, e.Name).Bind(7, e.Price).BindText(8, e.Currency).Bind(9, stored.Time.UtcTicks)
        .Run();

    private static void SetInterests(TableSet tables, StoredEvent stored, CustomerPreferences preferences)
    {
        var customer = StoreStreams.KeyOf("customer", stored.Stream);
        var wanted = preferences.EmailOptIn ? preferences.Categories.Select(Fold).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var category in Open(tables, customer).Where(category => !wanted.Remove(category)))
        {
            tables.Statement("UPDATE @interests SET until = ?3 WHERE customer = ?1 AND category = ?2 AND until = ?4")
                .Bind(1, customer).BindText(2, category).Bind(3, stored.Position).Bind(4, long.MaxValue).Run();
        }

        foreach (var category in wanted)
        {
            tables.Statement("INSERT INTO @interests VALUES (?1, ?2, ?3, ?4)")
                .Bind(1, customer).BindText(2, category).Bind(3, stored.Position).Bind(4, long.MaxValue).Run();
        }
    }

    private static List<string> Open(TableSet tables, Guid customer)
    {
        var rows = tables.Statement("SELECT category FROM @interests WHERE customer = ?1 AND until = ?2").Bind(1, customer).Bind(2, long.MaxValue);
        var open = new List<string>();
        while (rows.Step()) open.Add(rows.Text(0));
        return open;
    }
}

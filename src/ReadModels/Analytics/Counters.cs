using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>Figures of which there is one.</summary>
internal static class Counters
{
    /// <summary>The position of the last event that counts.</summary>
    public const string Position = "position";

    /// <summary>Accounts that there are.</summary>
    public const string Accounts = "accounts";

    /// <summary>Products on sale.</summary>
    public const string Products = "products";

    /// <summary>Pieces on all shelves.</summary>
    public const string Pieces = "pieces";

    /// <summary>All of them; each has a row from the start.</summary>
    public static readonly string[] All = [Position, Accounts, Products, Pieces];

    public static void Add(TableSet tables, string name, long more)
    {
        if (more == 0) return;
        tables.Statement("UPDATE @counters SET counted = counted + ?2 WHERE name = ?1").BindText(1, name).Bind(2, more).Run();
    }

    public static void Set(TableSet tables, string name, long value) => tables
        .Statement("INSERT INTO @counters(name, counted) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET counted = excluded.counted")
        .BindText(1, name).Bind(2, value).Run();

    /// <summary>All of them.</summary>
    public static Dictionary<string, long> Read(TableSet tables)
    {
        var counters = new Dictionary<string, long>(StringComparer.Ordinal);
        var rows = tables.Statement("SELECT name, counted FROM @counters");
        while (rows.Step()) counters[rows.Text(0)] = rows.Int64(1);
        return counters;
    }

    public static long Read(TableSet tables, string name)
    {
        var row = tables.Statement("SELECT counted FROM @counters WHERE name = ?1").BindText(1, name);
        if (!row.Step()) return 0;
        var value = row.Int64(0);
        row.Reset();
        return value;
    }
}

using System.Collections.Immutable;
using OrleansStore.Contracts.Customers;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>What some events make of the accounts that there are.</summary>
/// <remarks>With an account that is erased its figures go, and none are counted for it any more; those of the shop stay.</remarks>
internal sealed class AccountTally
{
    private readonly Dictionary<Guid, (long? Stored, long? Opened)> _accounts = [];
    private readonly HashSet<Guid> _erased = [];

    /// <summary>The events that count.</summary>
    public static ImmutableArray<string> EventTypes { get; } = ["customer.registered.v1", "customer.rejected.v1", "customer.erased.v1"];

    /// <summary>Whose figures go.</summary>
    public IReadOnlySet<Guid> Erased => _erased;

    /// <summary>Counts an event of an account.</summary>
    public void Count(Guid id, CustomerEvent e, DateTimeOffset at, TableSet tables, VisitTally visits, SalesTally sales)
    {
        switch (e)
        {
            case CustomerRegistered:
                _accounts[id] = (_accounts.TryGetValue(id, out var known) ? known.Stored : null, at.UtcTicks);
                visits.Of(TimeBuckets.HourOf(at)).Accounts++;
                break;
            case CustomerRejected:
                // It never was one: the address turned out to be somebody else's.
                if (Close(id, tables) is { } opened) visits.Of(TimeBuckets.HourOf(new DateTimeOffset(opened, TimeSpan.Zero))).Accounts--;
                break;
            case CustomerErased:
                Close(id, tables);
                _erased.Add(id);
                foreach (var key in sales.Customers.Keys.Where(k => k.Customer == id).ToList()) sales.Customers.Remove(key);
                break;
        }
    }

    public void Flush(TableSet tables)
    {
        var more = 0L;
        foreach (var (id, (stored, opened)) in _accounts)
        {
            more += (opened is null ? 0 : 1) - (stored is null ? 0 : 1);
            if (opened is { } ticks)
                tables.Statement("INSERT INTO @accounts(id, opened) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET opened = excluded.opened").Bind(1, id).Bind(2, ticks).Run();
            else if (stored is not null)
                tables.Statement("DELETE FROM @accounts WHERE id = ?1").Bind(1, id).Run();
        }

        foreach (var id in _erased)
        {
            tables.Statement("INSERT INTO @erased(id) VALUES (?1) ON CONFLICT (id) DO NOTHING").Bind(1, id).Run();
            tables.Statement("DELETE FROM @customers WHERE customer = ?1").Bind(1, id).Run();
        }

        Counters.Add(tables, Counters.Accounts, more);
    }

    public void Clear()
    {
        _accounts.Clear();
        _erased.Clear();
    }

    /// <returns>When it was opened, if it was there.</returns>
    private long? Close(Guid id, TableSet tables)
    {
        if (!_accounts.TryGetValue(id, out var account))
        {
            var stored = FindOpened(tables, id);
            account = (stored, stored);
        }

        _accounts[id] = account with { Opened = null };
        return account.Opened;
    }

    /// <summary>When an account was opened, in UTC ticks; null when there is none.</summary>
    public static long? FindOpened(TableSet tables, Guid id)
    {
        var row = tables.Statement("SELECT opened FROM @accounts WHERE id = ?1").Bind(1, id);
        if (!row.Step()) return null;
        var opened = row.Int64(0);
        row.Reset();
        return opened;
    }
}

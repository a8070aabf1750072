using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Grains.Tests.Duplicates;
using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Sqlite;

[assembly: AssemblyFixture(typeof(MemoryTwins))]
[assembly: AssemblyFixture(typeof(SqliteTwins))]

namespace OrleansStore.Grains.Tests.Duplicates;

/// <summary>
/// Two stores that know nothing of each other on one journal and one ledger of payments: every grain can be active twice,
/// as it can be for a while in a failover, and callers reach either.
/// </summary>
public abstract class Twins(StoreCluster one) : IAsyncLifetime
{
    public StoreCluster One { get; } = one;

    public StoreCluster Other { get; } = new(one);

    public async ValueTask InitializeAsync()
    {
        await One.InitializeAsync();
        await Other.InitializeAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Other.DisposeAsync();
        await One.DisposeAsync();
    }

    public Guid NewId() => One.NewId();

    public CommandContext NewCommand() => One.NewCommand();

    /// <summary>Asks both at once.</summary>
    public async Task<(T One, T Other)> BothAsync<T>(Func<StoreCluster, Task<T>> ask)
    {
        var (one, other) = (ask(One), ask(Other));
        return (await one, await other);
    }

    /// <summary>Asks until the store no longer says that it is contended, as every client does.</summary>
    public static async Task<Result<T>> AskAsync<T>(Func<Task<Result<T>>> ask)
        where T : class
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (StorageUnavailableException e) when (e.Fault == "contended")
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>The journal holds the stream's versions without a gap, each event once; this many.</summary>
    public async Task<int> CountAsync(string stream)
    {
        var events = await One.EventsOfAsync(stream);
        events.Select(e => e.Version).ShouldBe(Enumerable.Range(1, events.Count));
        events.Select(e => e.EventId).ShouldBeUnique();
        return events.Count;
    }
}

/// <summary>On a journal in memory, whose commits take a moment.</summary>
public sealed class MemoryTwins : Twins
{
    private readonly MemoryJournal _journal;

    public MemoryTwins()
        : this(new MemoryJournal(options: new MemoryJournalOptions { Time = TimeProvider.System, CommitLatency = () => TimeSpan.FromMilliseconds(1) }))
    {
    }

    private MemoryTwins(MemoryJournal journal)
        : base(new StoreCluster(journal, journal)) => _journal = journal;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _journal.DisposeAsync();
    }
}

/// <summary>On a journal in a file.</summary>
public sealed class SqliteTwins : Twins
{
    private readonly SqliteJournal _journal;
    private readonly string _folder;

    public SqliteTwins()
        : this(Directory.CreateTempSubdirectory("store-twins-").FullName)
    {
    }

    private SqliteTwins(string folder)
        : this(SqliteJournal.Open(new SqliteJournalOptions { Path = Path.Combine(folder, "store.db") }), folder)
    {
    }

    private SqliteTwins(SqliteJournal journal, string folder)
        : base(new StoreCluster(journal, journal)) => (_journal, _folder) = (journal, folder);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _journal.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

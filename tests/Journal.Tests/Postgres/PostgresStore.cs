using OrleansStore.Journal.Postgres;
using OrleansStore.Journal.Tests.Contract;
using OrleansStore.TestServers;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace OrleansStore.Journal.Tests.Postgres;

/// <summary>A database of its own.</summary>
public sealed class PostgresStore : JournalStore
{
    private readonly Lazy<string> _connectionString;

    public PostgresStore(string? connectionString = null)
    {
        Require();
        _connectionString = connectionString is null ? new(NewDatabase) : new(connectionString);
    }

    public string ConnectionString => _connectionString.Value;

    public Func<PostgresJournalOptions, PostgresJournalOptions> Configure { get; init; } = options => options;

    public PostgresJournal Postgres => (PostgresJournal)Journal;

    /// <summary>Without PostgreSQL a test is skipped, but on the build server it fails.</summary>
    public static void Require() => SharedPostgres.Require();

    public static async Task<PostgresServer> ServerAsync()
    {
        Require();
        return await ((SharedPostgres)(await TestContext.Current.GetFixture(typeof(SharedPostgres)))!).ServerAsync();
    }

    public static PostgresJournalOptions OptionsOf(string connectionString) => new()
    {
        ConnectionString = connectionString,
        Time = TimeProvider.System,
        LockWait = TimeSpan.FromMilliseconds(300),
        ConnectWait = TimeSpan.FromSeconds(5),
    };

    public override IJournal Open() => OpenPostgres();

    public PostgresJournal OpenPostgres() => PostgresJournal.Open(Configure(OptionsOf(ConnectionString)));

    private static string NewDatabase() => Task.Run(async () => await (await ServerAsync()).CreateDatabaseAsync()).GetAwaiter().GetResult();
}

public sealed class PostgresJournalContract : JournalContract
{
    protected override JournalStore NewStore() => new PostgresStore();
}

/// <summary>Every commit holds little, and one connection reads: nothing depends on more.</summary>
public sealed class BarePostgresJournalContract : JournalContract
{
    protected override JournalStore NewStore() => new PostgresStore
    {
        Configure = options => options with { EventsPerCommit = 16, BytesPerCommit = 512, ReadConnections = 1 },
    };
}

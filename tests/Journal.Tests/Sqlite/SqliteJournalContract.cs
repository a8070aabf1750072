using OrleansStore.Journal.Sqlite;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Sqlite;

public sealed class SqliteStore : JournalStore
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal-");

    public string File => Path.Combine(_folder.FullName, "journal.db");

    public Func<SqliteJournalOptions, SqliteJournalOptions> Configure { get; init; } = options => options;

    public SqliteJournal Sqlite => (SqliteJournal)Journal;

    public override IJournal Open() => SqliteJournal.Open(Configure(new SqliteJournalOptions { Path = File }));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

public sealed class SqliteJournalContract : JournalContract
{
    protected override JournalStore NewStore() => new SqliteStore();
}

/// <summary>Every cache off and every commit followed by a checkpoint: nothing depends on them.</summary>
public sealed class BareSqliteJournalContract : JournalContract
{
    protected override JournalStore NewStore() => new SqliteStore
    {
        Configure = options => options with { RecentEventBytes = 0, RememberedStreams = 1, EventsPerCommit = 3, CheckpointPages = 16, IdleReaders = 1 },
    };
}

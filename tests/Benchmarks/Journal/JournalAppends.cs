using OrleansStore.Benchmarks.Engine;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Scenarios;
using OrleansStore.Journal;
using OrleansStore.Journal.Postgres;
using OrleansStore.Journal.Sqlite;

namespace OrleansStore.Benchmarks.Journal;

/// <summary>Appends that are durable when they return, each writer on a stream of its own.</summary>
internal sealed class JournalAppends(int writers, Func<string, Task<JournalAppends.Store>> open) : IScenario
{
    private static readonly byte[] _payload = [.. Enumerable.Repeat((byte)'x', 180)];
    private readonly string[] _streams = [.. Enumerable.Range(0, writers).Select(i => $"order-{Guid.CreateVersion7():N}")];
    private readonly int[] _versions = new int[writers];
    private Store? _store;

    public static JournalAppends OnSqlite(int writers) => new(writers, folder =>
    {
        var journal = SqliteJournal.Open(new SqliteJournalOptions { Path = Path.Combine(folder, "journal.db") });
        return Task.FromResult(new Store(journal, [journal]));
    });

    public static JournalAppends OnPostgres(int writers) => new(writers, async folder =>
    {
        var server = await DurablePostgres.StartAsync(folder, core: null);
        var journal = PostgresJournal.Open(new PostgresJournalOptions { ConnectionString = await server.CreateDatabaseAsync(), Time = TimeProvider.System });
        return new Store(journal, [journal, server]);
    });

    public async Task StartAsync(string folder) => _store = await open(folder);

    public Task<Dictionary<string, double>> RoundAsync(TimeSpan duration) => ClosedLoop.RunAsync(writers, duration, AppendAsync);

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _store?.Parts ?? []) await part.DisposeAsync();
    }

    private async Task AppendAsync(int writer)
    {
        var e = new NewEvent(Guid.CreateVersion7(), "order.placed.v1", Guid.CreateVersion7(), Guid.Empty, "customer", DateTimeOffset.UtcNow, _payload);
        var result = await _store!.Journal.AppendAsync(_streams[writer], _versions[writer], [e]);
        if (result.Outcome != AppendOutcome.Appended) throw new InvalidOperationException("Nobody else writes this stream.");
        _versions[writer] = result.Version;
    }

    /// <param name="Parts">To be closed in this order.</param>
    public sealed record Store(IJournal Journal, IReadOnlyList<IAsyncDisposable> Parts);
}

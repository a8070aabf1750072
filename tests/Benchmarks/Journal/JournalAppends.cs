using OrleansStore.Benchmarks.Engine;
using OrleansStore.Benchmarks.Scenarios;
using OrleansStore.Journal;
using OrleansStore.Journal.Sqlite;

namespace OrleansStore.Benchmarks.Journal;

/// <summary>Appends that are durable when they return, each writer on a stream of its own.</summary>
internal sealed class JournalAppends(int writers) : IScenario
{
    private static readonly byte[] _payload = [.. Enumerable.Repeat((byte)'x', 180)];
    private readonly string[] _streams = [.. Enumerable.Range(0, writers).Select(i => $"order-{Guid.CreateVersion7():N}")];
    private readonly int[] _versions = new int[writers];
    private SqliteJournal? _journal;

    public Task StartAsync(string folder)
    {
        _journal = SqliteJournal.Open(new SqliteJournalOptions { Path = Path.Combine(folder, "journal.db") });
        return Task.CompletedTask;
    }

    public Task<Dictionary<string, double>> RoundAsync(TimeSpan duration) => ClosedLoop.RunAsync(writers, duration, AppendAsync);

    public ValueTask DisposeAsync() => _journal?.DisposeAsync() ?? default;

    private async Task AppendAsync(int writer)
    {
        var e = new NewEvent(Guid.CreateVersion7(), "order.placed.v1", Guid.CreateVersion7(), Guid.Empty, "customer", DateTimeOffset.UtcNow, _payload);
        var result = await _journal!.AppendAsync(_streams[writer], _versions[writer], [e]);
        if (result.Outcome != AppendOutcome.Appended) throw new InvalidOperationException("Nobody else writes this stream.");
        _versions[writer] = result.Version;
    }
}

using OrleansStore.Benchmarks.Engine;
using OrleansStore.Benchmarks.Scenarios;

namespace OrleansStore.Benchmarks.Journal;

/// <summary>The same appends on PostgreSQL and on SQLite, turn and turn about.</summary>
internal sealed class JournalRatio(int writers) : IScenario
{
    private readonly JournalAppends _postgres = JournalAppends.OnPostgres(writers);
    private readonly JournalAppends _sqlite = JournalAppends.OnSqlite(writers);

    public async Task StartAsync(string folder)
    {
        await _postgres.StartAsync(folder);
        await _sqlite.StartAsync(folder);
    }

    public async Task<Dictionary<string, double>> RoundAsync(TimeSpan duration)
    {
        var postgres = (await _postgres.RoundAsync(duration / 2))[ClosedLoop.Rate];
        var sqlite = (await _sqlite.RoundAsync(duration / 2))[ClosedLoop.Rate];
        return new() { [$"PostgreSQL, {ClosedLoop.Rate}"] = postgres, [$"SQLite, {ClosedLoop.Rate}"] = sqlite, ["PostgreSQL ÷ SQLite"] = postgres / sqlite };
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _sqlite.DisposeAsync();
    }
}

using Npgsql;
using OrleansStore.Journal;
using OrleansStore.Journal.Postgres;
using OrleansStore.ReadModels.Tests.Shop;
using OrleansStore.TestServers;

namespace OrleansStore.ReadModels.Tests.Projections;

/// <summary>Read models made from a copy of the journal that may lag behind.</summary>
public sealed class ReplicaTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TempFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_copy_that_lags_behind_is_asked_now_and_then_and_not_for_what_somebody_waits_for()
    {
        var history = new History();
        history.Go(50);
        var journal = new LaggingJournal(history.Journal) { Shown = 20 };
        var counting = new CountingProjection("counting");
        await using var side = await ReadSide.OpenWithAsync(journal, _file.Options(), counting);
        await side.Runner.StartAsync(default);
        while (side.Models.Position < 20) await Task.Yield();

        var before = Volatile.Read(ref journal.Reads);
        await Task.Delay(500);
        (Volatile.Read(ref journal.Reads) - before).ShouldBeInRange(1, 30);
        side.Models.Position.ShouldBe(20);

        (await side.Models.WaitForAsync(30, Patience)).ShouldBeTrue();
        Volatile.Write(ref journal.Shown, long.MaxValue);
        while (side.Models.Position < journal.Head) await Task.Yield();
        await side.Runner.StopAsync(default);
        (await counting.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
    }

    [Fact]
    public async Task A_standby_serves_what_nobody_waits_for_and_the_primary_the_rest_and_all_when_the_standby_is_gone()
    {
        SharedPostgres.Require();
        await using var server = await PostgresServer.StartAsync();
        var connectionString = await server.CreateDatabaseAsync();
        var time = new ShiftedTime();
        PostgresJournalOptions options = new() { ConnectionString = connectionString, Time = time };
        await using (PostgresJournal.Open(options))
        {
            // Makes the tables.
        }

        var replica = await server.CreateReplicaAsync();
        await using var journal = PostgresJournal.Open(options with { ReadConnectionString = replica.ConnectionStringOf(new NpgsqlConnectionStringBuilder(connectionString).Database!) });
        await using var side = await ReadSide.OpenWithAsync(journal, _file.Options(), new CountingProjection("counting"));
        await side.Runner.StartAsync(default);

        await AppendAsync(journal, 5);
        await ReachedAsync(5);

        await replica.PauseReplayAsync();
        await AppendAsync(journal, 5);
        await StaysAsync(5);
        (await side.Models.WaitForAsync(10, Patience)).ShouldBeTrue();
        (await journal.ReadAllAsync(5, 10)).Count.ShouldBe(5);

        await replica.ResumeReplayAsync();
        await AppendAsync(journal, 5);
        await ReachedAsync(15);

        await replica.KillAsync();
        await AppendAsync(journal, 5);
        await ReachedAsync(20);

        // Back again, it is used again, which its lag shows.
        await replica.RestartAsync();
        await replica.PauseReplayAsync();
        time.Shift(TimeSpan.FromSeconds(11));
        await StaysAsync(20);
        await AppendAsync(journal, 5);
        await StaysAsync(20);
        (await side.Models.WaitForAsync(25, Patience)).ShouldBeTrue();
        await side.Runner.StopAsync(default);

        async Task ReachedAsync(long position)
        {
            var since = TimeProvider.System.GetTimestamp();
            while (side.Models.Position < position && TimeProvider.System.GetElapsedTime(since) < Patience) await Task.Delay(5);
            side.Models.Position.ShouldBe(position);
        }

        async Task StaysAsync(long position)
        {
            await Task.Delay(400);
            side.Models.Position.ShouldBe(position);
        }
    }

    private static async Task AppendAsync(PostgresJournal journal, int count)
    {
        for (var n = 0; n < count; n++)
        {
            NewEvent e = new(Guid.NewGuid(), "stock.held.v1", Guid.Empty, Guid.Empty, "system", DateTimeOffset.UnixEpoch, "{}"u8.ToArray());
            (await journal.AppendAsync($"s-{Guid.NewGuid():N}", 0, [e])).Outcome.ShouldBe(AppendOutcome.Appended);
        }
    }

    private sealed class ShiftedTime : TimeProvider
    {
        private long _ticks;

        public void Shift(TimeSpan by) => Interlocked.Add(ref _ticks, (long)(by.TotalSeconds * TimestampFrequency));

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _ticks);
    }
}

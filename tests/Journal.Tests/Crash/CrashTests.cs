using System.Globalization;
using OrleansStore.Journal.Tests.Contract;
using OrleansStore.Journal.Tests.Sqlite;

namespace OrleansStore.Journal.Tests.Crash;

public sealed class CrashTests
{
    [Fact]
    public async Task Every_acknowledged_event_is_there_after_each_of_many_kills()
    {
        await using var store = new SqliteStore();
        var acknowledged = new List<Acknowledged>();
        for (var round = 0; round < 20; round++)
        {
            acknowledged.AddRange(await AppendAndKillAsync(store.File, atLeast: 100 + round * 37));

            var stored = (await store.Journal.ReadEverythingAsync(1_000)).ToDictionary(e => e.Position);
            foreach (var a in acknowledged)
            {
                stored.ShouldContainKey(a.Position);
                (stored[a.Position].Stream, stored[a.Position].Version, stored[a.Position].EventId).ShouldBe((a.Stream, a.Version, a.EventId));
            }

            foreach (var stream in stored.Values.GroupBy(e => e.Stream))
                stream.OrderBy(e => e.Position).Select(e => e.Version).ShouldBe(Enumerable.Range(1, stream.Count()));
            await store.CloseAsync();
        }

        acknowledged.Count.ShouldBeGreaterThan(2_000);
    }

    [Fact]
    public async Task A_second_process_is_refused_with_the_first_ones_id_until_it_is_killed()
    {
        await using var store = new SqliteStore();
        using (var first = Appender.Start(store.File))
        {
            await first.NextAsync();
            var refused = Should.Throw<JournalUnavailableException>(() => store.Open());
            refused.Fault.ShouldBe(JournalFault.Locked);
            refused.Message.ShouldContain($"process {first.Id.ToString(CultureInfo.InvariantCulture)};");
        }

        store.Journal.Head.ShouldBeGreaterThan(0);
    }

    private static async Task<List<Acknowledged>> AppendAndKillAsync(string journal, int atLeast)
    {
        using var appender = Appender.Start(journal);
        var acknowledged = new List<Acknowledged>();
        while (await appender.NextAsync() is { } next)
        {
            acknowledged.Add(next);
            if (acknowledged.Count == atLeast) appender.Kill();
        }

        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        return acknowledged;
    }
}

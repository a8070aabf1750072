using System.Collections.Concurrent;
using OrleansStore.Journal.Postgres;
using OrleansStore.Journal.Tests.Contract;
using OrleansStore.Journal.Tests.Crash;
using OrleansStore.TestServers;

namespace OrleansStore.Journal.Tests.Postgres;

public sealed class PostgresWritersTests
{
    private const int Writers = 8;
    private const int Streams = 1_000;
    private const int AppendsAtOnce = 16;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Eight_writers_of_a_thousand_streams_and_a_reader_that_sees_every_event_once_in_position_order()
    {
        var duration = TimeSpan.FromSeconds(SoakSize.Of("STORE_SOAK_WRITERS_SECONDS", 4));
        await using var store = new PostgresStore { Configure = options => options with { Exclusive = false } };
        await using var reader = store.OpenPostgres();
        var journals = Enumerable.Range(0, Writers).Select(_ => store.OpenPostgres()).ToList();
        using var written = new CancellationTokenSource(duration);
        var acknowledged = new ConcurrentDictionary<long, Guid>();
        var conflicts = new ConcurrentBag<int>();
        var numbers = 0;

        using var finished = new CancellationTokenSource();
        var tail = Task.Run(() => TailAsync(reader, finished.Token), Cancellation);
        await Task.WhenAll(journals.SelectMany((journal, w) => Enumerable.Range(0, AppendsAtOnce)
            .Select(n => Task.Run(async () => conflicts.Add(await WriteAsync(journal, w * AppendsAtOnce + n)), Cancellation))));
        // Whoever follows has the last event soon after it was written.
        while (reader.Head < acknowledged.Keys.Max()) await Task.Delay(5, Cancellation);
        await finished.CancelAsync();
        var seen = await tail;
        foreach (var journal in journals) await journal.DisposeAsync();

        seen.Zip(seen.Skip(1)).Where(pair => pair.First.Position >= pair.Second.Position).ShouldBeEmpty();
        seen.Count.ShouldBe(acknowledged.Count);
        seen.Where(e => !acknowledged.TryGetValue(e.Position, out var id) || id != e.EventId).ShouldBeEmpty();
        foreach (var stream in seen.GroupBy(e => e.Stream)) stream.Select(e => e.Version).ShouldBe(Enumerable.Range(1, stream.Count()));
        TestContext.Current.SendDiagnosticMessage("{0} events in {1}, {2} conflicts", seen.Count, duration, conflicts.Sum());

        async Task<int> WriteAsync(PostgresJournal journal, int seed)
        {
            var (random, versions, lost, stream) = (new Random(seed), new int[Streams], 0, 0);
            for (var conflict = false; !written.IsCancellationRequested;)
            {
                // Who lost decides again on what the winner left.
                if (!conflict) stream = random.Next(Streams);
                var count = random.Next(1, 4);
                var events = Given.Events(Interlocked.Add(ref numbers, count), count);
                var result = await journal.AppendAsync($"stream-{stream}", versions[stream], events);
                versions[stream] = result.Version;
                conflict = result.Outcome == AppendOutcome.Conflict;
                if (conflict) lost++;
                else for (var i = 0; i < count; i++) acknowledged.TryAdd(result.Position - count + 1 + i, events[i].EventId).ShouldBeTrue();
            }

            return lost;
        }
    }

    private static async Task<List<Acknowledged>> TailAsync(PostgresJournal journal, CancellationToken finished)
    {
        var seen = new List<Acknowledged>();
        long position = 0;
        while (true)
        {
            try
            {
                await journal.WaitForAppendAsync(position, finished);
            }
            catch (OperationCanceledException) when (journal.Head <= position)
            {
                return seen;
            }
            catch (OperationCanceledException)
            {
            }

            var next = await journal.ReadAllAsync(position, 500, Cancellation);
            next.ShouldNotBeEmpty("the head was ahead of what is read");
            seen.AddRange(next.Select(e => new Acknowledged(e.Position, e.Stream, e.Version, e.EventId)));
            position = next[^1].Position;
        }
    }
}

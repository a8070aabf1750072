using System.Collections.Concurrent;
using OrleansStore.Journal.Postgres;
using OrleansStore.Journal.Tests.Contract;
using OrleansStore.Journal.Tests.Crash;
using OrleansStore.TestServers;

namespace OrleansStore.Journal.Tests.Postgres;

/// <summary>The server is killed and started again, so these have one of their own.</summary>
public sealed class PostgresCrashTests : IAsyncLifetime
{
    private PostgresServer? _server;
    private string _connectionString = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        PostgresStore.Require();
        _server = await PostgresServer.StartAsync();
        _connectionString = await _server.CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed_again_and_again()
    {
        var rounds = SoakSize.Of("STORE_SOAK_DATABASE_KILLS", 4);
        await using var one = PostgresJournal.Open(PostgresStore.OptionsOf(_connectionString) with { Exclusive = false });
        await using var two = PostgresJournal.Open(PostgresStore.OptionsOf(_connectionString) with { Exclusive = false });
        using var done = new CancellationTokenSource();
        var acknowledged = new ConcurrentQueue<Acknowledged>();
        var writers = Enumerable.Range(0, 16).Select(w => Task.Run(() => WriteAsync(w % 2 == 0 ? one : two, w, acknowledged, done.Token), Cancellation)).ToList();

        for (var round = 0; round < rounds; round++)
        {
            await MoreAsync();
            await _server!.KillAsync();
            await Task.Delay(150 * (round % 3), Cancellation);
            await _server.RestartAsync();
            await MoreAsync();
        }

        await done.CancelAsync();
        await Task.WhenAll(writers);

        var stored = await one.ReadEverythingAsync(1_000);
        stored.Select(e => e.Position).ShouldBe(Enumerable.Range(1, stored.Count).Select(p => (long)p));
        foreach (var stream in stored.GroupBy(e => e.Stream)) stream.Select(e => e.Version).ShouldBe(Enumerable.Range(1, stream.Count()));
        stored.Select(e => e.EventId).Distinct().Count().ShouldBe(stored.Count);
        // Every writer goes on until it knows, so there is nothing stored that was not acknowledged either.
        acknowledged.Select(a => (a.Position, a.Stream, a.Version, a.EventId)).OrderBy(a => a.Position)
            .ShouldBe(stored.Select(e => (e.Position, e.Stream, e.Version, e.EventId)));

        async Task MoreAsync()
        {
            var enough = acknowledged.Count + 300;
            while (acknowledged.Count < enough)
            {
                foreach (var writer in writers.Where(w => w.IsCompleted)) await writer;
                await Task.Delay(10, Cancellation);
            }
        }
    }

    [Fact]
    public async Task While_the_server_is_away_all_fail_fast_and_it_heals_by_itself()
    {
        await using var journal = PostgresJournal.Open(PostgresStore.OptionsOf(_connectionString));
        await journal.AppendAsync("s", 0, Given.Events(0, 1));
        var waiting = journal.WaitForAppendAsync(1, Cancellation).AsTask();
        await _server!.KillAsync();

        var since = TimeProvider.System.GetTimestamp();
        for (var n = 0; n < 50; n++)
        {
            var failed = await Should.ThrowAsync<Exception>(async () => await journal.AppendAsync("t", 0, Given.Events(1, 1)));
            if (n > 0) failed.ShouldBeOfType<JournalUnavailableException>().Fault.ShouldBe(JournalFault.Unreachable);
            (await Should.ThrowAsync<JournalUnavailableException>(async () => await journal.ReadStreamAsync("s", 0, 1, Cancellation))).Fault.ShouldBe(JournalFault.Unreachable);
        }

        TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        journal.Head.ShouldBe(1);

        await _server.RestartAsync();
        (await AppendWhenPossibleAsync(journal, "t", 0, Given.Events(2, 1))).Version.ShouldBe(1);
        (await journal.ReadStreamAsync("s", 0, 10, Cancellation)).Count.ShouldBe(1);
        await waiting;
    }

    [Fact]
    public async Task A_journal_waits_for_a_server_that_is_not_up_yet()
    {
        await _server!.KillAsync();
        var opening = Task.Run(() => PostgresJournal.Open(PostgresStore.OptionsOf(_connectionString) with { ConnectWait = TimeSpan.FromSeconds(60) }), Cancellation);
        await Task.Delay(300, Cancellation);
        opening.IsCompleted.ShouldBeFalse();
        await _server.RestartAsync();
        await using var journal = await opening;
        (await journal.AppendAsync("s", 0, Given.Events(0, 1))).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Closing_while_the_server_is_away_answers_who_waits()
    {
        var journal = PostgresJournal.Open(PostgresStore.OptionsOf(_connectionString));
        await journal.AppendAsync("s", 0, Given.Events(0, 1));
        await _server!.KillAsync();
        var append = journal.AppendAsync("s", 1, Given.Events(1, 1)).AsTask();
        await journal.DisposeAsync();
        await Should.ThrowAsync<Exception>(() => append);
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await journal.AppendAsync("s", 1, Given.Events(1, 1)))).Fault.ShouldBe(JournalFault.Closed);
    }

    private static async Task WriteAsync(PostgresJournal journal, int writer, ConcurrentQueue<Acknowledged> acknowledged, CancellationToken done)
    {
        for (var number = 0; !done.IsCancellationRequested; number++)
        {
            var stream = $"writer{writer}-{number / 5}";
            var events = Given.Events((writer * 1_000_000 + number) * 2, 2);
            var result = await AppendWhenPossibleAsync(journal, stream, number % 5 * 2, events);
            result.Outcome.ShouldBe(AppendOutcome.Appended);
            for (var i = 0; i < events.Length; i++)
                acknowledged.Enqueue(new Acknowledged(result.Position - events.Length + 1 + i, stream, result.Version - events.Length + 1 + i, events[i].EventId));
        }
    }

    /// <summary>As a grain does it, but with no end to its patience.</summary>
    private static async Task<AppendResult> AppendWhenPossibleAsync(PostgresJournal journal, string stream, int version, NewEvent[] events)
    {
        JournalOutcomeUnknownException? unknown = null;
        while (true)
        {
            try
            {
                return unknown is null
                    ? await journal.AppendAsync(stream, version, events)
                    : await journal.ResolveAsync(unknown, stream, version, events, TimeProvider.System);
            }
            catch (JournalOutcomeUnknownException e)
            {
                unknown = e;
            }
            catch (JournalUnavailableException e) when (e.Fault is JournalFault.Unreachable or JournalFault.Overloaded)
            {
                await Task.Delay(20, Cancellation);
            }
        }
    }
}

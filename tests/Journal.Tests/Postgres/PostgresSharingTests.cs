using OrleansStore.Journal.Postgres;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Postgres;

public sealed class PostgresSharingTests : IAsyncDisposable
{
    private static readonly TimeSpan _never = TimeSpan.FromHours(1);
    private readonly PostgresStore _store = new() { Configure = options => options with { Exclusive = false, Poll = _never } };
    private readonly List<PostgresJournal> _journals = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var journal in _journals) await journal.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Of_appends_of_two_processes_at_the_same_version_one_wins()
    {
        var (a, b) = (Open(), Open());
        for (var version = 0; version < 50; version++)
        {
            var both = await Task.WhenAll(a.AppendAsync("s", version, Given.Events(version * 2, 1)).AsTask(), b.AppendAsync("s", version, Given.Events(version * 2 + 1, 1)).AsTask());
            both.Select(r => r.Outcome).Order().ShouldBe([AppendOutcome.Appended, AppendOutcome.Conflict]);
            both.ShouldAllBe(r => r.Version == version + 1);
        }

        (await a.ReadEverythingAsync()).Select(e => (e.Position, e.Version)).ShouldBe(Enumerable.Range(1, 50).Select(n => ((long)n, n)));
    }

    [Fact]
    public async Task What_one_process_appends_wakes_another_without_a_poll()
    {
        var (a, b) = (Open(), Open());
        for (var n = 0; n < 20; n++)
        {
            var woken = b.WaitForAppendAsync(n, Cancellation).AsTask();
            await a.AppendAsync($"s{n}", 0, Given.Events(n, 1));
            await woken.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
            (await b.ReadAllAsync(n, 10, Cancellation)).ShouldHaveSingleItem().EventId.ShouldBe(Given.Id(n));
            b.Head.ShouldBe(n + 1);
        }
    }

    [Fact]
    public async Task A_process_that_is_behind_does_not_overwrite_the_snapshot_of_another()
    {
        var (a, b) = (Open(), Open());
        await a.AppendAsync("s", 0, Given.Events(0, 9));
        await a.SaveSnapshotAsync("s", new Snapshot(9, 9, "t", new byte[] { 9 }));
        await a.AppendAsync("x", 0, Given.Events(10, 1));
        await b.SaveSnapshotAsync("s", new Snapshot(5, 5, "t", new byte[] { 5 }));
        await b.AppendAsync("y", 0, Given.Events(11, 1));
        (await b.ReadSnapshotAsync("s", Cancellation))!.Version.ShouldBe(9);
    }

    [Fact]
    public async Task A_cut_ear_hears_again_and_misses_nothing_that_was_said_meanwhile()
    {
        var (a, b) = (Open(), Open());
        for (var n = 0; n < 5; n++)
        {
            var woken = b.WaitForAppendAsync(n, Cancellation).AsTask();
            await Trigger.ExecuteAsync(_store.ConnectionString, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%-listener'");
            await a.AppendAsync($"s{n}", 0, Given.Events(n, 1));
            await woken.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        }
    }

    [Fact]
    public async Task A_lost_notification_is_made_up_by_the_poll()
    {
        var polling = Open(TimeSpan.FromMilliseconds(50));
        // Until it has asked once, which it does as soon as it listens.
        while (await Trigger.AskAsync<long>(_store.ConnectionString, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%-listener' AND query LIKE 'SELECT coalesce%' AND state = 'idle'") == 0)
            await Task.Delay(10, Cancellation);
        var woken = polling.WaitForAppendAsync(0, Cancellation).AsTask();
        // Written past the journal, so nobody is told.
        await Trigger.ExecuteAsync(_store.ConnectionString, """
            INSERT INTO events VALUES (1, 0, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, 's', 't', '', '')
            """);
        await woken.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
    }

    [Fact]
    public async Task Schemas_of_one_database_are_journals_of_their_own()
    {
        foreach (var schema in new[] { "one", "two" }) await Trigger.ExecuteAsync(_store.ConnectionString, $"CREATE SCHEMA {schema}");
        await using var one = new PostgresStore(_store.ConnectionString + ";Search Path=one");
        await using var two = new PostgresStore(_store.ConnectionString + ";Search Path=two");
        await one.Journal.AppendAsync("s", 0, Given.Events(0, 3));
        (await two.Journal.AppendAsync("s", 0, Given.Events(0, 1))).ShouldBe(new AppendResult(AppendOutcome.Appended, 1, 1));
        two.Journal.Head.ShouldBe(1);
    }

    [Fact]
    public async Task Who_wants_the_journal_alone_is_refused_while_others_have_it_and_the_other_way_round()
    {
        Open();
        Refused(exclusive: true);
        Open();
        foreach (var journal in _journals) await journal.DisposeAsync();
        _journals.Clear();

        _journals.Add(PostgresJournal.Open(Options(exclusive: true)));
        Refused(exclusive: true);
        Refused(exclusive: false);

        void Refused(bool exclusive)
        {
            var refused = Should.Throw<JournalUnavailableException>(() => PostgresJournal.Open(Options(exclusive)));
            refused.Fault.ShouldBe(JournalFault.Locked);
            refused.Message.ShouldEndWith("Do this instead.");
        }
    }

    [Fact]
    public async Task Who_was_killed_a_moment_ago_does_not_keep_the_next_one_out()
    {
        var first = PostgresJournal.Open(Options(exclusive: true));
        _journals.Add(first);
        var second = Task.Run(() => PostgresJournal.Open(Options(exclusive: true) with { LockWait = TimeSpan.FromSeconds(20) }), Cancellation);
        await Task.Delay(300, Cancellation);
        await EndWriterAsync();
        _journals.Add(await second);
        await _journals[1].AppendAsync("s", 0, Given.Events(0, 1));

        // The first has lost the lock with its session: what it sends is refused, and the second's stays alone.
        (await WrittenByAsync(first)).ShouldBe(JournalFault.Locked);
        (await _journals[1].ReadEverythingAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_another_appends_while_a_lost_session_is_opened_anew_is_not_taken_for_a_loss()
    {
        var (a, b) = (Open(), Open());
        using var done = new CancellationTokenSource();
        var others = Task.Run(() => AppendOnAsync(b, "other", done.Token), Cancellation);
        for (var n = 0; n < 200; n++)
        {
            await EndWriterAsync();
            (await AppendOnceAsync(a, $"s{n}", Given.Events(n, 1))).Version.ShouldBe(1);
        }

        await done.CancelAsync();
        await others;
    }

    private static async Task AppendOnAsync(PostgresJournal journal, string stream, CancellationToken done)
    {
        for (var n = 0; !done.IsCancellationRequested; n++) await AppendOnceAsync(journal, $"{stream}{n}", Given.Events(1_000_000 + n, 1));
    }

    /// <summary>Through lost sessions, as a grain does it.</summary>
    private static async Task<AppendResult> AppendOnceAsync(PostgresJournal journal, string stream, NewEvent[] events)
    {
        while (true)
        {
            try
            {
                var result = await journal.AppendAsync(stream, 0, events);
                return result.Outcome is AppendOutcome.Appended ? result : new AppendResult(AppendOutcome.Appended, 1, 0);
            }
            catch (JournalOutcomeUnknownException)
            {
                // Written or not: the next one tells by its outcome.
            }
            catch (JournalUnavailableException e) when (e.Fault is JournalFault.Unreachable)
            {
                await Task.Delay(1, Cancellation);
            }
        }
    }

    private static async Task<JournalFault?> WrittenByAsync(PostgresJournal journal)
    {
        while (true)
        {
            try
            {
                await journal.AppendAsync("late", 0, Given.Events(1, 1));
                return null;
            }
            catch (JournalOutcomeUnknownException)
            {
                // That its session is gone is found by the first that tries.
            }
            catch (JournalUnavailableException e)
            {
                return e.Fault;
            }
        }
    }

    private PostgresJournal Open(TimeSpan? poll = null)
    {
        var journal = PostgresJournal.Open(Options(exclusive: false) with { Poll = poll ?? _never });
        _journals.Add(journal);
        return journal;
    }

    private PostgresJournalOptions Options(bool exclusive) =>
        PostgresStore.OptionsOf(_store.ConnectionString) with { Exclusive = exclusive, LockedHint = "Do this instead." };

    private Task EndWriterAsync() => Trigger.ExecuteAsync(
        _store.ConnectionString, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%-writer'");
}

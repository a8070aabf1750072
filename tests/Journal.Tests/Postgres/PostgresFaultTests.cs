using OrleansStore.Journal.Postgres;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Postgres;

public sealed class PostgresFaultTests : IAsyncDisposable
{
    private readonly PostgresStore _store = new() { Configure = options => options with { CommandTimeout = TimeSpan.FromSeconds(5) } };

    private IJournal Journal => _store.Journal;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_write_that_the_server_does_not_take_fails_alone()
    {
        var journal = Journal;
        await Trigger.AddAsync(_store.ConnectionString, "poison.v1", "RAISE EXCEPTION 'not this one';");
        var appends = Enumerable.Range(0, 100).Select(n => (n, Append: journal.AppendAsync($"s{n}", 0, [Event(n, n is 17 or 80 ? "poison.v1" : "good.v1")]).AsTask())).ToList();
        foreach (var (n, append) in appends)
        {
            if (n is 17 or 80) (await Should.ThrowAsync<JournalUnavailableException>(() => append)).Message.ShouldContain("not this one");
            else (await append).Outcome.ShouldBe(AppendOutcome.Appended);
        }

        journal.Head.ShouldBe(98);
        (await journal.ReadEverythingAsync()).Select(e => e.Position).ShouldBe(Enumerable.Range(1, 98).Select(p => (long)p));
        (await journal.AppendAsync("s17", 0, Given.Events(17, 1))).Outcome.ShouldBe(AppendOutcome.Appended);
    }

    [Fact]
    public async Task A_snapshot_that_the_server_does_not_take_fails_no_append()
    {
        await Journal.AppendAsync("s", 0, Given.Events(0, 1));
        await Trigger.ExecuteAsync(_store.ConnectionString, "ALTER TABLE snapshots ADD CHECK (version <> 13)");
        await Journal.SaveSnapshotAsync("s", new Snapshot(13, 1, "t", new byte[] { 1 }));
        (await Journal.AppendAsync("s", 1, Given.Events(1, 1))).Outcome.ShouldBe(AppendOutcome.Appended);
        (await Journal.ReadSnapshotAsync("s", TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task An_error_at_the_very_commit_is_a_known_failure()
    {
        _ = Journal;
        await Trigger.AddAtCommitAsync(_store.ConnectionString, "order.placed.v1", "RAISE EXCEPTION 'too late';");
        await Should.ThrowAsync<JournalUnavailableException>(async () => await Journal.AppendAsync("s", 0, Given.Events(0, 3)));
        Journal.Head.ShouldBe(0);
        await Trigger.RemoveAsync(_store.ConnectionString);
        (await Journal.AppendAsync("s", 0, Given.Events(0, 3))).ShouldBe(new AppendResult(AppendOutcome.Appended, 3, 3));
    }

    [Fact]
    public async Task On_a_full_disk_appends_fail_with_Full_reads_go_on_and_space_heals_it()
    {
        await Journal.AppendAsync("s", 0, Given.Events(0, 10));
        await Trigger.AddAsync(_store.ConnectionString, "order.placed.v1", "RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100';");
        var appends = Enumerable.Range(0, 20).Select(n => Journal.AppendAsync($"s{n}", 0, Given.Events(n, 1)).AsTask()).ToList();
        foreach (var append in appends) (await Should.ThrowAsync<JournalUnavailableException>(() => append)).Fault.ShouldBe(JournalFault.Full);
        (await Journal.ReadStreamAsync("s", 0, 100, TestContext.Current.CancellationToken)).Count.ShouldBe(10);

        await Trigger.RemoveAsync(_store.ConnectionString);
        (await Journal.AppendAsync("s", 10, Given.Events(10, 1))).ShouldBe(new AppendResult(AppendOutcome.Appended, 11, 11));
    }

    [Fact]
    public async Task A_session_that_is_ended_while_it_commits_leaves_the_outcome_unknown_and_it_is_resolved()
    {
        var events = Given.Events(0, 2);
        _ = Journal;
        await Trigger.AddAsync(_store.ConnectionString, "order.placed.v1", "PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(1);");
        var unknown = await Should.ThrowAsync<JournalOutcomeUnknownException>(async () => await Journal.AppendAsync("s", 0, events));
        await Trigger.RemoveAsync(_store.ConnectionString);

        (await Journal.ResolveAsync(unknown, "s", 0, events, TimeProvider.System)).ShouldBe(new AppendResult(AppendOutcome.Appended, 2, 2));
        (await Journal.ReadEverythingAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_statement_that_the_server_gives_up_is_a_known_failure()
    {
        _ = Journal;
        await Trigger.AddAsync(_store.ConnectionString, "order.placed.v1", "PERFORM pg_sleep(20);");
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await Journal.AppendAsync("s", 0, Given.Events(0, 1)))).Fault.ShouldBe(JournalFault.Overloaded);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_leaves_the_outcome_unknown()
    {
        await using var store = new PostgresStore(_store.ConnectionString + ";Options=-c statement_timeout=0")
        {
            Configure = options => options with { CommandTimeout = TimeSpan.FromSeconds(1), Exclusive = false },
        };
        _ = store.Journal;
        await Trigger.AddAsync(_store.ConnectionString, "order.placed.v1", "PERFORM pg_sleep(3);");
        var unknown = await Should.ThrowAsync<JournalOutcomeUnknownException>(async () => await store.Journal.AppendAsync("s", 0, Given.Events(0, 1)));
        await Trigger.ExecuteAsync(_store.ConnectionString, "SET lock_timeout = 0; DROP TRIGGER misbehave ON events");

        // The statement went on, and landed.
        (await store.Journal.ResolveAsync(unknown, "s", 0, Given.Events(0, 1), TimeProvider.System)).Version.ShouldBe(1);
        (await store.Journal.ReadEverythingAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_an_operator_set_off_is_set_on_and_what_is_stricter_is_left()
    {
        _ = Journal;
        await Trigger.AddAsync(_store.ConnectionString, "order.placed.v1", "NEW.actor := current_setting('synchronous_commit');");
        await _store.CloseAsync();
        var expected = new Dictionary<string, string> { ["off"] = "on", ["on"] = "on", ["remote_apply"] = "remote_apply" };
        foreach (var (set, seen) in expected)
        {
            await using var store = new PostgresStore(_store.ConnectionString + $";Options=-c synchronous_commit={set}");
            await store.Journal.AppendAsync($"s-{set}", 0, Given.Events(0, 1));
            (await store.Journal.ReadStreamAsync($"s-{set}", 0, 1, TestContext.Current.CancellationToken))[0].Actor.ShouldBe(seen);
        }
    }

    [Fact]
    public async Task A_read_only_database_is_read_but_not_written()
    {
        await Journal.AppendAsync("s", 0, Given.Events(0, 3));
        await _store.CloseAsync();
        await using var store = new PostgresStore(_store.ConnectionString + ";Options=-c default_transaction_read_only=on");
        store.Journal.Head.ShouldBe(3);
        (await store.Journal.ReadEverythingAsync()).Count.ShouldBe(3);
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await store.Journal.AppendAsync("s", 3, Given.Events(3, 1)))).Fault.ShouldBe(JournalFault.ReadOnly);
    }

    [Fact]
    public async Task A_database_in_which_others_stand_where_acknowledged_events_were_is_not_written_to()
    {
        for (var n = 0; n < 5; n++) await Journal.AppendAsync($"s{n}", 0, Given.Events(n, 1));
        await Trigger.ExecuteAsync(_store.ConnectionString, "UPDATE events SET event_id = gen_random_uuid() WHERE position > 3");
        await EndWriterAsync();

        await Should.ThrowAsync<JournalOutcomeUnknownException>(async () => await Journal.AppendAsync("a", 0, Given.Events(8, 1)));
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await Journal.AppendAsync("a", 0, Given.Events(8, 1)))).Fault.ShouldBe(JournalFault.Corrupt);
    }

    [Fact]
    public async Task A_database_that_lost_acknowledged_events_is_not_written_to()
    {
        for (var n = 0; n < 5; n++) await Journal.AppendAsync($"s{n}", 0, Given.Events(n, 1));
        await Trigger.ExecuteAsync(_store.ConnectionString, "DELETE FROM events WHERE position > 3");
        await EndWriterAsync();

        await Should.ThrowAsync<JournalOutcomeUnknownException>(async () => await Journal.AppendAsync("a", 0, Given.Events(8, 1)));
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await Journal.AppendAsync("a", 0, Given.Events(8, 1)))).Fault.ShouldBe(JournalFault.Corrupt);

        await _store.ReopenAsync();
        (await Journal.AppendAsync("a", 0, Given.Events(8, 1))).Position.ShouldBe(4);
    }

    [Fact]
    public async Task Reads_survive_that_all_their_connections_were_cut()
    {
        await Journal.AppendAsync("s", 0, Given.Events(0, 3));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Journal.ReadStreamAsync("s", 0, 10).AsTask()));
        await Trigger.ExecuteAsync(_store.ConnectionString, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%-reader'");
        (await Journal.ReadStreamAsync("s", 0, 10, TestContext.Current.CancellationToken)).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Database=y", JournalFault.Unreachable)]
    [InlineData("Host=nowhere.invalid;Username=x;Database=y", JournalFault.Unreachable)]
    [InlineData("Database=nowhere", JournalFault.Unreachable)]
    [InlineData("Search Path=nowhere", JournalFault.Incompatible)]
    public void A_database_that_cannot_be_opened_says_why(string changed, JournalFault fault)
    {
        var connectionString = changed.StartsWith("Host", StringComparison.Ordinal) ? changed : $"{_store.ConnectionString};{changed}";
        var options = PostgresStore.OptionsOf(connectionString) with { ConnectWait = TimeSpan.FromMilliseconds(300) };
        Should.Throw<JournalUnavailableException>(() => PostgresJournal.Open(options)).Fault.ShouldBe(fault);
    }

    [Theory]
    [InlineData("53100", JournalFault.Full)]
    [InlineData("53200", JournalFault.Overloaded)]
    [InlineData("53300", JournalFault.Overloaded)]
    [InlineData("25006", JournalFault.ReadOnly)]
    [InlineData("42501", JournalFault.ReadOnly)]
    [InlineData("XX001", JournalFault.Corrupt)]
    [InlineData("XX002", JournalFault.Corrupt)]
    [InlineData("42P01", JournalFault.Incompatible)]
    [InlineData("55P03", JournalFault.Overloaded)]
    [InlineData("57014", JournalFault.Overloaded)]
    [InlineData("58030", JournalFault.Unreachable)]
    [InlineData("40P01", JournalFault.Unreachable)]
    public void Every_error_of_the_server_has_its_place_among_the_faults(string sqlState, JournalFault fault) => PostgresFailure.Fault(sqlState).ShouldBe(fault);

    private Task EndWriterAsync() => Trigger.ExecuteAsync(
        _store.ConnectionString, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%-writer'");

    private static NewEvent Event(int number, string type) => Given.Event(number) with { Type = type };
}

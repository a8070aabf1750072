using OrleansStore.Journal.Sqlite;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Sqlite;

public sealed class SqliteFaultTests : IAsyncDisposable
{
    private readonly SqliteStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task On_a_full_disk_appends_fail_with_Full_reads_go_on_and_space_heals_it()
    {
        var journal = _store.Sqlite;
        await journal.AppendAsync("s", 0, Given.Events(0, 10));
        journal.Commits!.BeforeBatch = db => db.Execute($"PRAGMA max_page_count = {db.Scalar("PRAGMA page_count") + 1}");
        var large = Given.Event(1) with { Payload = new byte[100_000] };

        var appends = Enumerable.Range(0, 20).Select(n => journal.AppendAsync($"large{n}", 0, [large]).AsTask()).ToList();
        foreach (var append in appends) (await Should.ThrowAsync<JournalUnavailableException>(() => append)).Fault.ShouldBe(JournalFault.Full);

        journal.Head.ShouldBe(10);
        (await journal.ReadStreamAsync("s", 0, 100, TestContext.Current.CancellationToken)).Count.ShouldBe(10);
        (await journal.ReadStreamAsync("large0", 0, 100, TestContext.Current.CancellationToken)).ShouldBeEmpty();

        journal.Commits.BeforeBatch = db => db.Execute("PRAGMA max_page_count = 1000000");
        (await journal.AppendAsync("large0", 0, [large])).ShouldBe(new AppendResult(AppendOutcome.Appended, 1, 11));
        (await journal.AppendAsync("s", 10, Given.Events(10, 1))).ShouldBe(new AppendResult(AppendOutcome.Appended, 11, 12));
        (await (await _store.ReopenAsync()).ReadEverythingAsync()).Count.ShouldBe(12);
    }

    [Fact]
    public async Task Names_first_used_in_a_batch_that_failed_are_stored_with_the_next()
    {
        var journal = _store.Sqlite;
        journal.Commits!.BeforeCommit = _ => throw new SqliteFailure(SqliteFailure.Full, "injected");
        await Should.ThrowAsync<JournalUnavailableException>(async () => await journal.AppendAsync(Given.Stream(1), 0, Given.Events(0, 1)));
        journal.Commits.BeforeCommit = null;
        await journal.AppendAsync(Given.Stream(2, "cart"), 0, [Given.Event(1) with { Type = "another.v1", Actor = "guest" }]);
        await journal.AppendAsync(Given.Stream(1), 0, Given.Events(2, 1));

        await _store.ReopenAsync();

        var all = await _store.Journal.ReadEverythingAsync();
        all[0].ShouldBe(Given.Event(1) with { Type = "another.v1", Actor = "guest" }, Given.Stream(2, "cart"), 1);
        all[1].ShouldBe(Given.Event(2), Given.Stream(1), 1);
    }

    [Fact]
    public async Task An_input_output_error_in_the_commit_is_an_unknown_outcome_and_elsewhere_a_known_one()
    {
        var commits = _store.Sqlite.Commits!;
        commits.BeforeCommit = _ => throw new SqliteFailure(SqliteFailure.InputOutputSync, "injected");
        await Should.ThrowAsync<JournalOutcomeUnknownException>(async () => await _store.Journal.AppendAsync("s", 0, Given.Events(0, 1)));
        commits.BeforeCommit = null;
        commits.BeforeBatch = _ => throw new SqliteFailure(SqliteFailure.InputOutputRead, "injected");
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await _store.Journal.AppendAsync("s", 0, Given.Events(0, 1)))).Fault.ShouldBe(JournalFault.Unreachable);
        commits.BeforeBatch = null;
        (await _store.Journal.AppendAsync("s", 0, Given.Events(0, 1))).Outcome.ShouldBe(AppendOutcome.Appended);
    }

    [Fact]
    public async Task A_file_marked_read_only_is_read_but_not_written()
    {
        await _store.Journal.AppendAsync("s", 0, Given.Events(0, 3));
        await _store.Journal.SaveSnapshotAsync("s", new Snapshot(3, 3, "t", new byte[] { 1 }));
        await _store.CloseAsync();
        File.SetAttributes(_store.File, FileAttributes.ReadOnly);

        _store.Journal.Head.ShouldBe(3);
        (await _store.Journal.ReadEverythingAsync()).Count.ShouldBe(3);
        (await _store.Journal.ReadStreamAsync("s", 0, 10, TestContext.Current.CancellationToken)).Count.ShouldBe(3);
        (await _store.Journal.ReadSnapshotAsync("s", TestContext.Current.CancellationToken))!.Version.ShouldBe(3);
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await _store.Journal.AppendAsync("s", 3, Given.Events(3, 1)))).Fault.ShouldBe(JournalFault.ReadOnly);
        await _store.CloseAsync();

        File.SetAttributes(_store.File, FileAttributes.Normal);
        (await _store.Journal.AppendAsync("s", 3, Given.Events(3, 1))).Outcome.ShouldBe(AppendOutcome.Appended);
    }

    [Fact]
    public void A_file_that_is_no_database_is_Corrupt()
    {
        File.WriteAllText(_store.File, string.Concat(Enumerable.Repeat("this is not a database. ", 1_000)));
        Should.Throw<JournalUnavailableException>(() => _store.Journal).Fault.ShouldBe(JournalFault.Corrupt);
    }

    [Fact]
    public async Task Damaged_pages_are_Corrupt_to_those_who_need_them_and_to_nobody_else()
    {
        for (var n = 0; n < 300; n++) await _store.Journal.AppendAsync(Given.Stream(n), 0, [Given.Event(n) with { Payload = new byte[500] }]);
        await _store.CloseAsync();
        using (var file = File.OpenHandle(_store.File, FileMode.Open, FileAccess.Write))
        {
            var pages = RandomAccess.GetLength(file) / 4_096;
            for (var page = pages / 2; page < pages - 3; page++) RandomAccess.Write(file, Enumerable.Repeat((byte)0xA5, 4_096).ToArray(), page * 4_096);
        }

        (await _store.Journal.ReadAllAsync(0, 5, TestContext.Current.CancellationToken)).Count.ShouldBe(5);
        (await Should.ThrowAsync<JournalUnavailableException>(() => _store.Journal.ReadEverythingAsync())).Fault.ShouldBe(JournalFault.Corrupt);
        (await Should.ThrowAsync<JournalUnavailableException>(() => _store.Journal.ReadEverythingAsync())).Fault.ShouldBe(JournalFault.Corrupt);
    }

    [Fact]
    public async Task A_newer_schema_version_stops_the_start_and_says_so()
    {
        await _store.Journal.AppendAsync("s", 0, Given.Events(0, 1));
        await _store.CloseAsync();
        using (var database = SqliteDatabase.Open(_store.File, readOnly: false, 1 << 20, TimeSpan.Zero)) database.Execute("PRAGMA user_version = 99");

        var refused = Should.Throw<JournalUnavailableException>(() => _store.Journal);
        refused.Fault.ShouldBe(JournalFault.Incompatible);
        refused.Message.ShouldContain("schema version 99");
    }

    [Fact]
    public void Another_programs_database_is_left_alone()
    {
        using (var database = SqliteDatabase.Open(_store.File, readOnly: false, 1 << 20, TimeSpan.Zero)) database.Execute("CREATE TABLE theirs(x)");
        Should.Throw<JournalUnavailableException>(() => _store.Journal).Fault.ShouldBe(JournalFault.Incompatible);
    }

    [Fact]
    public async Task Another_programs_write_lock_makes_appends_fail_with_Locked_until_it_is_gone()
    {
        await _store.Journal.AppendAsync("s", 0, Given.Events(0, 1));
        using (var shell = SqliteDatabase.Open(_store.File, readOnly: false, 1 << 20, TimeSpan.Zero))
        {
            shell.Execute("BEGIN IMMEDIATE");
            (await Should.ThrowAsync<JournalUnavailableException>(async () => await _store.Journal.AppendAsync("s", 1, Given.Events(1, 1)))).Fault.ShouldBe(JournalFault.Locked);
            (await _store.Journal.ReadEverythingAsync()).Count.ShouldBe(1);
            shell.Execute("ROLLBACK");
        }

        (await _store.Journal.AppendAsync("s", 1, Given.Events(1, 1))).Outcome.ShouldBe(AppendOutcome.Appended);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_Unreachable()
    {
        await File.WriteAllTextAsync(_store.File, "", TestContext.Current.CancellationToken);
        var below = new SqliteJournalOptions { Path = Path.Combine(_store.File, "below", "journal.db") };
        Should.Throw<JournalUnavailableException>(() => SqliteJournal.Open(below)).Fault.ShouldBe(JournalFault.Unreachable);
        File.Delete(_store.File);
    }
}

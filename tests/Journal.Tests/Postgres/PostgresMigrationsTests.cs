using Npgsql;
using OrleansStore.Journal.Postgres;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Postgres;

public sealed class PostgresMigrationsTests : IAsyncDisposable
{
    private readonly PostgresStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Ten_that_start_at_once_on_an_empty_database_all_succeed()
    {
        var options = PostgresStore.OptionsOf(_store.ConnectionString) with { Exclusive = false };
        var journals = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Factory.StartNew(
            () => PostgresJournal.Open(options), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        (await Task.WhenAll(journals.Select((journal, n) => journal.AppendAsync($"s{n}", 0, Given.Events(n, 1)).AsTask()))).ShouldAllBe(r => r.Outcome == AppendOutcome.Appended);
        foreach (var journal in journals) await journal.DisposeAsync();
        (await Trigger.AskAsync<long>(_store.ConnectionString, "SELECT count(*) FROM schema_versions")).ShouldBe(1);
    }

    [Fact]
    public async Task A_newer_schema_version_stops_the_start_and_says_so()
    {
        await _store.Journal.AppendAsync("s", 0, Given.Events(0, 1));
        await _store.CloseAsync();
        await Trigger.ExecuteAsync(_store.ConnectionString, "INSERT INTO schema_versions (component, version) VALUES ('journal', 99)");

        var refused = Should.Throw<JournalUnavailableException>(() => _store.Journal);
        refused.Fault.ShouldBe(JournalFault.Incompatible);
        refused.Message.ShouldContain("schema version 99");
    }

    [Fact]
    public async Task What_an_operator_applied_by_hand_needs_no_right_to_create_anything()
    {
        var role = $"shop{Environment.ProcessId}_{Guid.NewGuid():N}";
        await Trigger.ExecuteAsync(_store.ConnectionString, $"REVOKE CREATE ON SCHEMA public FROM public; CREATE ROLE {role} LOGIN");
        await using var limited = new PostgresStore($"{_store.ConnectionString};Username={role}");
        var refused = Should.Throw<JournalUnavailableException>(() => limited.Journal);
        refused.Fault.ShouldBe(JournalFault.Incompatible);
        refused.Message.ShouldContain("deploy/postgres/journal/0001_journal.sql");

        foreach (var script in PostgresOpening.Scripts) await Trigger.ExecuteAsync(_store.ConnectionString, script.Sql);
        await Trigger.ExecuteAsync(_store.ConnectionString, $"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}; GRANT INSERT ON events TO {role}");
        (await limited.Journal.AppendAsync("s", 0, Given.Events(0, 1))).Outcome.ShouldBe(AppendOutcome.Appended);
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await limited.Rows.UpsertRowAsync("t", "k", new byte[] { 1 }))).Fault.ShouldBe(JournalFault.ReadOnly);
        await limited.CloseAsync();
        await Trigger.ExecuteAsync(_store.ConnectionString, $"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [Fact]
    public async Task Another_programs_tables_are_left_alone()
    {
        await Trigger.ExecuteAsync(_store.ConnectionString, "CREATE TABLE events(theirs int)");
        Should.Throw<JournalUnavailableException>(() => _store.Journal).Fault.ShouldBe(JournalFault.Incompatible);
        (await Trigger.AskAsync<bool>(_store.ConnectionString, "SELECT to_regclass('schema_versions') IS NULL")).ShouldBeTrue();
    }

    [Fact]
    public async Task Components_are_brought_up_step_by_step_and_a_step_that_fails_leaves_nothing()
    {
        _ = _store.Journal;
        await using var connection = new NpgsqlConnection(_store.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        PostgresScript first = new(1, "0001.sql", "CREATE TABLE mine(a int); INSERT INTO schema_versions VALUES ('mine', 1);");
        PostgresScript broken = new(2, "0002.sql", "ALTER TABLE mine ADD b int; SELECT 1 / 0; INSERT INTO schema_versions VALUES ('mine', 2);");
        PostgresScript whole = new(2, "0002.sql", "ALTER TABLE mine ADD b int; INSERT INTO schema_versions VALUES ('mine', 2);");

        Should.Throw<PostgresException>(() => PostgresMigrations.Apply(connection, "mine", [first, broken]));
        PostgresMigrations.Apply(connection, "mine", [first, whole]);
        PostgresMigrations.Apply(connection, "mine", [first, whole]);
        (await Trigger.AskAsync<long>(_store.ConnectionString, "SELECT count(b) + (SELECT max(version) FROM schema_versions WHERE component = 'mine') FROM mine")).ShouldBe(2);
    }

    [Fact]
    public async Task People_read_the_journal_in_a_view()
    {
        await _store.Journal.AppendAsync("s", 0, [Given.Event(7), Given.Event(8) with { Payload = new byte[] { 0, 255 } }]);
        (await Trigger.AskAsync<string>(_store.ConnectionString, "SELECT payload FROM journal WHERE version = 1")).ShouldBe("{\"number\":7}");
        (await Trigger.AskAsync<string>(_store.ConnectionString, "SELECT payload FROM journal WHERE version = 2")).ShouldBe("\\000\\377");
        (await Trigger.AskAsync<DateTime>(_store.ConnectionString, "SELECT time FROM journal WHERE version = 1")).ShouldBe(Given.Start.UtcDateTime);
    }
}

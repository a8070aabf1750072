using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Sqlite;
using OrleansStore.Journal.Tests.Contract;
using OrleansStore.Journal.Tests.Memory;
using OrleansStore.Journal.Tests.Sqlite;

namespace OrleansStore.Journal.Tests;

public sealed class ResolveTests
{
    private readonly ManualTime _time = new();
    private readonly ScriptedFaults _faults = new();
    private readonly NewEvent[] _events = Given.Events(0, 2);

    [Fact]
    public async Task A_lost_reply_is_found_to_be_written()
    {
        _faults.After.Enqueue(FateAfterWrite.LoseReply);
        var journal = Instant();
        (await Resolve(journal)).ShouldBe(new AppendResult(AppendOutcome.Appended, 2, 2));
        journal.Head.ShouldBe(2);
    }

    [Fact]
    public async Task A_lost_write_is_written_by_the_next_attempt()
    {
        _faults.Before.Enqueue(FateBeforeWrite.LoseWrite);
        _faults.Before.Enqueue(FateBeforeWrite.LoseWrite);
        var journal = Instant();
        (await Resolve(journal)).ShouldBe(new AppendResult(AppendOutcome.Appended, 2, 2));
        journal.Head.ShouldBe(2);
    }

    [Fact]
    public async Task A_write_that_lands_late_is_not_written_twice()
    {
        for (var latency = 1; latency < 60; latency++)
        {
            _faults.Before.Enqueue(FateBeforeWrite.LandLate);
            var commits = 0;
            // The late write's own commit takes longer and longer: it lands before, between and after the reads.
            var journal = new MemoryJournal(null, new MemoryJournalOptions
            {
                Time = _time,
                CommitLatency = () => TimeSpan.FromMilliseconds(commits++ == 1 ? latency : 1),
                Faults = _faults,
            });
            (await Resolve(journal)).ShouldBe(new AppendResult(AppendOutcome.Appended, 2, 2));
            while (_time.MoveOn())
            {
            }

            journal.Head.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Other_events_at_that_version_are_a_conflict_with_the_version_found()
    {
        var journal = Instant();
        await journal.AppendAsync("s", 0, Given.Events(50, 5));
        _faults.Before.Enqueue(FateBeforeWrite.LoseWrite);
        (await Resolve(journal)).ShouldBe(new AppendResult(AppendOutcome.Conflict, 5, 0));
        (await Resolve(journal)).ShouldBe(new AppendResult(AppendOutcome.Conflict, 5, 0));
    }

    [Fact]
    public async Task What_stays_unknown_is_said_to_be_unknown()
    {
        for (var n = 0; n < 4; n++) _faults.Before.Enqueue(FateBeforeWrite.LoseWrite);
        await Should.ThrowAsync<JournalOutcomeUnknownException>(() => Resolve(Instant()));
    }

    [Fact]
    public async Task A_refusal_after_an_unknown_attempt_leaves_the_outcome_unknown()
    {
        _faults.Before.Enqueue(FateBeforeWrite.LoseWrite);
        for (var n = 0; n < 3; n++) _faults.Before.Enqueue(FateBeforeWrite.Unavailable);
        await Should.ThrowAsync<JournalOutcomeUnknownException>(() => Resolve(Instant()));
    }

    [Fact]
    public async Task What_cannot_be_read_after_an_unknown_attempt_stays_unknown()
    {
        _faults.After.Enqueue(FateAfterWrite.LoseReply);
        _faults.ReadsFail = true;
        await Should.ThrowAsync<JournalOutcomeUnknownException>(() => Resolve(Instant()));
    }

    [Fact]
    public async Task A_refusal_at_the_first_attempt_is_a_refusal()
    {
        _faults.Before.Enqueue(FateBeforeWrite.Unavailable);
        await Should.ThrowAsync<JournalUnavailableException>(() => Resolve(Instant()));
    }

    [Fact]
    public async Task A_failed_sync_of_SQLite_is_resolved()
    {
        await using var store = new SqliteStore();
        var failures = 2;
        store.Sqlite.Commits!.BeforeCommit = _ =>
        {
            if (failures-- > 0) throw new SqliteFailure(SqliteFailure.InputOutputSync, "injected");
        };
        (await Resolve(store.Journal)).ShouldBe(new AppendResult(AppendOutcome.Appended, 2, 2));
        store.Journal.Head.ShouldBe(2);
    }

    private MemoryJournal Instant() => new(null, new MemoryJournalOptions { Faults = _faults });

    private async Task<AppendResult> Resolve(IJournal journal)
    {
        var resolving = AppendAsync(journal);
        while (!resolving.IsCompleted)
        {
            if (!_time.MoveOn()) await Task.Yield();
        }

        return await resolving;
    }

    private async Task<AppendResult> AppendAsync(IJournal journal)
    {
        try
        {
            return await journal.AppendAsync("s", 0, _events);
        }
        catch (JournalOutcomeUnknownException e)
        {
            return await journal.ResolveAsync(e, "s", 0, _events, _time);
        }
    }
}

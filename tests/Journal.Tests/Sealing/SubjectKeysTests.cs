using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Sealing;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Sealing;

public sealed class SubjectKeysTests
{
    private static readonly Guid _ada = Given.Id(1);

    private readonly MemoryDisk _disk = new() { IsShared = true };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_made_once_and_found_by_every_process()
    {
        var (one, two) = (Keys(1), Keys(1));
        (await two.FindAsync(_ada)).Present.ShouldBeNull();
        var key = (await one.GetOrMakeAsync(_ada))!;
        (await one.GetOrMakeAsync(_ada))!.Id.ShouldBe(key.Id);
        (await two.GetOrMakeAsync(_ada))!.Id.ShouldBe(key.Id);
        (await Keys(1).GetOrMakeAsync(Given.Id(2)))!.Id.ShouldNotBe(key.Id);
    }

    [Fact]
    public async Task Two_processes_that_make_a_key_at_the_same_time_open_what_the_other_sealed()
    {
        var (one, two) = (Keys(1), Keys(1));
        await Task.WhenAll(one.GetOrMakeAsync(_ada).AsTask(), two.GetOrMakeAsync(_ada).AsTask());
        var ring = await Keys(1).ReadAsync(_ada);
        foreach (var keys in new[] { one, two }) ring.Find((await keys.FindAsync(_ada)).Present!.Id).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_many_who_ask_a_process_at_once_one_makes_the_key_and_many_processes_keys_are_all_found()
    {
        var one = Keys(1);
        var same = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => one.GetOrMakeAsync(_ada).AsTask()));
        same.Select(k => k!.Id).Distinct().ShouldHaveSingleItem();
        (await RowsAsync()).Count.ShouldBe(1);

        // As if twenty had made theirs before they heard of each other.
        await using var journal = new MemoryJournal(_disk);
        for (byte n = 1; n <= 20; n++)
            await journal.UpsertRowAsync(SubjectKeys.Table, $"{_ada:N}.{Sealing.KeyOf(n).Id:x8}", Sealing.Master(1).Lock([.. Enumerable.Repeat(n, SealingKey.Size)], _ada.ToByteArray()));
        var ring = await Keys(1).ReadAsync(_ada);
        for (byte n = 1; n <= 20; n++) ring.Find(Sealing.KeyOf(n).Id).ShouldNotBeNull();
        await Keys(1).DestroyAsync(_ada);
        (await RowsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_a_process_died_over_while_it_was_destroyed_is_gone_with_the_next_start()
    {
        await Keys(1).GetOrMakeAsync(_ada);
        var row = (await RowsAsync())[0];
        await Keys(1).DestroyAsync(_ada);
        await using (var journal = new MemoryJournal(_disk)) await journal.UpsertRowAsync(SubjectKeys.Table, row.Key, row.Value);
        (await Keys(1).GetOrMakeAsync(_ada)).ShouldBeNull();
        await Keys(1).RelockAsync(cancellation: Cancellation);
        (await RowsAsync()).ShouldHaveSingleItem().Key.ShouldEndWith("!");
    }

    [Fact]
    public async Task Destroyed_keys_are_gone_for_good_and_for_every_process()
    {
        var time = new MovingTime();
        var (one, two) = (Keys(1, time: time), Keys(1, time: time));
        await one.GetOrMakeAsync(_ada);
        await two.GetOrMakeAsync(_ada);

        var at = await one.DestroyAsync(_ada);
        (await one.GetOrMakeAsync(_ada)).ShouldBeNull();
        time.Move(SubjectKeys.Remembered);
        (await two.GetOrMakeAsync(_ada)).ShouldBeNull();
        (await two.DestroyAsync(_ada)).ShouldBe(at);
        (await RowsAsync()).ShouldHaveSingleItem().Key.ShouldBe($"{_ada:N}!");
    }

    [Fact]
    public async Task Keys_are_stored_locked_and_another_master_key_does_not_unlock_them()
    {
        await Keys(1).GetOrMakeAsync(_ada);
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await Keys(2).FindAsync(_ada))).Fault.ShouldBe(JournalFault.Locked);
        // Nor is one subject's key another's.
        var row = (await RowsAsync())[0];
        var other = Given.Id(2);
        await using var journal = new MemoryJournal(_disk);
        await journal.UpsertRowAsync(SubjectKeys.Table, row.Key.Replace($"{_ada:N}", $"{other:N}", StringComparison.Ordinal), row.Value);
        await Should.ThrowAsync<JournalUnavailableException>(async () => await Keys(1).FindAsync(other));
    }

    [Fact]
    public async Task A_new_master_key_takes_over_and_the_old_one_is_not_needed_any_more()
    {
        var before = Keys(1);
        var ids = new List<uint>();
        for (var n = 0; n < 1_200; n++) ids.Add((await before.GetOrMakeAsync(Given.Id(n)))!.Id);
        await before.DestroyAsync(Given.Id(7));

        // Those who do not know the new one yet go on beside.
        var reports = new List<Relocking>();
        var done = await Keys(2, 1).RelockAsync(new Heard(reports), Cancellation);
        done.ShouldBe(new Relocking(1_200, 1_199));
        reports.Count.ShouldBe(3);

        var after = Keys(2);
        for (var n = 0; n < 1_200; n++) (await after.FindAsync(Given.Id(n))).Present?.Id.ShouldBe(ids[n]);
        (await after.FindAsync(Given.Id(7))).DestroyedAt.ShouldNotBeNull();
        (await after.RelockAsync(cancellation: Cancellation)).ShouldBe(new Relocking(1_200, 0));
        await Should.ThrowAsync<JournalUnavailableException>(async () => await Keys(1).FindAsync(_ada));
    }

    [Fact]
    public async Task What_is_destroyed_while_it_is_locked_anew_stays_destroyed()
    {
        for (var round = 0; round < 50; round++)
        {
            var subject = Given.Id(round);
            await Keys(1).GetOrMakeAsync(subject);
            await Task.WhenAll(Keys(2, 1).RelockAsync(cancellation: Cancellation), Keys(2, 1).DestroyAsync(subject).AsTask());
            (await Keys(2, 1).GetOrMakeAsync(subject)).ShouldBeNull();
        }

        (await RowsAsync()).ShouldAllBe(row => row.Key.EndsWith('!'));
    }

    private SubjectKeys Keys(byte master, byte? other = null, TimeProvider? time = null) =>
        Sealing.Keys(new MemoryJournal(_disk), other is { } o ? Sealing.Master(master, o) : Sealing.Master(master), time);

    private async Task<IReadOnlyList<DurableRow>> RowsAsync()
    {
        await using var journal = new MemoryJournal(_disk);
        return await journal.ReadRowsAsync(SubjectKeys.Table, Cancellation);
    }

    private sealed class Heard(List<Relocking> reports) : IProgress<Relocking>
    {
        public void Report(Relocking value) => reports.Add(value);
    }

    private sealed class MovingTime : TimeProvider
    {
        private TimeSpan _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _passed.Ticks;

        public void Move(TimeSpan by) => _passed += by;
    }
}

using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Tests.Contract;

namespace OrleansStore.Journal.Tests.Memory;

public sealed class MemoryCrashTests
{
    private readonly MemoryDisk _disk = new();
    private readonly ManualTime _time = new();
    private readonly ScriptedFaults _faults = new();

    [Fact]
    public void Appends_that_come_while_a_commit_runs_share_the_next()
    {
        var journal = Open();
        var first = journal.AppendAsync("a", 0, Given.Events(0, 1));
        var second = journal.AppendAsync("b", 0, Given.Events(1, 1));
        var third = journal.AppendAsync("c", 0, Given.Events(2, 1));
        first.IsCompleted.ShouldBeFalse();
        journal.Head.ShouldBe(0);

        _time.MoveOn().ShouldBeTrue();
        (first.IsCompleted, second.IsCompleted, third.IsCompleted).ShouldBe((true, false, false));
        _time.MoveOn().ShouldBeTrue();
        (second.IsCompleted, third.IsCompleted).ShouldBe((true, true));
        journal.Head.ShouldBe(3);
        _time.MoveOn().ShouldBeFalse();
    }

    [Fact]
    public void A_crash_loses_what_is_not_synced_and_nobody_gets_an_answer()
    {
        var journal = Open();
        var synced = journal.AppendAsync("a", 0, Given.Events(0, 1));
        _time.MoveOn();
        var unsynced = journal.AppendAsync("a", 1, Given.Events(1, 1));
        var waiting = journal.AppendAsync("b", 0, Given.Events(2, 1));
        journal.Crash();
        var late = journal.AppendAsync("c", 0, Given.Events(3, 1));
        while (_time.MoveOn())
        {
        }

        synced.IsCompletedSuccessfully.ShouldBeTrue();
        (unsynced.IsCompleted, waiting.IsCompleted, late.IsCompleted).ShouldBe((false, false, false));
        journal.ReadAllAsync(0, 10, TestContext.Current.CancellationToken).IsCompleted.ShouldBeFalse();
        Open().Head.ShouldBe(1);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 3)]
    public void A_crash_before_or_after_a_write_loses_or_keeps_the_whole_batch(bool before, int kept)
    {
        var journal = new MemoryJournal(_disk, new MemoryJournalOptions { Time = _time, CommitLatency = () => TimeSpan.FromMilliseconds(1), Faults = _faults });
        var head = journal.AppendAsync("x", 0, Given.Events(0, 1));
        if (before)
        {
            foreach (var fate in new[] { FateBeforeWrite.GoOn, FateBeforeWrite.GoOn, FateBeforeWrite.Crash }) _faults.Before.Enqueue(fate);
        }
        else
        {
            foreach (var fate in new[] { FateAfterWrite.GoOn, FateAfterWrite.GoOn, FateAfterWrite.Crash }) _faults.After.Enqueue(fate);
        }

        var batch = Enumerable.Range(1, 3).Select(n => journal.AppendAsync($"s{n}", 0, Given.Events(n, 1))).ToList();
        while (_time.MoveOn())
        {
        }

        head.IsCompletedSuccessfully.ShouldBeTrue();
        batch.Select(a => a.IsCompleted).ShouldBe(before ? [false, false, false] : [true, false, false]);
        journal.HasCrashed.ShouldBeTrue();
        Open().Head.ShouldBe(1 + kept);
    }

    [Fact]
    public async Task A_refused_write_is_not_written_and_the_batch_goes_on()
    {
        var journal = new MemoryJournal(_disk, new MemoryJournalOptions { Faults = _faults });
        _faults.Before.Enqueue(FateBeforeWrite.Unavailable);
        (await Should.ThrowAsync<JournalUnavailableException>(async () => await journal.AppendAsync("a", 0, Given.Events(0, 1)))).Fault.ShouldBe(JournalFault.Unreachable);
        (await journal.AppendAsync("a", 0, Given.Events(0, 1))).Outcome.ShouldBe(AppendOutcome.Appended);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interleaving_on_one_thread()
    {
        var trace = Interleave(seed: 42);
        trace.Count.ShouldBe(20 * 5);
        Interleave(seed: 42).ShouldBe(trace);
        Interleave(seed: 43).ShouldNotBe(trace);
    }

    private MemoryJournal Open() => new(_disk, new MemoryJournalOptions { Time = _time, CommitLatency = () => TimeSpan.FromMilliseconds(1) });

    /// <summary>Twenty writers and a tailing reader on a loop that picks what runs next.</summary>
    private static List<string> Interleave(int seed)
    {
        var random = new Random(seed);
        var time = new ManualTime();
        var loop = new SeededLoop(random);
        var trace = new List<string>();
        var journal = new MemoryJournal(null, new MemoryJournalOptions { Time = time, CommitLatency = () => TimeSpan.FromMilliseconds(random.Next(1, 5)) });
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(loop);
        try
        {
            for (var writer = 0; writer < 20; writer++) _ = WriteAsync(writer);
            _ = TailAsync();
            do loop.RunAll();
            while (time.MoveOn());
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        return trace;

        async Task WriteAsync(int writer)
        {
            for (var n = 0; n < 5; n++) await journal.AppendAsync($"s{writer}", n, Given.Events(writer * 5 + n, 1));
        }

        async Task TailAsync()
        {
            for (long position = 0; position < 100;)
            {
                await journal.WaitForAppendAsync(position);
                foreach (var e in await journal.ReadAllAsync(position, 7))
                {
                    trace.Add($"{e.Stream}/{e.Version} on {loop.IsHere}");
                    position = e.Position;
                }
            }
        }
    }

    private sealed class SeededLoop(Random random) : SynchronizationContext
    {
        private readonly List<(SendOrPostCallback, object?)> _ready = [];
        private readonly int _thread = Environment.CurrentManagedThreadId;

        public bool IsHere => Environment.CurrentManagedThreadId == _thread;

        public override void Post(SendOrPostCallback d, object? state)
        {
            IsHere.ShouldBeTrue();
            _ready.Add((d, state));
        }

        public void RunAll()
        {
            while (_ready.Count > 0)
            {
                var next = random.Next(_ready.Count);
                var (callback, state) = _ready[next];
                _ready.RemoveAt(next);
                callback(state);
            }
        }
    }
}

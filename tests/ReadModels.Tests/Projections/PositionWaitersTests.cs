using OrleansStore.ReadModels.Projections;

namespace OrleansStore.ReadModels.Tests.Projections;

public sealed class PositionWaitersTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();
    private readonly Arrival _arrival = new();
    private readonly PositionWaiters _waiters;

    public PositionWaitersTests() => _waiters = new PositionWaiters(_time, _arrival);

    [Fact]
    public async Task A_position_already_reached_is_not_waited_for()
    {
        _waiters.Advance(5);
        (await Wait(5)).ShouldBeTrue();
        (await Wait(0)).ShouldBeTrue();
        _time.Timers.ShouldBe(0);
    }

    [Fact]
    public async Task Each_waiter_goes_on_when_its_own_position_is_reached()
    {
        var waits = Enumerable.Range(1, 100).Reverse().Select(p => (Position: p, Done: Wait(p))).ToList();
        _arrival.SomebodyWaits.IsCompleted.ShouldBeTrue();
        _waiters.Advance(40);
        foreach (var (position, done) in waits) done.IsCompleted.ShouldBe(position <= 40, $"position {position}");
        _waiters.Advance(100);
        foreach (var (_, done) in waits) (await done).ShouldBeTrue();
        _time.Timers.ShouldBe(0);
        _waiters.Wanted.ShouldBe(0);
    }

    [Fact]
    public async Task The_highest_position_waited_for_is_known_until_nobody_waits()
    {
        _waiters.Wanted.ShouldBe(0);
        var waits = new[] { Wait(3), Wait(9), Wait(5) };
        _waiters.Wanted.ShouldBe(9);
        _waiters.Advance(5);
        _waiters.Wanted.ShouldBe(9);
        _waiters.Advance(9);
        _waiters.Wanted.ShouldBe(0);
        await Task.WhenAll(waits);
    }

    [Fact]
    public async Task Whoever_waits_too_long_is_told_so()
    {
        var (brief, patient) = (Wait(5), _waiters.WaitAsync(5, 3 * Second, default).AsTask());
        _time.Advance(Second);
        (await brief).ShouldBeFalse();
        patient.IsCompleted.ShouldBeFalse();
        _waiters.Advance(5);
        (await patient).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_timeout_nobody_waits()
    {
        (await _waiters.WaitAsync(1, TimeSpan.Zero, default)).ShouldBeFalse();
        _waiters.Wanted.ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_gives_up_stops_waiting()
    {
        using var giveUp = new CancellationTokenSource();
        var wait = _waiters.WaitAsync(5, Second, giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(wait);
        _time.Timers.ShouldBe(0);
        _waiters.WaitAsync(5, Second, giveUp.Token).IsCanceled.ShouldBeTrue();
    }

    [Fact]
    public async Task Beyond_the_limit_whoever_comes_is_told_at_once_until_others_leave()
    {
        var waits = Enumerable.Range(0, ReadModelLimits.Waiters).Select(_ => Wait(5)).ToList();
        (await Wait(5)).ShouldBeFalse();
        _time.Advance(Second);
        (await Task.WhenAll(waits)).ShouldAllBe(reached => !reached);

        for (var i = 0; i < 2 * ReadModelLimits.Waiters; i++)
        {
            var wait = Wait(5);
            wait.IsCompleted.ShouldBeFalse();
            if (i % 1_000 == 0) _time.Advance(Second);
        }

        _time.Advance(Second);
        var last = Wait(5);
        _waiters.Advance(5);
        (await last).ShouldBeTrue();
    }

    [Fact]
    public async Task Coming_and_going_at_once_leaves_nobody_counted()
    {
        var waiters = new PositionWaiters(TimeProvider.System, new Arrival());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                using var giveUp = new CancellationTokenSource();
                _ = waiters.WaitAsync(5, Second, giveUp.Token);
                giveUp.Cancel();
            }
        })));
        waiters.Advance(1);
        waiters.Wanted.ShouldBe(0);
    }

    private Task<bool> Wait(long position) => _waiters.WaitAsync(position, Second, default).AsTask();
}

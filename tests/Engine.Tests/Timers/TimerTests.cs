namespace OrleansStore.Engine.Tests.Timers;

/// <summary>Timers of grains.</summary>
public sealed class TimerTests(Cluster cluster) : IClassFixture<Cluster>
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);

    private readonly string _name = Guid.NewGuid().ToString();

    private ITimerGrain Grain => cluster.Grains.GetGrain<ITimerGrain>(_name);

    // Orleans: src/Orleans.Runtime/Timers/GrainTimer.cs
    [Fact]
    public async Task A_timer_ticks_again_and_again_in_turns_of_its_grain()
    {
        await Grain.Start(TimeSpan.Zero, Soon);
        await Patience.Until(async () => await Grain.Ticks() >= 3);
        await Patience.Until(async () => await Grain.TickSawItsActivation());
    }

    // Orleans: src/Orleans.Runtime/Timers/GrainTimer.cs (OnTickCompleted with an infinite period)
    [Fact]
    public async Task A_timer_without_a_period_ticks_once_and_again_when_it_is_changed()
    {
        await Grain.Start(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await Patience.Until(async () => await Grain.Ticks() == 1);
        await Grain.Change(Soon, Timeout.InfiniteTimeSpan);
        await Patience.Until(async () => await Grain.Ticks() == 2);
    }

    // Orleans: src/Orleans.Runtime/Timers/GrainTimer.cs (OnCallbackException)
    [Fact]
    public async Task A_tick_that_throws_does_not_end_the_timer()
    {
        await Grain.StartFailing();
        await Patience.Until(async () => await Grain.Ticks() >= 3);
    }

    // Orleans: src/Orleans.Runtime/Timers/GrainTimer.cs (IsAlwaysInterleave = false)
    [Fact]
    public async Task A_tick_waits_for_the_running_request()
    {
        var gate = Gate.Of(_name);
        await Grain.Start(TimeSpan.FromMilliseconds(200), Soon);
        var running = Grain.TicksDuring(_name);
        await gate.ArrivalAsync();
        await Task.Delay(400, TestContext.Current.CancellationToken);
        gate.Open();
        (await running.Soon()).ShouldBe(0);
        await Patience.Until(async () => await Grain.Ticks() > 0);
    }

    // Orleans: src/Orleans.Runtime/Timers/GrainTimer.cs (a tick is a request)
    [Fact]
    public async Task A_request_waits_for_a_tick_that_does_not_interleave()
    {
        var gate = Gate.Of(_name);
        await Grain.StartInGate(_name, interleave: false);
        await gate.ArrivalAsync();
        var request = Grain.Ticks();
        await cluster.Grains.GetGrain<ITimerGrain>(_name + "-other").Ticks();
        request.IsCompleted.ShouldBeFalse();
        gate.Open();
        (await request.Soon()).ShouldBe(1);
    }

    // Orleans: src/Orleans.Runtime/Timers/GrainTimer.cs (IsAlwaysInterleave)
    [Fact]
    public async Task A_request_runs_during_a_tick_that_interleaves()
    {
        var gate = Gate.Of(_name);
        await Grain.StartInGate(_name, interleave: true);
        await gate.ArrivalAsync();
        (await Grain.Ticks().Soon()).ShouldBe(1);
        gate.Open();
    }

    // Orleans: src/Orleans.Runtime/Timers/GrainTimer.cs (Dispose)
    [Fact]
    public async Task A_disposed_timer_ticks_no_more()
    {
        await Grain.Start(TimeSpan.Zero, Soon);
        await Patience.Until(async () => await Grain.Ticks() >= 1);
        await Grain.Stop();
        var ticks = await Grain.Ticks();
        await Task.Delay(100, TestContext.Current.CancellationToken);
        (await Grain.Ticks()).ShouldBe(ticks);
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (DisposeTimers)
    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        await Grain.Start(Soon, Soon);
        await Grain.Leave();
        (await Grain.Ticks().Soon()).ShouldBe(0);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        (await Grain.Ticks()).ShouldBe(0);
    }

    // Orleans: src/Orleans.Runtime/Timers/GrainTimer.cs (ValidateArguments)
    [Fact]
    public async Task A_negative_time_is_refused() =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Grain.Start(TimeSpan.FromSeconds(-5), Soon));
}

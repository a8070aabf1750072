using Orleans.Configuration;
using OrleansStore.Engine.Tests.Calls;
using OrleansStore.Engine.Tests.Lifecycle;
using OrleansStore.Engine.Tests.Reminders;
using OrleansStore.Engine.Tests.Timers;

namespace OrleansStore.Engine.Tests.Embedded;

/// <summary>Whatever the engine does in time, it does by the clock it is given.</summary>
public sealed class TimeTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly string _name = Guid.NewGuid().ToString();
    private readonly World _world = new(new VirtualTime(), null, silo => silo.Configure<GrainCollectionOptions>(options =>
    {
        options.CollectionAge = TimeSpan.FromMinutes(10);
        options.CollectionQuantum = TimeSpan.FromMinutes(1);
    }));

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_caller_waits_for_the_response_timeout_and_at_most_a_second_more()
    {
        var call = _world.Client.GetGrain<IInterleaveGrain>(_name).Wait(_name);
        _world.Time.Advance(TimeSpan.FromSeconds(29));
        call.IsCompleted.ShouldBeFalse();
        _world.Time.Advance(2 * Second);
        await Should.ThrowAsync<TimeoutException>(() => call.Soon());
        Gate.Of(_name).Open();
        (await _world.Client.GetGrain<IInterleaveGrain>(_name).Touch().Soon()).ShouldBe(2);
    }

    [Fact]
    public async Task A_grain_is_collected_when_it_was_idle_for_its_age_and_not_before()
    {
        var grain = _world.Client.GetGrain<ILifeGrain>(_name);
        await grain.Count();
        _world.Time.Advance(TimeSpan.FromMinutes(9));
        await grain.Count();
        _world.Time.Advance(TimeSpan.FromMinutes(9));
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Lives.Of(_name).ShouldBe(["activate"]);
        _world.Time.Advance(TimeSpan.FromMinutes(3));
        await Patience.Until(() => Task.FromResult(Lives.Of(_name).Length == 2));
        Lives.Of(_name).ShouldBe(["activate", "ActivationIdle"]);
        _world.Engine.ActivationCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_grain_timer_ticks_by_the_engines_clock()
    {
        var grain = _world.Client.GetGrain<ITimerGrain>(_name);
        await grain.Start(5 * Second, 10 * Second);
        _world.Time.Advance(TimeSpan.FromSeconds(4.9));
        (await grain.Ticks()).ShouldBe(0);
        for (var ticks = 1; ticks <= 3; ticks++)
        {
            _world.Time.Advance(10 * Second);
            var expected = ticks;
            await Patience.Until(async () => await grain.Ticks() == expected);
        }
    }

    [Fact]
    public async Task A_reminder_comes_again_every_period()
    {
        var grain = _world.Client.GetGrain<IReminderGrain>(_name);
        await grain.Register("r", Second, TimeSpan.FromHours(1));
        _world.Time.Advance(2 * Second);
        await Patience.Until(async () => (await grain.Received()).Length == 1);
        _world.Time.Advance(TimeSpan.FromHours(1));
        await Patience.Until(async () => (await grain.Received()).Length == 1);
        await grain.Unregister("r");
        _world.Time.Advance(TimeSpan.FromHours(5));
        await Task.Delay(50, TestContext.Current.CancellationToken);
        (await grain.Received()).Length.ShouldBeLessThanOrEqualTo(2);
    }
}

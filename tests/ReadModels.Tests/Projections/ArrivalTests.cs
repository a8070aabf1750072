using OrleansStore.ReadModels.Projections;

namespace OrleansStore.ReadModels.Tests.Projections;

/// <summary>That somebody waits is told once, for whichever projection.</summary>
public sealed class ArrivalTests
{
    [Fact]
    public void Who_waits_is_told_of_until_nobody_does()
    {
        var (arrival, waited) = (new Arrival(), false);
        arrival.SomebodyWaits.IsCompleted.ShouldBeFalse();
        arrival.SomebodyWaits.ShouldBeSameAs(arrival.SomebodyWaits);

        waited = true;
        arrival.Happened();
        arrival.SomebodyWaits.IsCompleted.ShouldBeTrue();
        arrival.Rearm(() => waited);
        arrival.SomebodyWaits.IsCompleted.ShouldBeTrue();

        waited = false;
        arrival.Rearm(() => waited);
        arrival.SomebodyWaits.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void Who_comes_while_it_is_made_ready_is_not_overlooked()
    {
        var (arrival, asked) = (new Arrival(), 0);
        arrival.Happened();
        // Nobody at the first look; somebody came before the second, and told the task of before.
        arrival.Rearm(() => ++asked == 2);
        arrival.SomebodyWaits.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task All_projections_tell_the_same()
    {
        var time = new ManualTime();
        var waiters = new ProjectionWaiters(["one", "two"], time);
        var somebody = waiters.SomebodyWaits;
        var waits = waiters.Of("two").WaitAsync(3, TimeSpan.FromSeconds(1), default).AsTask();
        await somebody;
        waiters.Wanted.ShouldBe(3);
        time.Advance(TimeSpan.FromSeconds(1));
        (await waits).ShouldBeFalse();
        foreach (var name in (string[])["one", "two"]) waiters.Of(name).Advance(1);
        waiters.Advance([]);
        waiters.SomebodyWaits.IsCompleted.ShouldBeFalse();
    }
}

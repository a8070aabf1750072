namespace OrleansStore.Simulation.Tests;

public class RepetitionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(20)]
    [InlineData(123)]
    [InlineData(271)]
    public void The_same_seed_leaves_the_same_trace_twice(int seed)
    {
        var (first, second) = (PurchaseRun.Run((ulong)seed), PurchaseRun.Run((ulong)seed));

        second.TraceHash.ShouldBe(first.TraceHash);
        second.Steps.ShouldBe(first.Steps);
        second.ToString().ShouldBe(first.ToString());
    }

    [Fact]
    public void Seeds_that_run_at_the_same_time_leave_the_traces_that_they_leave_alone()
    {
        ulong[] seeds = [3, 5, 8, 13, 21, 34];
        var together = seeds.AsParallel().AsOrdered().WithDegreeOfParallelism(seeds.Length).Select(seed => PurchaseRun.Run(seed).TraceHash).ToList();

        together.ShouldBe(seeds.Select(seed => PurchaseRun.Run(seed).TraceHash));
    }

    [Fact]
    public void Another_seed_leaves_another_trace() =>
        PurchaseRun.Run(2).TraceHash.ShouldNotBe(PurchaseRun.Run(1).TraceHash);

    [Fact]
    public void A_failing_seed_says_how_to_repeat_it() =>
        new Outcome(1234, 0, 0, 0, new(), new SimulationFailure("it broke")).ToString()
            .ShouldContain("dotnet run --project tests/Simulation -- --seed 1234");
}

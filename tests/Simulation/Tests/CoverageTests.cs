using OrleansStore.Simulation.Audit;
using OrleansStore.Simulation.Faults;

namespace OrleansStore.Simulation.Tests;

public class CoverageTests
{
    private static readonly Lazy<Reached> All = new(() =>
    {
        var all = new Reached();
        for (var seed = 1UL; seed <= 300; seed++) all.Add(Seeds.Run(seed).Reached);
        return all;
    });

    [Fact]
    public void Every_kind_of_fault_has_struck() =>
        Enum.GetValues<Fault>().Where(fault => All.Value[fault] == 0).ShouldBeEmpty(All.Value.ToString());

    [Fact]
    public void Every_way_through_the_purchase_was_gone() =>
        Enum.GetValues<Way>().Where(way => way != Way.CancelRefused && All.Value[way] == 0).ShouldBeEmpty(All.Value.ToString());
}

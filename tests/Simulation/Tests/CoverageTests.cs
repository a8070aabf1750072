using OrleansStore.Simulation.Audit;
using OrleansStore.Simulation.Faults;

namespace OrleansStore.Simulation.Tests;

public class CoverageTests
{
    private static readonly Lazy<Reached> All = new(() =>
    {
        var all = new Reached();
        foreach (var outcome in Seeds.RunAll(Enumerable.Range(1, Seeds.Usual).Select(n => (ulong)n))) all.Add(outcome.Reached);
        return all;
    });

    [Fact]
    public void Every_kind_of_fault_has_struck() =>
        Enum.GetValues<Fault>().Where(fault => All.Value[fault] == 0).ShouldBeEmpty(All.Value.ToString());

    [Fact]
    public void Every_way_through_the_purchase_was_gone() =>
        Enum.GetValues<Way>().Where(way => All.Value[way] == 0).ShouldBeEmpty(All.Value.ToString());
}

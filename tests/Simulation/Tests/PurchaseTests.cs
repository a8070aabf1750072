namespace OrleansStore.Simulation.Tests;

public class PurchaseTests
{
    public static TheoryData<int> Blocks => Seeds.Single is not null ? [1] : [.. Enumerable.Range(0, (Seeds.Count + Seeds.Block - 1) / Seeds.Block).Select(n => (n * Seeds.Block) + 1)];

    [Theory, MemberData(nameof(Blocks))]
    public void A_purchase_keeps_every_promise_whatever_crashes_and_gets_lost_from_seed(int first)
    {
        var failed = Seeds.RunAll(Seeds.OfBlock(first)).Where(outcome => outcome.Failure is not null).ToList();

        failed.ShouldBeEmpty(string.Join("\n\n", failed));
    }
}

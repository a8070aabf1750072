using System.Globalization;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Tests.Execution;

/// <summary>Plans that are kept with a document are bounded as its text is; without room for them the answers are the same.</summary>
public sealed class PlanBudgetTests
{
    private static readonly GraphEngine _engine = Shop.Engine(schema => schema.Object("Query", type =>
    {
        type.Field("id", "Int").Resolve(_ => 1);
        type.Field("list", "[Query!]").ListSize(2).Resolve(_ => new object[] { 1, 2 });
    }));

    [Fact]
    public void Room_for_plans_ends_and_grows_with_the_text()
    {
        var (small, large) = (new PlanBudget(0), new PlanBudget(1_000_000));
        Count(small).ShouldBe(10);
        Count(large).ShouldBe(200);

        static int Count(PlanBudget budget)
        {
            var plans = 0;
            while (budget.TryTake(9)) plans++;
            return plans;
        }
    }

    [Fact]
    public async Task Many_operations_over_one_fragment_keep_few_plans_and_are_answered_all_the_same()
    {
        const string Fragment = " fragment F on Query { list { id list { id list { id list { id list { id list { id } } } } } } }";
        var text = string.Concat(Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"query Q{i} {{ ...F }} "))) + Fragment;
        HashSet<string> answers = [];
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < 100; i++)
                answers.Add((await _engine.ExecuteAsync(new GraphRequest(text, $"Q{i}"), cancellation: TestContext.Current.CancellationToken)).ToString());
        answers.ShouldHaveSingleItem().ShouldStartWith("""{"data":{"list":[{"id":1,"list":""");
        var kept = _engine.Prepare(text).Operations.Count(o => o.RootPlan(_engine.Schema, _engine.Schema.Query!, VariableValues.None).IsKept);
        kept.ShouldBeInRange(1, 70);
    }

    [Fact]
    public async Task Conditions_that_come_out_in_many_ways_keep_few_plans()
    {
        const string Text = "query ($a: Boolean!, $b: Boolean!, $c: Boolean!) { a: id @include(if: $a) b: id @include(if: $b) c: id @include(if: $c) }";
        for (var i = 0; i < 8; i++)
        {
            var answer = await _engine.AskAsync(Text, new { a = (i & 1) > 0, b = (i & 2) > 0, c = (i & 4) > 0 });
            answer.Count(c => c == '1').ShouldBe(int.PopCount(i));
        }

        var (operation, kept) = (_engine.Prepare(Text).Operations[0], 0);
        for (var i = 0; i < 8; i++)
        {
            var values = new VariableValues();
            foreach (var (name, bit) in new[] { ("a", 1), ("b", 2), ("c", 4) }) values.Set(name, (i & bit) > 0);
            if (operation.RootPlan(_engine.Schema, _engine.Schema.Query!, values).IsKept) kept++;
        }

        kept.ShouldBe(4);
    }
}

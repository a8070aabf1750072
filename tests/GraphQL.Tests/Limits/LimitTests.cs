using System.Text;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Limits;
using OrleansStore.GraphQL.Tests.Execution;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Tests.Limits;

/// <summary>What asks too much is refused before anything is executed, whatever it is made of.</summary>
public sealed class LimitTests
{
    private int _resolved;

    [Theory]
    [InlineData("{ node { node { node { node { id } } } } }", "tooDeep")]
    [InlineData("{ node { ...F } } fragment F on Node { node { ... { node { node { id } } } } }", "tooDeep")]
    [InlineData("{ a: id b: id c: id d: id e: id }", "tooManyAliases")]
    [InlineData("{ ...F node { ...G } } fragment F on Query { a: id b: id } fragment G on Node { a: id b: id c: id }", "tooManyAliases")]
    [InlineData("{ id id id id id id }", "tooManyRootFields")]
    [InlineData("{ list(limit: 200) { id } }", "tooCostly")]
    [InlineData("{ list(limit: 14) { list(limit: 14) { id } } }", "tooCostly")]
    [InlineData("{ list { list { list { id } } } }", "tooCostly")]
    [InlineData("{ page(where: { limit: 101 }) { id } }", "tooCostly")]
    [InlineData("{ plain { plain { id } } }", "tooCostly")]
    [InlineData("{ expensive }", "tooCostly")]
    public async Task A_request_that_asks_too_much_is_refused(string text, string code)
    {
        (await Engine().CodesAsync(text)).ShouldBe([code]);
        _resolved.ShouldBe(0);
    }

    [Theory]
    [InlineData("{ node { node { node { id } } } }")]
    [InlineData("{ a: id b: id c: id d: id id }")]
    [InlineData("{ id id id id id }")]
    [InlineData("{ list(limit: 99) { id } }")]
    [InlineData("{ list(limit: 0) { list(limit: 1000000) { id } } }")]
    [InlineData("{ page(where: { limit: 100 }) { id } }")]
    [InlineData("{ __schema { types { fields { type { ofType { ofType { ofType { name } } } } } } } }")]
    public async Task What_stays_below_is_answered(string text) => (await Engine().CodesAsync(text)).ShouldBeEmpty();

    [Fact]
    public async Task Variables_count_for_what_a_request_costs()
    {
        const string text = "query ($limit: Int = 5) { list(limit: $limit) { id } }";
        (await Engine().CodesAsync(text)).ShouldBeEmpty();
        (await Engine().CodesAsync(text, new { limit = 99 })).ShouldBeEmpty();
        (await Engine().CodesAsync(text, new { limit = 2_000_000_000 })).ShouldBe(["tooCostly"]);
    }

    [Fact]
    public async Task Long_documents_are_refused_before_they_are_parsed()
    {
        (await Engine().CodesAsync("{ id } #" + new string('x', 2000))).ShouldBe(["documentTooLarge"]);
        (await Engine().CodesAsync("{ id } #" + new string('ä', 1000))).ShouldBe(["documentTooLarge"]);
        (await Engine().CodesAsync("{ id } #" + new string('x', 1900))).ShouldBeEmpty();
        (await Engine().CodesAsync($"{{ {string.Join(' ', Enumerable.Repeat("id", 300))} }}")).ShouldBe(["tooManyTokens"]);
    }

    [Theory]
    [InlineData("{node", "}")]
    [InlineData("{...", "}")]
    [InlineData("{ any(x: ", ")}", "[", "]")]
    [InlineData("{ any(x: ", ")}", "{a:", "}")]
    [InlineData("query ($x: ", ") { id }", "[", "]")]
    public async Task Nesting_does_not_reach_the_end_of_the_stack(string open, string close, string? inner = null, string? outer = null)
    {
        var text = new StringBuilder();
        const int levels = 100_000;
        if (inner is null) text.Insert(0, open, levels).Append("{id}").Insert(text.Length, close, levels);
        else text.Append(open).Insert(text.Length, inner, levels).Append('1').Insert(text.Length, outer, levels).Append(close);
        (await Unlimited().CodesAsync(text.ToString())).ShouldHaveSingleItem().ShouldBeOneOf("tooDeep", "invalidSyntax");
    }

    [Fact]
    public async Task Fragments_in_fragments_cost_no_time()
    {
        var text = new StringBuilder("{ node { ...F0 } }");
        for (var i = 0; i < 60; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $" fragment F{i} on Node {{ node {{ ...F{i + 1} }} other {{ ...F{i + 1} }} }}");
        text.Append(" fragment F60 on Node { id }");
        (await Unlimited(new() { Cost = 1_000_000 }).CodesAsync(text.ToString())).ShouldBe(["tooDeep"]);
        (await Unlimited(new() { Depth = 100, Cost = 1_000_000 }).CodesAsync(text.ToString())).ShouldBe(["tooCostly"]);
    }

    [Theory]
    [InlineData("fragment F{0} on Node {{ node {{ ...F{1} }} }}")]
    [InlineData("fragment F{0} on Node {{ ...F{1} }}")]
    [InlineData("fragment F{0} on Node {{ node {{ x: id }} node {{ ...F{1} }} ...F{1} }}")]
    public async Task Fragments_without_end_do_not_reach_the_end_of_the_stack(string fragment)
    {
        const int many = 30_000;
        var text = new StringBuilder("{ node { ...F0 } }");
        for (var i = 0; i < many; i++) text.Append(' ').AppendFormat(System.Globalization.CultureInfo.InvariantCulture, fragment, i, i + 1);
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $" fragment F{many} on Node {{ id }}");
        (await Unlimited(new() { Depth = int.MaxValue, Aliases = int.MaxValue }).CodesAsync(text.ToString())).ShouldHaveSingleItem().ShouldBeOneOf("tooDeep", "tooCostly");
    }

    [Fact]
    public async Task Introspection_through_fragments_costs_no_time()
    {
        var text = new StringBuilder("{ __schema { types { ...F0 } } }");
        for (var i = 0; i < 60; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $" fragment F{i} on __Type {{ ofType {{ ...F{i + 1} }} other: ofType {{ ...F{i + 1} }} }}");
        text.Append(" fragment F60 on __Type { name }");
        (await Unlimited().CodesAsync(text.ToString())).ShouldBe(["tooManyAliases"]);
    }

    [Fact]
    public async Task Fields_that_are_repeated_without_end_are_not_compared_without_end()
    {
        var text = $"{{ node {{ {string.Join(' ', Enumerable.Repeat("node { id }", 1000))} }} }}";
        (await Unlimited().CodesAsync(text)).ShouldBe(["tooCostly"]);
    }

    [Fact]
    public async Task Errors_are_told_up_to_a_number()
    {
        var engine = Unlimited(new() { Errors = 3 });
        (await engine.CodesAsync("{ a b c }")).Count.ShouldBe(3);
        (await engine.CodesAsync("{ a b c d e }")).Count.ShouldBe(4);
        (await engine.CodesAsync("query ($x: [Int!]) { sum(of: $x) }", new { x = new[] { "a", "b", "c", "d", "e" } })).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_schema_can_keep_to_itself()
    {
        var engine = new GraphEngine(Engine().Schema, new EngineOptions { Introspection = false, Suggestions = false });
        (await engine.AskAsync("{ __schema { queryType { name } } }")).ShouldContain("introspection has been disabled");
        (await engine.AskAsync("{ idd __typename }")).ShouldContain("""Cannot query field \u0022idd\u0022 on type \u0022Query\u0022.""");
        (await engine.AskAsync("{ __typename }")).ShouldBe("""{"data":{"__typename":"Query"}}""");
    }

    private GraphEngine Engine() => Engine(new QueryLimits { DocumentBytes = 2000, Tokens = 200, Depth = 4, Cost = 200, Aliases = 4, RootFields = 5 });

    private GraphEngine Unlimited(QueryLimits? limits = null) =>
        Engine((limits ?? new()) with { DocumentBytes = 10_000_000, Tokens = 10_000_000 });

    private GraphEngine Engine(QueryLimits limits) => Shop.Engine(schema =>
    {
        schema.Scalar(new ScalarType("Any"));
        schema.Input("Where", null, type => type.Field("limit", "Int"));
        schema.Object("Node", Define);
        schema.Object("Query", Define);
    }, new EngineOptions { Limits = limits });

    private void Define(ObjectBuilder type)
    {
        type.Field("id", "Int").Resolve(_ => ++_resolved);
        type.Field("any", "Int").Argument("x", "Any").Resolve(_ => ++_resolved);
        type.Field("sum", "Int").Argument("of", "[Int!]").Resolve(_ => ++_resolved);
        type.Field("node", "Node").Resolve(_ => ++_resolved);
        type.Field("other", "Node").Resolve(_ => ++_resolved);
        type.Field("plain", "[Node]").Cost(15).Resolve(_ => Array.Empty<object>());
        type.Field("list", "[Node]").Argument("limit", "Int").ListSize(20, "limit").Resolve(_ => Array.Empty<object>());
        type.Field("page", "Node").Argument("where", "Where").ListSize(1, "where.limit").Cost(100).Resolve(_ => null);
        type.Field("expensive", "Int").Cost(201).Resolve(_ => ++_resolved);
    }
}

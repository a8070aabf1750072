using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Tests.Execution;

/// <summary>What is selected, of documents that are kept and shared by requests.</summary>
public sealed class SelectionTests
{
    private static readonly GraphEngine _engine = Shop.Engine(schema =>
    {
        schema.Interface("Named", type => type.Field("name", "String"));
        foreach (var name in new[] { "Cat", "Dog" })
            schema.Object(name, type => type.Implements("Named").Field("name", "String").Read<string>(source => $"{name} {source}"));
        schema.ResolveType("Named", source => ((string)source).StartsWith('c') ? "Cat" : "Dog");
        schema.Object("Query", type =>
        {
            type.Field("animals", "[Named!]!").Resolve(_ => new[] { "c1", "d1", "c2" });
            type.Field("asks", "Asks").Resolve(context => context.Selects("b"));
            type.Field("echo", "String").Argument("x", "Int", defaultValue: "4").Resolve(context => $"{context.Argument<int>("x")}");
        });
        schema.Object("Asks", type =>
        {
            type.Field("a", "Boolean").Read<bool>(b => b);
            type.Field("b", "Boolean").Read<bool>(b => b);
        });
    });

    [Fact]
    public async Task One_document_answers_with_any_variables()
    {
        const string text = "query ($long: Boolean!, $x: Int) { animals { __typename name @include(if: $long) ... on Cat @skip(if: $long) { cat: name } } echo(x: $x) }";
        const string @long = """{"data":{"animals":[{"__typename":"Cat","name":"Cat c1"},{"__typename":"Dog","name":"Dog d1"},{"__typename":"Cat","name":"Cat c2"}],"echo":"7"}}""";
        const string @short = """{"data":{"animals":[{"__typename":"Cat","cat":"Cat c1"},{"__typename":"Dog"},{"__typename":"Cat","cat":"Cat c2"}],"echo":"4"}}""";
        for (var i = 0; i < 3; i++)
        {
            (await _engine.AskAsync(text, new { @long = true, x = 7 })).ShouldBe(@long);
            (await _engine.AskAsync(text, new { @long = false })).ShouldBe(@short);
        }
    }

    [Fact]
    public async Task Many_requests_share_a_document_at_the_same_time()
    {
        const string text = "query Shared($long: Boolean!) { animals { ... on Named { name @include(if: $long) } ... on Dog { __typename } } }";
        var expected = new[] { await _engine.AskAsync(text, new { @long = false }), await _engine.AskAsync(text, new { @long = true }) };
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => _engine.AskAsync(text, new { @long = i % 2 == 1 }))));
        for (var i = 0; i < answers.Length; i++) answers[i].ShouldBe(expected[i % 2]);
    }

    [Theory]
    [InlineData("{ asks { a } }", "false", "a")]
    [InlineData("{ asks { a b } }", "true", "a")]
    [InlineData("{ asks { a ...F } } fragment F on Asks { ... { b } }", "true", "a")]
    public async Task A_resolver_knows_what_is_selected_of_its_value(string text, string expected, string field) =>
        (await _engine.AskAsync(text)).ShouldContain($"\"{field}\":{expected}");

    [Fact]
    public void A_document_is_prepared_once_and_tells_what_it_will_do()
    {
        const string text = "query A { echo } query B { echo }";
        var prepared = _engine.Prepare(text);
        _engine.Prepare(text).ShouldBeSameAs(prepared);
        prepared.KindOf("A").ShouldBe(OperationKind.Query);
        prepared.KindOf("C").ShouldBeNull();
        prepared.KindOf(null).ShouldBeNull();
        _engine.Prepare("{ missing }").KindOf(null).ShouldBeNull();
    }

    [Fact]
    public void What_nobody_asks_for_again_is_forgotten()
    {
        var engine = new GraphEngine(_engine.Schema, new EngineOptions { CachedCharacters = 10_000 });
        var (kept, lost) = (engine.Prepare("{ echo }"), engine.Prepare("{ e: echo }"));
        for (var i = 0; i < 100; i++)
        {
            engine.Prepare($"{{ e{i}: echo }}");
            engine.Prepare("{ echo }").ShouldBeSameAs(kept);
        }

        engine.Prepare("{ e: echo }").ShouldNotBeSameAs(lost);
    }

    [Fact]
    public async Task A_guard_decides_before_a_field_is_resolved()
    {
        var resolved = 0;
        var engine = Shop.Engine(schema => schema.Object("Query", type =>
        {
            type.Field("closed", "Int").With("admins only").Guard(_ => new(new GraphQLException("No.", "forbidden"))).Resolve(_ => ++resolved);
            type.Field("open", "Int").Guard(async _ =>
            {
                await Task.Yield();
                return null;
            }).Read<object?>(_ => 5);
        }));
        engine.Schema.Query!.Find("closed")!.MetadataOf<string>().ShouldBe("admins only");
        (await engine.AskAsync("{ closed open }")).ShouldEndWith("""
            "extensions":{"code":"forbidden"}}],"data":{"closed":null,"open":5}}
            """.Trim());
        resolved.ShouldBe(0);
    }
}

using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Limits;
using OrleansStore.GraphQL.Tests.Execution;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Tests.Limits;

/// <summary>What is told of a schema, and what an answer comes to, has an end.</summary>
public sealed class AnswerLimitTests
{
    private const string TypeReference = "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }";
    private const string InputValue = $"name description type {{ {TypeReference} }} defaultValue isDeprecated deprecationReason";

    /// <summary>What tools ask.</summary>
    private const string Whole =
        $$"""
        query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind } types { ...FullType }
          directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
        fragment FullType on __Type { kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { {{InputValue}} }
        fragment TypeRef on __Type { {{TypeReference}} }
        """;

    private int _resolved;

    [Fact]
    public async Task What_tools_ask_of_a_schema_costs_less_than_half_of_what_it_may()
    {
        var engine = Engine(new());
        (await engine.CodesAsync(Whole)).ShouldBeEmpty();
        (await Engine(new() { Introspection = QueryLimits.Default.Introspection / 2 }).CodesAsync(Whole)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{ __schema { types { name } } other: __schema { types { name } } }")]
    [InlineData("{ __schema { queryType { name } } ...F } fragment F on Query { __schema { types { name } } }")]
    [InlineData("{ __schema { types { fields { args { type { name } } type { fields { args { name } type { name } } } } } } }")]
    [InlineData("{ __schema { types { a: fields { type { fields { name } } } b: fields { type { fields { type { name } } } } c: fields { type { fields { type { name } } } } d: fields { type { fields { type { name } } } } e: fields { type { fields { type { name } } } } } } }")]
    public async Task A_schema_is_not_told_many_times_over(string text) => (await Engine(new()).CodesAsync(text)).ShouldBe(["tooCostly"]);

    [Fact]
    public async Task An_answer_that_grows_too_large_is_given_up_while_it_grows()
    {
        var engine = Engine(new() { AnswerBytes = 10_000 });
        (await engine.CodesAsync("{ list { text } }")).ShouldBe(["answerTooLarge"]);
        _resolved.ShouldBeLessThan(100);
        (await engine.AskAsync("{ list { text } }")).ShouldEndWith("""],"data":null}""");
        (await engine.CodesAsync(Whole)).ShouldBe(["answerTooLarge"]);
        (await engine.CodesAsync("{ list { later } }")).ShouldBe(["answerTooLarge"]);
        (await engine.CodesAsync("{ json }")).ShouldBe(["answerTooLarge"]);
        (await engine.CodesAsync("{ text later }")).ShouldBeEmpty();
    }

    private GraphEngine Engine(QueryLimits limits) => Shop.Engine(schema =>
    {
        schema.Scalar(new ScalarType("Any"));
        schema.Object("Query", type =>
        {
            type.Field("text", "String").Resolve(_ => Text());
            type.Field("later", "String").Resolve(async _ =>
            {
                await Task.Yield();
                return (object?)Text();
            });
            type.Field("json", "Any").Resolve(_ => System.Text.Json.JsonSerializer.SerializeToElement(new[] { new string('x', 10_000) }));
            type.Field("list", "[Query!]!").Resolve(_ => Enumerable.Range(0, 1000).Select(i => (object)i).ToList());
        });
    }, new EngineOptions { Limits = limits });

    private string Text()
    {
        Interlocked.Increment(ref _resolved);
        return new string('x', 200);
    }
}

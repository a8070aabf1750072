using System.Text;
using System.Text.Json;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Tests.Execution;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Tests.Limits;

/// <summary>What is wrong with variables is told briefly and at little expense, and never thrown.</summary>
public sealed class WrongVariablesTests
{
    private const string Text = "query ($i: In, $e: Color, $s: String, $a: Any, $l: [Int!]) { ask(i: $i, e: $e, s: $s, a: $a, l: $l) }";

    private static readonly GraphEngine _engine = Shop.Engine(schema =>
    {
        schema.Scalar(new ScalarType("Any"));
        schema.Enum("Color", null, type => type.Value("RED").Value("GREEN"));
        schema.Input("In", null, type => type.Field("known", "Int"));
        schema.Object("Query", type => type.Field("ask", "Int").Argument("i", "In").Argument("e", "Color").Argument("s", "String")
            .Argument("a", "Any").Argument("l", "[Int!]").Resolve(_ => 1));
    });

    [Fact]
    public async Task Members_that_nobody_knows_are_told_up_to_a_number()
    {
        var members = new StringBuilder();
        for (var i = 0; i < 20_000; i++) members.Append(i == 0 ? "" : ",").Append(System.Globalization.CultureInfo.InvariantCulture, $"\"m{i}\":1");
        var errors = await AskAsync($$$"""{"i":{{{{members}}}}}""");
        errors.Count.ShouldBe(_engine.Options.Limits.Errors + 1);
        errors[0].Message.ShouldContain("{ m0: 1, m1: 1, m2: 1, m3: 1, m4: 1, m5: 1, m6: 1, m7: 1, m8: 1, m9: 1, ... 19990 more members }");
        errors.ShouldAllBe(e => e.Message.Length < 300);
    }

    [Theory]
    [InlineData("""{"i":"LONG"}""")]
    [InlineData("""{"i":{"LONG":1}}""")]
    [InlineData("""{"i":{"known":["LONG","LONG","LONG","LONG","LONG","LONG","LONG","LONG","LONG","LONG"]}}""")]
    [InlineData("""{"e":"LONG"}""")]
    [InlineData("""{"e":["LONG"]}""")]
    [InlineData("""{"s":["LONG"]}""")]
    public async Task Long_values_are_not_told_whole(string variables)
    {
        var errors = await AskAsync(variables.Replace("LONG", new string('x', 199) + string.Concat(Enumerable.Repeat("\U0001F600", 5_000)), StringComparison.Ordinal));
        var error = errors.ShouldHaveSingleItem();
        error.Code.ShouldBe("invalidVariables");
        error.Message.Length.ShouldBeLessThan(2_500);
        error.Message.EnumerateRunes().ShouldNotContain(Rune.ReplacementChar);
    }

    [Theory]
    [InlineData("""{"i":{"\ud800":1}}""")]
    [InlineData("""{"\udc00":{"known":1}}""")]
    [InlineData("""{"i":"\ud800"}""")]
    [InlineData("""{"e":"\ud800x"}""")]
    [InlineData("""{"s":"\\\ud800\n\udc00"}""")]
    [InlineData("""{"a":{"\uDBFF":["\uDFFF"]}}""")]
    [InlineData("""{"a":["\udc00\ud800"]}""")]
    public async Task Halves_of_surrogate_pairs_are_refused(string variables) => (await AskAsync(variables)).ShouldHaveSingleItem().Code.ShouldBe("invalidVariables");

    [Theory]
    [InlineData("""{"s":"\ud83d\ude00 \\ud800 \u00e4 \\"}""")]
    [InlineData("""{"a":{"\\u":"\"\/\b","😀":"\uD83D\uDE00"}}""")]
    public async Task Whole_texts_are_taken_however_they_are_written(string variables) => (await AskAsync(variables)).ShouldBeEmpty();

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var json = Encoding.UTF8.GetBytes("""{"e":"?"}""");
        json[Array.IndexOf(json, (byte)'?')] = 0xFF;
        using var variables = JsonDocument.Parse(json);
        var result = await _engine.ExecuteAsync(new GraphRequest(Text, null, variables.RootElement), cancellation: TestContext.Current.CancellationToken);
        result.Errors.ShouldHaveSingleItem().Code.ShouldBe("invalidVariables");
    }

    private static async Task<IReadOnlyList<GraphQLError>> AskAsync(string variables)
    {
        using var document = JsonDocument.Parse(variables);
        var result = await _engine.ExecuteAsync(new GraphRequest(Text, null, document.RootElement), cancellation: TestContext.Current.CancellationToken);
        return result.Errors;
    }
}

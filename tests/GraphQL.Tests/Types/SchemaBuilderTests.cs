using System.Globalization;
using System.Text.Json;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Tests.Execution;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Tests.Types;

/// <summary>Schemas in code.</summary>
public sealed class SchemaBuilderTests
{
    private enum Status
    {
        Open,
        Paid,
    }

    private static readonly ScalarType _time = new("Time", "An instant.",
        value => ((DateTimeOffset)value).ToString("O", CultureInfo.InvariantCulture),
        value => value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var time)
            ? time
            : throw new GraphQLException($"{value} is no time."));

    private static GraphEngine Engine() => Shop.Engine(schema => schema
        .Describe("Orders.")
        .Scalar(_time, "https://www.rfc-editor.org/rfc/rfc3339")
        .Enum("Status", "How far.", type => type.Value("OPEN", value: Status.Open).Value("PAID", "Money came.", Status.Paid).Value("OLD", deprecated: "gone"))
        .Input("Where", null, type => type.Field("status", "[Status!]", defaultValue: "[PAID]").Field("since", "Time").Field("limit", "Int", defaultValue: "10"))
        .Interface("Node", type => type.Field("id", "ID!"))
        .Object("Order", type =>
        {
            type.Describe("What was bought.").Implements("Node").IsTypeOf(source => source is int);
            type.Field("id", "ID!").Read<int>(id => id);
            type.Field("status", "Status!").Read<int>(id => id % 2 == 0 ? Status.Paid : Status.Open);
            type.Field("at", "Time!").Read<int>(id => DateTimeOffset.UnixEpoch.AddDays(id));
        })
        .Union("Found", null, ["Order"])
        .Object("Query", type =>
        {
            type.Field("orders", "[Order!]!", "All of them.").Argument("where", "Where", defaultValue: "{}").Resolve(_ => new[] { 1, 2 });
            type.Field("given", "String").Argument("where", "Where!").Resolve(context => Tell(context.Arguments.Object("where")!));
            type.Field("found", "[Found]").Resolve(_ => new object[] { 1, "text" });
            type.Field("node", "Node").Deprecated("ask for orders").Resolve(_ => 4);
        })
        .Directive("cached", "Kept for a while.", ["FIELD_DEFINITION"], arguments => arguments.Argument("seconds", "Int!", defaultValue: "60")));

    private static string Tell(InputValues where) => string.Create(CultureInfo.InvariantCulture,
        $"{string.Join('+', where.List<Status>("status")!)} since {where.Get<DateTimeOffset?>("since"):yyyy} limit {where.Get<int>("limit")} {where.Has("since")}");

    [Fact]
    public async Task Fields_arguments_enums_and_scalars_of_code_answer()
    {
        (await Engine().AskAsync("{ orders { id status at } node { __typename id } }")).ShouldBe(
            """{"data":{"orders":[{"id":"1","status":"OPEN","at":"1970-01-02T00:00:00.0000000\u002B00:00"},{"id":"2","status":"PAID","at":"1970-01-03T00:00:00.0000000\u002B00:00"}],"node":{"__typename":"Order","id":"4"}}}""");
        (await Engine().AskAsync("""{ given(where: { status: OPEN, since: "2026-01-01T00:00:00Z" }) }""")).ShouldContain("Open since 2026 limit 10 True");
        (await Engine().AskAsync("query ($w: Where!) { given(where: $w) }", new { w = new { limit = 3 } })).ShouldContain("Paid since  limit 3 False");
    }

    [Fact]
    public async Task What_does_not_fit_a_scalar_of_code_is_refused_with_its_words()
    {
        (await Engine().AskAsync("""{ given(where: { since: "yesterday" }) }""")).ShouldContain("yesterday is no time.");
        (await Engine().AskAsync("query ($t: Time) { given(where: { since: $t }) }", new { t = 5 })).ShouldContain("got invalid value 5; 5 is no time.");
        (await Engine().CodesAsync("query ($t: Time) { given(where: { since: $t }) }", new { t = 5 })).ShouldBe(["invalidVariables"]);
    }

    [Fact]
    public async Task A_value_of_no_possible_type_is_an_error() =>
        (await Engine().AskAsync("{ found { ... on Order { id } } }")).ShouldContain("must resolve to an Object type at runtime for field \\u0022Query.found\\u0022");

    [Fact]
    public void A_schema_of_code_prints_as_text_that_means_the_same()
    {
        var text = Engine().Schema.ToString();
        text.ShouldContain("orders(where: Where = {status: [PAID], limit: 10}): [Order!]!");
        text.ShouldContain("scalar Time @specifiedBy(url: \"https://www.rfc-editor.org/rfc/rfc3339\")");
        new SchemaBuilder().AddText(text).Build().ToString().ShouldBe(text);
    }

    [Fact]
    public void Code_and_text_complete_each_other()
    {
        var builder = new SchemaBuilder().AddText("type Query { order: Order }").AddText("type Order { id: ID! } extend type Query { more: Int }");
        builder.Object("Order", type => type.Field("total", "Money!"));
        builder.AddText("scalar Money");
        builder.Build().Find("Order").ShouldBeOfType<ObjectType>().Fields.Select(f => f.Name).ShouldBe(["id", "total"]);
        Should.Throw<ArgumentException>(() => builder.Field("Query", "nothing"));
        Should.Throw<ArgumentException>(() => builder.Input("Order", null, _ => { }));
    }
}

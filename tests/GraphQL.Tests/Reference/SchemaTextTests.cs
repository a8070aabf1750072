using System.Text.Json.Nodes;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;
using OrleansStore.GraphQL.Validation;

namespace OrleansStore.GraphQL.Tests.Reference;

/// <summary>Schemas as text: the same is wrong with them as graphql-js finds, and right ones print the same.</summary>
public sealed class SchemaTextTests
{
    public static TheoryData<string> Texts() => [.. ReferenceDocuments.Schemas.Append(ReferenceDocuments.Schema)];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_schemas_text_means_the_same(string text)
    {
        var answer = await NodeReference.Instance.AskAsync(new() { ["kind"] = "text", ["document"] = text });
        var ours = new JsonObject();
        try
        {
            var document = Parser.Parse(text);
            var errors = DocumentValidation.ValidateText(document);
            if (errors.Count == 0)
            {
                var builder = new SchemaBuilder().AddText(text);
                var schema = builder.BuildUnchecked();
                errors = SchemaValidation.Validate(schema, builder.Parts);
                if (errors.Count == 0) ours["printed"] = schema.ToString();
            }

            ours["errors"] = Sorted(Told.Errors(errors));
        }
        catch (SyntaxException e)
        {
            ours["errors"] = Sorted([Told.Error(e.Error)]);
        }

        ours["errors"]!.ToJsonString().ShouldBe(Sorted(answer["errors"]!.AsArray()).ToJsonString());
        if (ours["errors"]!.AsArray().Count == 0) ours["printed"]!.ToString().ShouldBe(answer["printed"]!.ToString());
    }

    [Fact]
    public void A_schema_that_is_wrong_is_not_built()
    {
        Should.Throw<SchemaException>(() => new SchemaBuilder().AddText("type Query { a(x: Int = \"text\"): Int }").Build())
            .Message.ShouldBe("The default of Query.a(x:) is no Int: \"text\".");
        Should.Throw<SchemaException>(() => new SchemaBuilder().AddText("type Query { a: Int a: Int }")).Errors.Count.ShouldBe(1);
        Should.Throw<SchemaException>(() => new SchemaBuilder().AddText("type Query { a: Missing }").Build())
            .Errors.ShouldHaveSingleItem().Locations.ShouldBe([new SourceLocation(1, 17)]);
        Should.Throw<SyntaxException>(() => new SchemaBuilder().AddText("type Query {"));
    }

    private static JsonArray Sorted(JsonArray errors) =>
        [.. errors.Select(e => e!.DeepClone()).OrderBy(e => e.ToJsonString(), StringComparer.Ordinal)];
}

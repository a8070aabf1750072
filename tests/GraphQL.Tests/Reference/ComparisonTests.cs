using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Validation;

namespace OrleansStore.GraphQL.Tests.Reference;

/// <summary>The same questions to this engine and to graphql-js, the same answers.</summary>
public sealed class ComparisonTests
{
    private readonly List<string> _differences = [];
    private readonly GraphEngine _engine = ReferenceSchema.Engine();

    [Fact]
    public async Task Invalid_documents_have_the_same_errors_in_the_same_places()
    {
        ReferenceDocuments.Invalid.Count.ShouldBeGreaterThan(120);
        foreach (var document in ReferenceDocuments.Invalid) (await CompareErrorsAsync(document.Text)).ShouldBeGreaterThan(0, document.Text);
        ShouldAgree();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Documents_that_were_broken_by_chance_have_the_same_errors(int seed)
    {
        var chance = new Random(seed);
        var broken = 0;
        List<string> sources = [.. ReferenceDocuments.Valid.Select(d => d.Text), .. Enumerable.Range(0, 60).Select(_ => new DocumentGenerator(chance).Make())];
        foreach (var text in sources)
            for (var i = 0; i < 3; i++)
                if (await CompareErrorsAsync(DocumentBreaker.Break(text, chance)) > 0) broken++;
        broken.ShouldBeGreaterThan(200);
        ShouldAgree();
    }

    [Fact]
    public async Task Valid_documents_have_the_same_answers()
    {
        ReferenceDocuments.Valid.Count.ShouldBeGreaterThan(100);
        foreach (var document in ReferenceDocuments.Valid) await CompareAnswersAsync(document);
        ShouldAgree();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Generated_documents_have_the_same_answers(int seed)
    {
        var chance = new Random(seed);
        for (var i = 0; i < 150; i++)
        {
            var text = new DocumentGenerator(chance).Make();
            (await CompareErrorsAsync(text)).ShouldBe(0, text);
            await CompareAnswersAsync(new(text, []));
        }

        ShouldAgree();
    }

    [Fact]
    public async Task The_whole_introspection_is_the_same()
    {
        var question = await NodeReference.Instance.AskAsync(new() { ["kind"] = "introspection" });
        await CompareAnswersAsync(new(question["document"]!.GetValue<string>(), []));
        ShouldAgree();
    }

    [Fact]
    public async Task Documents_are_parsed_and_printed_the_same()
    {
        foreach (var text in ReferenceDocuments.Valid.Concat(ReferenceDocuments.Invalid).Select(d => d.Text).Append(ReferenceDocuments.Schema))
        {
            var answer = await NodeReference.Instance.AskAsync(new() { ["kind"] = "parse", ["document"] = text });
            if (answer["errors"] is not null) continue;
            var document = Parser.Parse(text);
            List<string> places = [];
            Collect(document);
            Differ(text, answer["printed"]!.GetValue<string>(), document.ToString());
            var theirs = answer["locations"]!.AsArray().Select(l => l!.GetValue<string>().Split(' ')[1]).Order(StringComparer.Ordinal);
            Differ(text, string.Join(' ', theirs), string.Join(' ', places.Order(StringComparer.Ordinal)));

            void Collect(Node node)
            {
                places.Add($"{node.Start}-{node.End}");
                var description = (node as ExecutableDefinitionNode)?.Description ?? (node as VariableDefinitionNode)?.Description;
                if (description is not null) Collect(description);
                NodeChildren.Visit(node, Collect);
            }
        }

        ShouldAgree();
    }

    [Theory]
    [InlineData("subscription { orderChanged(id: 1) { id status items { pieces } } }", """[{"orderChanged":{"id":"1","status":"PAID","items":[]}},{"orderChanged":null},{"orderChanged":{"id":2,"items":null}},{"orderChanged":{"$error":"broken"}}]""")]
    [InlineData("subscription { p: productAdded { id } }", """[{"productAdded":{"id":"1"}},{"productAdded":null},{}]""")]
    public async Task Events_of_subscriptions_are_answered_the_same(string text, string events)
    {
        var asked = JsonNode.Parse(events)!.AsArray();
        var answer = await NodeReference.Instance.AskAsync(new() { ["kind"] = "subscribe", ["schema"] = ReferenceDocuments.Schema, ["document"] = text, ["events"] = asked.DeepClone() });
        var builder = ReferenceSchema.Builder();
        foreach (var field in new[] { "orderChanged", "productAdded" })
            builder.Field("Subscription", field).Subscribe(_ => new(asked.ToAsyncEnumerable().Select(e => (object?)e)));
        var opened = await new GraphEngine(builder.Build()).SubscribeAsync(new GraphRequest(text), cancellation: TestContext.Current.CancellationToken);
        var answers = new JsonArray();
        await foreach (var one in opened.Events!)
            answers.Add((JsonNode)new JsonObject { ["errors"] = Told.Errors(one.Errors), ["data"] = JsonNode.Parse(one.ToString())!["data"]?.DeepClone() });
        Told.Text(answers).ShouldBe(Told.Text(answer["answers"]));
    }

    private async Task<int> CompareErrorsAsync(string text)
    {
        var answer = await NodeReference.Instance.AskAsync(new() { ["kind"] = "validate", ["schema"] = ReferenceDocuments.Schema, ["document"] = text });
        var theirs = answer["errors"]!.AsArray();
        IReadOnlyList<GraphQLError> ours;
        try
        {
            ours = DocumentValidation.Validate(_engine.Schema, Parser.Parse(text), new EngineOptions { Limits = ReferenceSchema.NoLimits with { Errors = 100 } });
        }
        catch (SyntaxException e)
        {
            ours = [e.Error];
        }

        Differ(text, Told.Text(theirs), Told.Text(Told.Errors(ours)));
        return theirs.Count;
    }

    private async Task CompareAnswersAsync(ReferenceDocument document)
    {
        var answer = await NodeReference.Instance.AskAsync(new()
        {
            ["kind"] = "execute",
            ["schema"] = ReferenceDocuments.Schema,
            ["document"] = document.Text,
            ["root"] = ReferenceDocuments.Root.DeepClone(),
            ["variables"] = document.With["variables"]?.DeepClone(),
            ["operation"] = document.With["operation"]?.DeepClone(),
        });
        var variables = document.With["variables"] is { } given ? JsonSerializer.SerializeToElement(given) : (JsonElement?)null;
        var request = new GraphRequest(document.Text, document.With["operation"]?.GetValue<string>(), variables);
        var result = await _engine.ExecuteAsync(request, new ExecutionScope { Root = ReferenceDocuments.Root }, TestContext.Current.CancellationToken);
        Differ(document.Text, Sorted(answer["errors"]!.AsArray()), Sorted(Told.Errors(result.Errors)));
        var ours = JsonNode.Parse(result.ToString())!.AsObject();
        Differ(document.Text, answer.ContainsKey("data") ? Told.Text(answer["data"]) : "none", ours.ContainsKey("data") ? Told.Text(ours["data"]) : "none");
    }

    /// <summary>In which order fields that come later fail is nobody's promise.</summary>
    private static string Sorted(JsonArray errors) => string.Join('\n', errors.Select(Told.Text).Order(StringComparer.Ordinal));

    private void Differ(string text, string theirs, string ours)
    {
        if (theirs != ours) _differences.Add($"{text}\n--- graphql-js\n{theirs}\n--- here\n{ours}");
    }

    private void ShouldAgree() => Assert.True(_differences.Count == 0, $"{_differences.Count} differences; the first:\n{string.Join("\n=====\n", _differences.Take(3))}");
}

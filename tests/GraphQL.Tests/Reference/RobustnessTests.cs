using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Tests.Reference;

/// <summary>Whatever is sent is answered.</summary>
public sealed class RobustnessTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Broken_documents_are_answered_with_data_or_errors(int seed)
    {
        var (chance, engine) = (new Random(seed), ReferenceSchema.Engine());
        var (answered, refused) = (0, 0);
        for (var i = 0; i < 1500; i++)
        {
            var text = ReferenceDocuments.Valid[chance.Next(ReferenceDocuments.Valid.Count)].Text;
            for (var breaks = chance.Next(4); breaks > 0; breaks--) text = DocumentBreaker.Break(text, chance);
            var result = await engine.ExecuteAsync(new GraphRequest(text), new ExecutionScope { Root = ReferenceDocuments.Root }, TestContext.Current.CancellationToken);
            if (result.HasData) answered++;
            else refused++;
            if (!result.HasData) result.Errors.ShouldNotBeEmpty(text);
            result.ToString().ShouldStartWith("{");
        }

        answered.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void What_was_printed_reads_the_same()
    {
        var chance = new Random(13);
        for (var i = 0; i < 200; i++)
        {
            var printed = Parser.Parse(new DocumentGenerator(chance).Make()).ToString();
            Parser.Parse(printed).ToString().ShouldBe(printed);
        }
    }
}

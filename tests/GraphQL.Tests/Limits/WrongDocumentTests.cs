using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Tests.Execution;

namespace OrleansStore.GraphQL.Tests.Limits;

/// <summary>What is wrong with a document is told briefly and at little expense, however often it is wrong.</summary>
public sealed class WrongDocumentTests
{
    private static readonly GraphEngine _engine = Shop.Engine(schema => schema.Object("Query", type =>
    {
        type.Field("id", "Int").Resolve(_ => 1);
        type.Field("name", "String").Resolve(_ => "");
        type.Field("node", "Query").Resolve(_ => null);
    }));

    [Fact]
    public void Circles_of_fragments_of_coprime_lengths_are_compared_to_a_depth_and_told()
    {
        var text = $"{{ ...F0 ...G0 }}{Circle("F", 220)}{Circle("G", 221)}";
        IReadOnlyList<GraphQLError> errors = [];
        var thread = new Thread(() => errors = _engine.Prepare(text).Errors, 512 * 1024);
        thread.Start();
        thread.Join();
        errors.Select(e => e.Code).ShouldBe(["tooDeep", "invalidDocument", "invalidDocument"]);
        errors[1].Message.ShouldStartWith("Cannot spread fragment \"F0\" within itself via \"F1\", \"F2\"");

        static string Circle(string name, int length) =>
            string.Concat(Enumerable.Range(0, length).Select(i => $" fragment {name}{i} on Query {{ node {{ ...{name}{(i + 1) % length} }} }}"));
    }

    [Fact]
    public void A_circle_that_is_closed_a_thousand_times_is_told_as_often_as_errors_are()
    {
        var chain = string.Concat(Enumerable.Range(0, 250).Select(i => $" fragment F{i} on Query {{ ...F{i + 1} }}"));
        var text = $"#{new string('x', 8_000)}\n{{ ...F0 }}{chain} fragment F250 on Query {{ {string.Concat(Enumerable.Repeat("...F0 ", 1000))} }}";
        var errors = Prepare(text, mostBytes: 3_000_000);
        errors.Count.ShouldBe(_engine.Options.Limits.Errors + 1);
        errors[0].Message.ShouldEndWith("\"F20\", and 230 more.");
        errors.ShouldAllBe(e => e.Locations.Count <= 20);
    }

    [Fact]
    public void A_hundred_thousand_conflicts_are_told_by_a_few()
    {
        var names = string.Concat(Enumerable.Repeat("n: name ", 300));
        var ids = string.Concat(Enumerable.Repeat("n: id ", 300));
        var inside = Prepare($"{{ node {{ {names} }} node {{ {ids} }} }}", mostBytes: 3_000_000).ShouldHaveSingleItem();
        inside.Message.Length.ShouldBeLessThan(1200);
        inside.Locations.Count.ShouldBe(20);
        Prepare($"{{ {names} {ids} }}", mostBytes: 3_000_000).Count.ShouldBe(_engine.Options.Limits.Errors + 1);
    }

    [Fact]
    public void Names_as_long_as_the_document_are_not_told_again_and_again()
    {
        var name = new string('a', 20_000);
        var errors = Prepare($"query {name} {{ {string.Concat(Enumerable.Repeat("id(x: $x) ", 60))} }}", mostBytes: 10_000_000);
        errors.Count.ShouldBe(_engine.Options.Limits.Errors + 1);
        errors.Sum(e => e.Message.Length).ShouldBeLessThan(120_000);
    }

    [Fact]
    public void What_is_wrong_is_found_once_for_a_request()
    {
        var text = string.Concat("{ id ", "idd }");
        _engine.Prepare(text).ShouldBeSameAs(_engine.Prepare(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("\n\r\r\n\n\ntwo\r\n\r")]
    [InlineData("\r\nthree\rfour\nfive\r\n")]
    public void Places_are_told_by_lines_and_columns(string text)
    {
        for (var index = 0; index <= text.Length + 1; index++)
        {
            // A break of two characters is one, and ends behind both.
            var before = text[..Math.Min(index, text.Length)];
            if (before.EndsWith('\r') && index < text.Length && text[index] == '\n') before = before[..^1];
            var lines = before.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
            var start = before.Length - lines[^1].Length;
            new Source(text).LocationOf(index).ShouldBe(new SourceLocation(lines.Length, index - start + 1), $"{index}");
        }
    }

    /// <summary>What is wrong, found without much memory: what takes time here takes memory too, and that can be measured.</summary>
    private static IReadOnlyList<GraphQLError> Prepare(string text, long mostBytes)
    {
        // Not counted: what is made once in a process.
        _ = _engine.Prepare("{ idd }");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var errors = _engine.Prepare(text).Errors;
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(mostBytes);
        return errors;
    }
}

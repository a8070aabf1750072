using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Tests.Language;

/// <summary>Where things are, and what is told when they are wrong. All else is compared with graphql-js.</summary>
public sealed class ParserTests
{
    [Theory]
    [InlineData("{ a(x: ?) }", 1, 8, "Syntax Error: Unexpected character: \"?\".")]
    [InlineData("{\n  a(\n", 3, 1, "Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("{\r\n  a\r\n  b(x: 01)\r\n}", 3, 9, "Syntax Error: Invalid number, unexpected digit after 0: \"1\".")]
    [InlineData("{\r  a\r  'b'\r}", 3, 3, "Syntax Error: Unexpected single quote character ('), did you mean to use a double quote (\")?")]
    [InlineData("\uFEFF { a } }", 1, 9, "Syntax Error: Unexpected \"}\".")]
    [InlineData("{ a(x: \"\"\"one\n  two\"\"\", y: ) }", 2, 14, "Syntax Error: Unexpected \")\".")]
    public void An_error_tells_its_place(string text, int line, int column, string message)
    {
        var error = Should.Throw<SyntaxException>(() => Parser.Parse(text)).Error;
        error.Message.ShouldBe(message);
        error.Locations.ShouldBe([new SourceLocation(line, column)]);
        error.Code.ShouldBe("invalidSyntax");
    }

    [Theory]
    [InlineData("\"a\\u00e4\\n\\\"\\u{1F600}\"", "aä\n\"😀")]
    [InlineData("\"\"\"\n    one\n      two\n\n    three\n  \"\"\"", "one\n  two\n\nthree")]
    [InlineData("\"\"\"first\n    second\"\"\"", "first\nsecond")]
    [InlineData("\"\"\"a \\\"\"\" b\"\"\"", "a \"\"\" b")]
    [InlineData("\"\"\"\n\n\"\"\"", "")]
    [InlineData("\"\"", "")]
    public void Strings_mean_what_they_say(string literal, string value)
    {
        var node = Parser.ParseValue(literal).ShouldBeOfType<StringValueNode>();
        node.Value.ShouldBe(value);
        ((StringValueNode)Parser.ParseValue(node.ToString())).Value.ShouldBe(value);
    }

    [Fact]
    public void A_reference_to_a_type_is_read_by_itself()
    {
        Parser.ParseType(" [[Int!]!]! ").ToString().ShouldBe("[[Int!]!]!");
        Should.Throw<SyntaxException>(() => Parser.ParseType("[Int!"));
        Should.Throw<SyntaxException>(() => Parser.ParseValue("$variable"));
    }
}

namespace OrleansStore.GraphQL.Language;

/// <summary>A node of a syntax tree; never changed once it is made, so that one tree serves many requests.</summary>
public abstract class Node
{
    /// <summary>The text it was read from; null for a node that was made by code.</summary>
    public Source? Source { get; internal set; }

    /// <summary>Index of its first character in the text.</summary>
    public int Start { get; internal set; }

    /// <summary>Index after its last character.</summary>
    public int End { get; internal set; }

    /// <summary>Line and column of its first character; null for a node that was made by code.</summary>
    public SourceLocation? Location => Source?.LocationOf(Start);

    /// <summary>The node in the GraphQL language.</summary>
    public override string ToString() => Printer.Print(this);
}

/// <summary>A name.</summary>
public sealed class NameNode : Node
{
    /// <summary>The name itself.</summary>
    public required string Value { get; init; }
}

/// <summary>What a text holds.</summary>
public sealed class DocumentNode : Node
{
    /// <summary>Operations, fragments and definitions of types, in their order.</summary>
    public required IReadOnlyList<DefinitionNode> Definitions { get; init; }

    /// <summary>How many tokens the text had.</summary>
    public int TokenCount { get; init; }
}

/// <summary>One definition of a document.</summary>
public abstract class DefinitionNode : Node
{
    /// <summary>A text that describes it.</summary>
    public StringValueNode? Description { get; init; }

    /// <summary>Its directives.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>A directive in its place: <c>@skip(if: true)</c>.</summary>
public sealed class DirectiveNode : Node
{
    /// <summary>Its name without @.</summary>
    public required NameNode Name { get; init; }

    /// <summary>What it is given.</summary>
    public IReadOnlyList<ArgumentNode> Arguments { get; init; } = [];
}

/// <summary>An argument given: <c>first: 10</c>.</summary>
public sealed class ArgumentNode : Node
{
    /// <summary>Its name.</summary>
    public required NameNode Name { get; init; }

    /// <summary>Its value.</summary>
    public required ValueNode Value { get; init; }
}

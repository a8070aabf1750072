namespace OrleansStore.GraphQL.Language;

/// <summary>What an operation does.</summary>
public enum OperationKind
{
    /// <summary>Reads.</summary>
    Query,

    /// <summary>Changes, one root field after the other, then reads.</summary>
    Mutation,

    /// <summary>Reads again with each event.</summary>
    Subscription,
}

/// <summary>A definition that can be executed.</summary>
public abstract class ExecutableDefinitionNode : DefinitionNode
{
    /// <summary>What is selected.</summary>
    public required SelectionSetNode SelectionSet { get; init; }
}

/// <summary>An operation.</summary>
public sealed class OperationNode : ExecutableDefinitionNode
{
    /// <summary>What it does.</summary>
    public required OperationKind Operation { get; init; }

    /// <summary>Its name, when it has one.</summary>
    public NameNode? Name { get; init; }

    /// <summary>The variables it takes.</summary>
    public IReadOnlyList<VariableDefinitionNode> Variables { get; init; } = [];
}

/// <summary>A fragment with a name.</summary>
public sealed class FragmentNode : ExecutableDefinitionNode
{
    /// <summary>Its name.</summary>
    public required NameNode Name { get; init; }

    /// <summary>The type it applies to.</summary>
    public required NamedTypeNode TypeCondition { get; init; }
}

/// <summary>A variable that an operation takes.</summary>
public sealed class VariableDefinitionNode : Node
{
    /// <summary>A text that describes it.</summary>
    public StringValueNode? Description { get; init; }

    /// <summary>The variable.</summary>
    public required VariableNode Variable { get; init; }

    /// <summary>Its type.</summary>
    public required TypeNode Type { get; init; }

    /// <summary>Its value when none is given.</summary>
    public ValueNode? DefaultValue { get; init; }

    /// <summary>Its directives.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>Selections in braces.</summary>
public sealed class SelectionSetNode : Node
{
    /// <summary>Fields and fragments, in their order.</summary>
    public required IReadOnlyList<SelectionNode> Selections { get; init; }
}

/// <summary>One selection.</summary>
public abstract class SelectionNode : Node
{
    /// <summary>Its directives.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>A field that is asked for.</summary>
public sealed class FieldNode : SelectionNode
{
    /// <summary>The name it has in the answer, if another.</summary>
    public NameNode? Alias { get; init; }

    /// <summary>Its name in the schema.</summary>
    public required NameNode Name { get; init; }

    /// <summary>What it is given.</summary>
    public IReadOnlyList<ArgumentNode> Arguments { get; init; } = [];

    /// <summary>What is selected of its value.</summary>
    public SelectionSetNode? SelectionSet { get; init; }

    /// <summary>The name it has in the answer.</summary>
    public string ResponseKey => (Alias ?? Name).Value;
}

/// <summary>A fragment by its name: <c>...Line</c>.</summary>
public sealed class FragmentSpreadNode : SelectionNode
{
    /// <summary>The fragment's name.</summary>
    public required NameNode Name { get; init; }
}

/// <summary>A fragment in its place: <c>... on Order { }</c>.</summary>
public sealed class InlineFragmentNode : SelectionNode
{
    /// <summary>The type it applies to; null for the one around it.</summary>
    public NamedTypeNode? TypeCondition { get; init; }

    /// <summary>What is selected.</summary>
    public required SelectionSetNode SelectionSet { get; init; }
}

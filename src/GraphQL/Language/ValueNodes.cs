namespace OrleansStore.GraphQL.Language;

/// <summary>A value as it is written.</summary>
public abstract class ValueNode : Node;

/// <summary>A variable: <c>$id</c>.</summary>
public sealed class VariableNode : ValueNode
{
    /// <summary>Its name without $.</summary>
    public required NameNode Name { get; init; }
}

/// <summary>A whole number.</summary>
public sealed class IntValueNode : ValueNode
{
    /// <summary>Its digits as written.</summary>
    public required string Value { get; init; }
}

/// <summary>A number with a fraction or an exponent.</summary>
public sealed class FloatValueNode : ValueNode
{
    /// <summary>Its digits as written.</summary>
    public required string Value { get; init; }
}

/// <summary>A string.</summary>
public sealed class StringValueNode : ValueNode
{
    /// <summary>Its characters, escapes resolved.</summary>
    public required string Value { get; init; }

    /// <summary>Whether it stood in three quotes.</summary>
    public bool Block { get; init; }
}

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed class BooleanValueNode : ValueNode
{
    /// <summary>Which.</summary>
    public required bool Value { get; init; }
}

/// <summary><c>null</c>.</summary>
public sealed class NullValueNode : ValueNode;

/// <summary>A name that stands for a value of an enum.</summary>
public sealed class EnumValueNode : ValueNode
{
    /// <summary>The name.</summary>
    public required string Value { get; init; }
}

/// <summary>A list.</summary>
public sealed class ListValueNode : ValueNode
{
    /// <summary>Its items.</summary>
    public required IReadOnlyList<ValueNode> Values { get; init; }
}

/// <summary>An input object.</summary>
public sealed class ObjectValueNode : ValueNode
{
    /// <summary>Its fields as written.</summary>
    public required IReadOnlyList<ObjectFieldNode> Fields { get; init; }
}

/// <summary>One field of an input object.</summary>
public sealed class ObjectFieldNode : Node
{
    /// <summary>Its name.</summary>
    public required NameNode Name { get; init; }

    /// <summary>Its value.</summary>
    public required ValueNode Value { get; init; }
}

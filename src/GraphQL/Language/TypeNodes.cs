namespace OrleansStore.GraphQL.Language;

/// <summary>A reference to a type.</summary>
public abstract class TypeNode : Node;

/// <summary>A type by its name.</summary>
public sealed class NamedTypeNode : TypeNode
{
    /// <summary>The name.</summary>
    public required NameNode Name { get; init; }
}

/// <summary>A list: <c>[Int]</c>.</summary>
public sealed class ListTypeNode : TypeNode
{
    /// <summary>The type of its items.</summary>
    public required TypeNode Type { get; init; }
}

/// <summary>A type without null: <c>Int!</c>.</summary>
public sealed class NonNullTypeNode : TypeNode
{
    /// <summary>The type that could be null.</summary>
    public required TypeNode Type { get; init; }
}

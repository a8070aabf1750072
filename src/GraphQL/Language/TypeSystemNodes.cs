namespace OrleansStore.GraphQL.Language;

/// <summary>A definition or an extension in a schema's text.</summary>
public abstract class TypeSystemDefinitionNode : DefinitionNode
{
    /// <summary>Whether it begins with <c>extend</c>.</summary>
    public bool IsExtension { get; init; }
}

/// <summary><c>schema { query: Query }</c>.</summary>
public sealed class SchemaDefinitionNode : TypeSystemDefinitionNode
{
    /// <summary>The root types.</summary>
    public IReadOnlyList<OperationTypeNode> OperationTypes { get; init; } = [];
}

/// <summary>A root type: <c>query: Query</c>.</summary>
public sealed class OperationTypeNode : Node
{
    /// <summary>Of which operation.</summary>
    public required OperationKind Operation { get; init; }

    /// <summary>Which type.</summary>
    public required NamedTypeNode Type { get; init; }
}

/// <summary>A definition of a type with a name.</summary>
public abstract class TypeDefinitionNode : TypeSystemDefinitionNode
{
    /// <summary>The type's name.</summary>
    public required NameNode Name { get; init; }
}

/// <summary><c>scalar Url</c>.</summary>
public sealed class ScalarDefinitionNode : TypeDefinitionNode;

/// <summary>A type with fields.</summary>
public abstract class CompositeDefinitionNode : TypeDefinitionNode
{
    /// <summary>The interfaces it implements.</summary>
    public IReadOnlyList<NamedTypeNode> Interfaces { get; init; } = [];

    /// <summary>Its fields.</summary>
    public IReadOnlyList<FieldDefinitionNode> Fields { get; init; } = [];
}

/// <summary><c>type Order { }</c>.</summary>
public sealed class ObjectDefinitionNode : CompositeDefinitionNode;

/// <summary><c>interface Node { }</c>.</summary>
public sealed class InterfaceDefinitionNode : CompositeDefinitionNode;

/// <summary><c>union Found = Order | Product</c>.</summary>
public sealed class UnionDefinitionNode : TypeDefinitionNode
{
    /// <summary>Its members.</summary>
    public IReadOnlyList<NamedTypeNode> Types { get; init; } = [];
}

/// <summary><c>enum Sort { }</c>.</summary>
public sealed class EnumDefinitionNode : TypeDefinitionNode
{
    /// <summary>Its values.</summary>
    public IReadOnlyList<EnumValueDefinitionNode> Values { get; init; } = [];
}

/// <summary><c>input Filter { }</c>.</summary>
public sealed class InputObjectDefinitionNode : TypeDefinitionNode
{
    /// <summary>Its fields.</summary>
    public IReadOnlyList<InputValueDefinitionNode> Fields { get; init; } = [];
}

/// <summary>One member of a definition: a field, an argument, a value.</summary>
public abstract class MemberDefinitionNode : Node
{
    /// <summary>A text that describes it.</summary>
    public StringValueNode? Description { get; init; }

    /// <summary>Its name.</summary>
    public required NameNode Name { get; init; }

    /// <summary>Its directives.</summary>
    public IReadOnlyList<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>A field of a type.</summary>
public sealed class FieldDefinitionNode : MemberDefinitionNode
{
    /// <summary>What it takes.</summary>
    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];

    /// <summary>Its type.</summary>
    public required TypeNode Type { get; init; }
}

/// <summary>An argument, or a field of an input object.</summary>
public sealed class InputValueDefinitionNode : MemberDefinitionNode
{
    /// <summary>Its type.</summary>
    public required TypeNode Type { get; init; }

    /// <summary>Its value when none is given.</summary>
    public ValueNode? DefaultValue { get; init; }
}

/// <summary>A value of an enum.</summary>
public sealed class EnumValueDefinitionNode : MemberDefinitionNode;

/// <summary><c>directive @cached on FIELD</c>.</summary>
public sealed class DirectiveDefinitionNode : TypeSystemDefinitionNode
{
    /// <summary>Its name without @.</summary>
    public required NameNode Name { get; init; }

    /// <summary>What it takes.</summary>
    public IReadOnlyList<InputValueDefinitionNode> Arguments { get; init; } = [];

    /// <summary>Whether it may stand in one place more than once.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Where it may stand.</summary>
    public required IReadOnlyList<NameNode> Locations { get; init; }
}

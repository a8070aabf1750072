namespace OrleansStore.GraphQL.Types;

/// <summary>A type of a schema.</summary>
public abstract class GraphType
{
    /// <summary>The type at its heart: of <c>[Order!]!</c> it is <c>Order</c>.</summary>
    public abstract NamedType Named { get; }

    /// <summary>The type without its outer <c>!</c>.</summary>
    public GraphType Nullable => this is NonNullType required ? required.Of : this;

    /// <summary>Whether arguments and variables may have it.</summary>
    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>Whether fields may have it.</summary>
    public bool IsOutput => Named is not InputObjectType;
}

/// <summary>A list.</summary>
/// <param name="of">The type of its items.</param>
public sealed class ListType(GraphType of) : GraphType
{
    /// <summary>The type of its items.</summary>
    public GraphType Of { get; } = of;

    /// <inheritdoc/>
    public override NamedType Named => Of.Named;

    /// <inheritdoc/>
    public override string ToString() => $"[{Of}]";
}

/// <summary>A type without null.</summary>
/// <param name="of">The type that could be null.</param>
public sealed class NonNullType(GraphType of) : GraphType
{
    /// <summary>The type that could be null.</summary>
    public GraphType Of { get; } = of;

    /// <inheritdoc/>
    public override NamedType Named => Of.Named;

    /// <inheritdoc/>
    public override string ToString() => $"{Of}!";
}

/// <summary>A type with a name.</summary>
public abstract class NamedType : GraphType
{
    private protected NamedType(string name, string? description) => (Name, Description) = (name, description);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>A text that describes it, in Markdown.</summary>
    public string? Description { get; internal set; }

    /// <inheritdoc/>
    public override NamedType Named => this;

    /// <summary>Whether its values have no selections: a scalar or an enum.</summary>
    public bool IsLeaf => this is ScalarType or EnumType;

    /// <summary>Whether its values have selections.</summary>
    public bool IsComposite => this is FieldsType or UnionType;

    /// <summary>Whether its values are of one of several object types.</summary>
    public bool IsAbstract => this is InterfaceType or UnionType;

    /// <summary>Where it was defined, and extended, if by text.</summary>
    internal List<Language.TypeDefinitionNode> Nodes { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}

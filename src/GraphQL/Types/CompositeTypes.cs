namespace OrleansStore.GraphQL.Types;

/// <summary>A type with fields.</summary>
public abstract class FieldsType : NamedType
{
    private readonly Dictionary<string, FieldDefinition> _fields = new(StringComparer.Ordinal);

    private protected FieldsType(string name, string? description) : base(name, description)
    {
    }

    /// <summary>Its fields, in the order of their definition.</summary>
    public IReadOnlyCollection<FieldDefinition> Fields => _fields.Values;

    /// <summary>The interfaces that it implements.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; internal set; } = [];

    internal List<string> InterfaceNames { get; } = [];

    /// <summary>The field of a name.</summary>
    public FieldDefinition? Find(string name) => _fields.GetValueOrDefault(name);

    internal void Add(FieldDefinition field) => _fields[field.Name] = field;
}

/// <summary>A type whose values are objects.</summary>
public sealed class ObjectType : FieldsType
{
    internal ObjectType(string name, string? description) : base(name, description)
    {
    }

    /// <summary>Whether a value is of this type: decides for interfaces and unions that do not resolve their types themselves.</summary>
    public Func<object, bool>? IsTypeOf { get; internal set; }
}

/// <summary>Fields that several types have.</summary>
public sealed class InterfaceType : FieldsType
{
    internal InterfaceType(string name, string? description) : base(name, description)
    {
    }

    /// <summary>The name of a value's object type; null asks the object types.</summary>
    public Func<object, string?>? ResolveType { get; internal set; }
}

/// <summary>One of several object types.</summary>
public sealed class UnionType : NamedType
{
    internal UnionType(string name, string? description) : base(name, description)
    {
    }

    /// <summary>Its members.</summary>
    public IReadOnlyList<ObjectType> Types { get; internal set; } = [];

    /// <summary>The name of a value's object type; null asks the object types.</summary>
    public Func<object, string?>? ResolveType { get; internal set; }

    internal List<string> TypeNames { get; } = [];
}

/// <summary>An object that is given to a field.</summary>
public sealed class InputObjectType : NamedType
{
    private readonly Dictionary<string, InputDefinition> _fields = new(StringComparer.Ordinal);

    internal InputObjectType(string name, string? description) : base(name, description)
    {
    }

    /// <summary>Its fields, in the order of their definition.</summary>
    public IReadOnlyCollection<InputDefinition> Fields => _fields.Values;

    /// <summary>Whether exactly one of its fields must be given.</summary>
    public bool IsOneOf { get; internal set; }

    /// <summary>The field of a name.</summary>
    public InputDefinition? Find(string name) => _fields.GetValueOrDefault(name);

    internal void Add(InputDefinition field) => _fields[field.Name] = field;
}

using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>Defines an object type or an interface.</summary>
public sealed class ObjectBuilder
{
    private readonly FieldsType _type;

    internal ObjectBuilder(FieldsType type) => _type = type;

    /// <summary>Describes it.</summary>
    public ObjectBuilder Describe(string description)
    {
        _type.Description = description;
        return this;
    }

    /// <summary>Says which interfaces it implements.</summary>
    public ObjectBuilder Implements(params ReadOnlySpan<string> interfaces)
    {
        foreach (var name in interfaces) _type.InterfaceNames.Add(name);
        return this;
    }

    /// <summary>Says which values are of this object type, for interfaces and unions that do not resolve their types themselves.</summary>
    public ObjectBuilder IsTypeOf(Func<object, bool> isTypeOf)
    {
        ((ObjectType)_type).IsTypeOf = isTypeOf;
        return this;
    }

    /// <summary>Adds a field.</summary>
    /// <param name="type">Its type in the GraphQL language: <c>[Order!]!</c>.</param>
    public FieldBuilder Field(string name, string type, string? description = null)
    {
        var field = new FieldDefinition(name, Parser.ParseType(type)) { Description = description };
        _type.Add(field);
        return new FieldBuilder(field);
    }
}

/// <summary>Defines the values of an enum.</summary>
public sealed class EnumBuilder
{
    private readonly EnumType _type;

    internal EnumBuilder(EnumType type) => _type = type;

    /// <summary>Adds a value.</summary>
    /// <param name="value">What resolvers see and return for it; its name unless given.</param>
    public EnumBuilder Value(string name, string? description = null, object? value = null, string? deprecated = null)
    {
        _type.Add(new EnumValue(name, value ?? name) { Description = description, DeprecationReason = deprecated });
        return this;
    }
}

/// <summary>Defines the fields of an input object.</summary>
public sealed class InputBuilder
{
    private readonly InputObjectType _type;

    internal InputBuilder(InputObjectType type) => _type = type;

    /// <summary>Says that exactly one of its fields must be given.</summary>
    public InputBuilder OneOf()
    {
        _type.IsOneOf = true;
        return this;
    }

    /// <summary>Adds a field.</summary>
    /// <param name="type">Its type in the GraphQL language: <c>[String!]</c>.</param>
    /// <param name="defaultValue">Its default in the GraphQL language: <c>10</c>, <c>"text"</c>, <c>{ a: 1 }</c>.</param>
    public InputBuilder Field(string name, string type, string? description = null, string? defaultValue = null, string? deprecated = null)
    {
        _type.Add(ArgumentsBuilder.Define(name, type, description, defaultValue, deprecated));
        return this;
    }
}

/// <summary>Defines arguments.</summary>
public sealed class ArgumentsBuilder
{
    private readonly Action<InputDefinition> _add;

    internal ArgumentsBuilder(Action<InputDefinition> add) => _add = add;

    /// <summary>Adds an argument.</summary>
    /// <param name="type">Its type in the GraphQL language: <c>Int!</c>.</param>
    /// <param name="defaultValue">Its default in the GraphQL language.</param>
    public ArgumentsBuilder Argument(string name, string type, string? description = null, string? defaultValue = null, string? deprecated = null)
    {
        _add(Define(name, type, description, defaultValue, deprecated));
        return this;
    }

    internal static InputDefinition Define(string name, string type, string? description, string? defaultValue, string? deprecated) =>
        new(name, Parser.ParseType(type), defaultValue is null ? null : Parser.ParseValue(defaultValue))
        {
            Description = description,
            DeprecationReason = deprecated,
        };
}

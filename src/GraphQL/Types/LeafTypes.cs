using System.Text.Json;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>
/// A scalar. What a resolver returns goes through <see cref="Serialize"/> to a value that JSON has: string, bool, a number,
/// <see cref="JsonElement"/>, or a list or dictionary of those. A value that does not fit is refused by a
/// <see cref="GraphQLException"/>.
/// </summary>
public sealed class ScalarType : NamedType
{
    private readonly Func<object, object?> _serialize;
    private readonly Func<JsonElement, object?> _parse;
    private readonly Func<ValueNode, VariableValues?, object?> _parseLiteral;

    /// <param name="name">Its name.</param>
    /// <param name="description">A text that describes it.</param>
    /// <param name="serialize">What a resolver returned, as JSON has it. Null: as it is.</param>
    /// <param name="parse">What a variable holds, as resolvers see it. Null: the JSON in plain types.</param>
    /// <param name="parseLiteral">What a document says, as resolvers see it. Null: as <paramref name="parse"/> of the same JSON.</param>
    public ScalarType(string name, string? description = null, Func<object, object?>? serialize = null,
        Func<JsonElement, object?>? parse = null, Func<ValueNode, VariableValues?, object?>? parseLiteral = null)
        : base(name, description)
    {
        _serialize = serialize ?? (value => value);
        _parse = parse ?? InputJson.ToPlain;
        _parseLiteral = parseLiteral ?? ((literal, variables) => _parse(InputJson.FromLiteral(literal, variables)));
    }

    /// <summary>Address of the specification that it follows.</summary>
    public string? SpecifiedBy { get; internal set; }

    /// <summary>What a resolver returned, as JSON has it.</summary>
    public object? Serialize(object value) => _serialize(value);

    /// <summary>What a variable holds, as resolvers see it.</summary>
    public object? Parse(JsonElement value) => _parse(value);

    /// <summary>What a document says, as resolvers see it.</summary>
    /// <param name="variables">Values of variables inside; null while documents are validated.</param>
    public object? ParseLiteral(ValueNode literal, VariableValues? variables) => _parseLiteral(literal, variables);
}

/// <summary>A fixed set of names.</summary>
public sealed class EnumType : NamedType
{
    private readonly Dictionary<string, EnumValue> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<object, EnumValue> _byValue = [];

    internal EnumType(string name, string? description) : base(name, description)
    {
    }

    /// <summary>Its values, in the order of their definition.</summary>
    public IReadOnlyCollection<EnumValue> Values => _byName.Values;

    /// <summary>The value of a name.</summary>
    public EnumValue? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The value that resolvers mean: by what stands behind it, or by its name.</summary>
    public EnumValue? FindByValue(object value) =>
        _byValue.GetValueOrDefault(value) ?? (value is string name ? Find(name) : value is Enum ? Find(value.ToString()!) : null);

    internal void Add(EnumValue value)
    {
        _byName[value.Name] = value;
        _byValue.TryAdd(value.Value, value);
    }
}

/// <summary>One of an enum's values.</summary>
/// <param name="name">Its name in documents and answers.</param>
/// <param name="value">What resolvers see and return for it.</param>
public sealed class EnumValue(string name, object value) : SchemaMember(name)
{
    /// <summary>What resolvers see and return for it.</summary>
    public object Value { get; } = value;
}

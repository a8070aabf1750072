using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>A member of a type: a field, an argument, a value of an enum.</summary>
/// <param name="name">Its name.</param>
public abstract class SchemaMember(string name)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>A text that describes it, in Markdown.</summary>
    public string? Description { get; internal set; }

    /// <summary>Why it should not be used any more; null for one that should.</summary>
    public string? DeprecationReason { get; internal set; }

    /// <summary>Where it was defined, if by text.</summary>
    internal Node? Node { get; set; }
}

/// <summary>An argument, or a field of an input object.</summary>
public sealed class InputDefinition : SchemaMember
{
    private Tuple<bool, object?>? _coerced;

    internal InputDefinition(string name, TypeNode reference, ValueNode? defaultLiteral) : base(name) =>
        (Reference, DefaultLiteral) = (reference, defaultLiteral);

    /// <summary>Its type.</summary>
    public GraphType Type { get; internal set; } = null!;

    /// <summary>Its default as it was written.</summary>
    public ValueNode? DefaultLiteral { get; }

    /// <summary>Whether there is a default.</summary>
    public bool HasDefault => DefaultLiteral is not null && Coerced.Fits;

    /// <summary>The default as resolvers see it.</summary>
    public object? Default => Coerced.Value;

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired => Type is NonNullType && !HasDefault;

    internal TypeNode Reference { get; }

    /// <summary>Made at its first use: defaults of input objects hold those of other types.</summary>
    private (bool Fits, object? Value) Coerced => (_coerced ??= DefaultLiteral is null
        ? Tuple.Create(false, (object?)null)
        : Tuple.Create(LiteralCoercion.TryCoerce(DefaultLiteral, Type, null, out var value), value)).ToValueTuple();
}

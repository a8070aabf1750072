using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Types;

/// <summary>Says more of a field.</summary>
public sealed class FieldBuilder
{
    private readonly FieldDefinition _field;

    internal FieldBuilder(FieldDefinition field) => _field = field;

    /// <summary>Adds an argument.</summary>
    /// <param name="type">Its type in the GraphQL language: <c>Int!</c>.</param>
    /// <param name="defaultValue">Its default in the GraphQL language.</param>
    public FieldBuilder Argument(string name, string type, string? description = null, string? defaultValue = null, string? deprecated = null)
    {
        _field.Add(ArgumentsBuilder.Define(name, type, description, defaultValue, deprecated));
        return this;
    }

    /// <summary>Computes its value.</summary>
    public FieldBuilder Resolve(Resolver resolver)
    {
        _field.Resolver = resolver;
        return this;
    }

    /// <summary>Computes its value at once.</summary>
    public FieldBuilder Resolve(Func<FieldContext, object?> resolver) => Resolve(context => new ValueTask<object?>(resolver(context)));

    /// <summary>Reads its value from the object it belongs to.</summary>
    public FieldBuilder Read<TSource>(Func<TSource, object?> read)
    {
        _field.Reader = source => read((TSource)source!);
        return this;
    }

    /// <summary>Opens its events, as a root field of a subscription. Without a resolver the event itself is the value.</summary>
    public FieldBuilder Subscribe(Subscriber subscriber)
    {
        _field.Subscriber = subscriber;
        if (_field.Resolver is null) _field.Reader ??= source => source;
        return this;
    }

    /// <summary>Decides before it is resolved or subscribed to.</summary>
    public FieldBuilder Guard(Guard guard)
    {
        _field.Guard = guard;
        return this;
    }

    /// <summary>Says that it should not be used any more, and why.</summary>
    public FieldBuilder Deprecated(string reason)
    {
        _field.DeprecationReason = reason;
        return this;
    }

    /// <summary>Says what asking for it costs; 1 unless said, 0 for what is there anyway.</summary>
    public FieldBuilder Cost(int cost)
    {
        _field.Cost = cost;
        return this;
    }

    /// <summary>Says how long its list can get: as an argument says, or so long where none is given.</summary>
    public FieldBuilder ListSize(int assumed, params string[] arguments)
    {
        _field.AssumedSize = assumed;
        _field.SizeArguments = arguments;
        return this;
    }

    /// <summary>Says whatever else of it, a policy for instance; found again by its type.</summary>
    public FieldBuilder With(object metadata)
    {
        _field.AddMetadata(metadata);
        return this;
    }
}

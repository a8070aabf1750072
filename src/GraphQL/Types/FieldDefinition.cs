using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>
/// Computes a field's value. One that is there at once is returned in a completed <see cref="ValueTask{T}"/>. A thrown
/// <see cref="GraphQLException"/>, or one that is returned as the value, becomes the field's error as it stands; any other
/// exception goes through <see cref="EngineOptions.OnException"/>.
/// </summary>
public delegate ValueTask<object?> Resolver(FieldContext context);

/// <summary>Reads a field's value from the object it belongs to; the fastest way.</summary>
public delegate object? Reader(object? source);

/// <summary>Opens the events of a subscription's root field; with each event the field is resolved with the event as its source.</summary>
public delegate ValueTask<IAsyncEnumerable<object?>> Subscriber(FieldContext context);

/// <summary>Decides before a field is resolved or subscribed to: null lets it through, an exception is its error.</summary>
public delegate ValueTask<GraphQLException?> Guard(FieldContext context);

/// <summary>A field of a type. Without resolver and reader it is read by its name from a dictionary or a JSON object.</summary>
public sealed class FieldDefinition : SchemaMember
{
    private readonly List<InputDefinition> _arguments = [];
    private readonly List<object> _metadata = [];

    internal FieldDefinition(string name, TypeNode reference) : base(name) => Reference = reference;

    /// <summary>Its type.</summary>
    public GraphType Type { get; internal set; } = null!;

    /// <summary>What it takes.</summary>
    public IReadOnlyList<InputDefinition> Arguments => _arguments;

    /// <summary>Computes its value.</summary>
    public Resolver? Resolver { get; internal set; }

    /// <summary>Reads its value, where no resolver is needed.</summary>
    public Reader? Reader { get; internal set; }

    /// <summary>Opens its events; of a subscription's root fields only.</summary>
    public Subscriber? Subscriber { get; internal set; }

    /// <summary>Decides first.</summary>
    public Guard? Guard { get; internal set; }

    /// <summary>What asking for it costs, without what is selected of it.</summary>
    public int Cost { get; internal set; } = 1;

    /// <summary>The arguments that bound its list, the first one given counts; paths like <c>page.limit</c> reach into input objects.</summary>
    public IReadOnlyList<string> SizeArguments { get; internal set; } = [];

    /// <summary>How many items are reckoned with when no such argument is given. Null: the engine's default for lists, one for others.</summary>
    public int? AssumedSize { get; internal set; }

    /// <summary>Whatever else is said of it, a policy for instance.</summary>
    public IReadOnlyList<object> Metadata => _metadata;

    internal TypeNode Reference { get; }

    /// <summary>The argument of a name.</summary>
    public InputDefinition? FindArgument(string name)
    {
        foreach (var argument in _arguments)
            if (argument.Name == name) return argument;
        return null;
    }

    /// <summary>What is said of it in this type, the last one.</summary>
    public T? MetadataOf<T>() where T : class => _metadata.OfType<T>().LastOrDefault();

    internal void Add(InputDefinition argument) => _arguments.Add(argument);

    internal void AddMetadata(object metadata) => _metadata.Add(metadata);
}

using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Execution;

/// <summary>What a field is resolved with.</summary>
public sealed class FieldContext
{
    private readonly RequestRun _run;
    private readonly FieldPlan _plan;

    private readonly ResultContainer? _target;
    private readonly int _index;

    internal FieldContext(RequestRun run, FieldPlan plan, object? source, InputValues arguments, ResultContainer? target, int index) =>
        (_run, _plan, Source, Arguments, _target, _index) = (run, plan, source, arguments, target, index);

    /// <summary>The object that the field belongs to.</summary>
    public object? Source { get; }

    /// <summary>What it was given.</summary>
    public InputValues Arguments { get; }

    /// <summary>The field.</summary>
    public FieldDefinition Field => _plan.Definition;

    /// <summary>The type it belongs to.</summary>
    public ObjectType ParentType => _plan.ParentType;

    /// <summary>Where it was asked for; more than one node if it was asked for in several places.</summary>
    public IReadOnlyList<FieldNode> Nodes => _plan.Nodes;

    /// <summary>The operation.</summary>
    public OperationNode Operation => _run.Operation.Node;

    /// <summary>Its place in the answer.</summary>
    public ResponsePath Path => _target?.PathOf(_index) ?? new ResponsePath(null, _plan.ResponseKey);

    /// <summary>The request's variables.</summary>
    public VariableValues Variables => _run.Variables;

    /// <summary>The schema.</summary>
    public Schema Schema => _run.Schema;

    /// <summary>Ends when nobody waits for the answer any more.</summary>
    public CancellationToken Cancellation => _run.Cancellation;

    /// <summary>The request's services; null if the host gave none.</summary>
    public IServiceProvider? Services => _run.Scope.Services;

    /// <summary>The object that the field belongs to.</summary>
    public T SourceAs<T>() => (T)Source!;

    /// <summary>What the host keeps for the request.</summary>
    public T Context<T>() => (T)_run.Scope.Context!;

    /// <summary>The value of an argument; the type's default when it was not given or is null.</summary>
    public T? Argument<T>(string name) => Arguments.Get<T>(name);

    /// <summary>Whether a field is selected of this one's value, at its first level: saves what nobody asked for.</summary>
    public bool Selects(string field) => _run.Selects(_plan, field);

    /// <summary>
    /// The loader of a name, made with the request's first use of it. Keys that fields ask for in one turn are loaded by one
    /// call; a key that was loaded before in the same request (or root field of a mutation) is not loaded again.
    /// </summary>
    /// <param name="load">Loads values by their keys; a key without a value is left out.</param>
    /// <param name="maxBatch">How many keys one call gets at most.</param>
    public DataLoader<TKey, TValue> Loader<TKey, TValue>(string name, LoadBatch<TKey, TValue> load, int maxBatch = 100) where TKey : notnull =>
        _run.Loaders.GetOrAdd(name, load, maxBatch, _run.Cancellation);
}

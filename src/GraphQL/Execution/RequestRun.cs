using System.Runtime.ExceptionServices;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Execution;

/// <summary>One execution of one operation.</summary>
internal sealed class RequestRun
{
    private readonly TurnLoop _loop = new();
    private readonly List<GraphQLError> _errors = [];
    private readonly ValueCompletion _completion;
    private Dictionary<(FieldPlan, ObjectType), SelectionPlan>? _ownPlans;
    private LoaderSet? _loaders;
    private FieldCollector? _collector;
    private int _pending;
    private long _bytes;
    private ResultObject? _data;

    public RequestRun(GraphEngine engine, PreparedOperation operation, VariableValues variables, ExecutionScope scope, CancellationToken cancellation)
    {
        (Engine, Operation, Variables, Scope, Cancellation) = (engine, operation, variables, scope, cancellation);
        _completion = new ValueCompletion(this);
    }

    public GraphEngine Engine { get; }

    public Schema Schema => Engine.Schema;

    public PreparedOperation Operation { get; }

    public VariableValues Variables { get; }

    public ExecutionScope Scope { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Resolvers that come back on threads of their own may want it at the same time.</summary>
    public LoaderSet Loaders => LazyInitializer.EnsureInitialized(ref _loaders, () => new LoaderSet(_loop.Post, _loop.Wake))!;

    public FieldCollector Collector => _collector ??= new FieldCollector(Schema, Operation.Fragments, Variables);

    /// <summary>A plan that was made for this request, for there was no room to keep it with the document.</summary>
    public SelectionPlan? OwnPlan(FieldPlan field, ObjectType type) => _ownPlans?.GetValueOrDefault((field, type));

    public SelectionPlan Own(FieldPlan field, SelectionPlan plan) => (_ownPlans ??= [])[(field, plan.Type)] = plan;

    /// <summary>The answer; at once when nothing had to be waited for.</summary>
    /// <param name="source">The object that root fields belong to.</param>
    public ValueTask<ExecutionResult> ExecuteAsync(object? source)
    {
        if (RootPlan() is not { } plan) return new(new ExecutionResult(null, _errors, hasData: true));
        var data = _data = new ResultObject(plan.Fields);
        Grow(plan.Bytes);
        if (Operation.Node.Operation == OperationKind.Mutation) return SeriallyAsync(plan, source, data);
        ExecuteFields(plan, source, data);
        return _pending == 0 ? new(Result(data)) : WaitAsync(data);
    }

    /// <summary>The plan of the root; null, with the error told, when a condition in it is wrong.</summary>
    public SelectionPlan? RootPlan()
    {
        try
        {
            return Operation.RootPlan(Schema, Schema.RootOf(Operation.Node.Operation)!, Variables);
        }
        catch (GraphQLException e)
        {
            _errors.Add(e.Error ?? new GraphQLError(e.Message));
            return null;
        }
    }

    public IReadOnlyList<GraphQLError> Errors => _errors;

    public void ExecuteFields(SelectionPlan plan, object? source, ResultObject target)
    {
        for (var i = 0; i < plan.Fields.Length && !target.Dead && !IsTooLarge; i++) ExecuteField(plan.Fields[i], source, target, i);
    }

    /// <summary>Whether the answer grew too large, and there will be none.</summary>
    public bool IsTooLarge => _bytes > Engine.Options.Limits.AnswerBytes;

    /// <summary>The answer becomes larger; too large, all of it is taken away before it fills the memory.</summary>
    public void Grow(int bytes)
    {
        if (IsTooLarge) return;
        _bytes += bytes;
        if (!IsTooLarge) return;
        _errors.Add(new GraphQLError($"The answer has more than {Engine.Options.Limits.AnswerBytes} bytes.")
        {
            Locations = GraphQLError.LocationsOf([Operation.Node]),
            Extensions = ErrorCodes.AnswerTooLarge,
        });
        _data!.Nullify();
    }

    /// <summary>Puts an error where a value should be; takes away what must not be without it.</summary>
    public void Fail(FieldPlan field, ResultContainer target, int index, GraphType type, Exception exception, FieldContext? context = null)
    {
        if (exception is OperationCanceledException && Cancellation.IsCancellationRequested) ExceptionDispatchInfo.Throw(exception);
        if (target.IsGone) return;
        _errors.Add(ErrorOf(field, target.PathOf(index), exception, context));
        target[index] = null;
        if (type is NonNullType) target.Nullify();
    }

    public GraphQLError ErrorOf(FieldPlan field, ResponsePath path, Exception exception, FieldContext? context)
    {
        var told = exception as GraphQLException ?? Engine.Options.OnException?.Invoke(exception, context ?? new FieldContext(this, field, null, InputValues.None, null, 0));
        return new GraphQLError(told?.Message ?? "The server failed to answer this.")
        {
            Locations = told?.Error is { Locations.Count: > 0 } placed ? placed.Locations : GraphQLError.LocationsOf([.. field.Nodes]),
            Path = path,
            Extensions = told is null ? ErrorCodes.InternalError : told.Extensions,
            Exception = exception,
        };
    }

    public bool Selects(FieldPlan plan, string field) => plan.Nodes.Any(n => n.SelectionSet is not null && Selects(n.SelectionSet, field, []));

    private void ExecuteField(FieldPlan field, object? source, ResultObject target, int index)
    {
        if (field.Constant is not null)
        {
            target[index] = field.Constant;
            return;
        }

        var definition = field.Definition;
        FieldContext? context = null;
        object? value;
        try
        {
            var arguments = field.Arguments(Variables);
            if (definition.Resolver is null && definition.Guard is null)
            {
                value = definition.Reader is null ? SourceMembers.Read(source, definition.Name) : definition.Reader(source);
            }
            else
            {
                context = new FieldContext(this, field, source, arguments, target, index);
                var task = definition.Guard is null ? definition.Resolver!(context) : GuardedAsync(definition, context);
                if (!task.IsCompleted)
                {
                    Await(task, context, field, target, index);
                    return;
                }

                value = task.Result;
            }
        }
        catch (Exception e)
        {
            Fail(field, target, index, definition.Type, e, context);
            return;
        }

        _completion.Complete(field, definition.Type, value, target, index);
    }

    private static async ValueTask<object?> GuardedAsync(FieldDefinition definition, FieldContext context)
    {
        if (await definition.Guard!(context) is { } refusal) return refusal;
        if (definition.Resolver is not null) return await definition.Resolver(context);
        return definition.Reader is null ? SourceMembers.Read(context.Source, definition.Name) : definition.Reader(context.Source);
    }

    private void Await(ValueTask<object?> task, FieldContext context, FieldPlan field, ResultObject target, int index)
    {
        _pending++;
        var awaiter = task.GetAwaiter();
        awaiter.UnsafeOnCompleted(() => _loop.Post(() =>
        {
            _pending--;
            object? value;
            try
            {
                value = awaiter.GetResult();
            }
            catch (Exception e)
            {
                Fail(field, target, index, field.Definition.Type, e, context);
                return;
            }

            if (!target.IsGone) _completion.Complete(field, field.Definition.Type, value, target, index);
        }));
    }

    private async ValueTask<ExecutionResult> SeriallyAsync(SelectionPlan plan, object? source, ResultObject data)
    {
        for (var i = 0; i < plan.Fields.Length && !data.Dead; i++)
        {
            ExecuteField(plan.Fields[i], source, data, i);
            await DrainAsync();
            // What the field changed may have been loaded before.
            _loaders?.Forget();
        }

        return Result(data);
    }

    private async ValueTask<ExecutionResult> WaitAsync(ResultObject data)
    {
        await DrainAsync();
        return Result(data);
    }

    private Task DrainAsync() => _pending == 0
        ? Task.CompletedTask
        : _loop.RunUntilAsync(() => _pending == 0, () => _loaders?.Dispatch() == true, Cancellation);

    private ExecutionResult Result(ResultObject data) => new(data.Dead ? null : data, _errors, hasData: true);

    private bool Selects(SelectionSetNode set, string field, HashSet<string> visited) => set.Selections.Any(selection => selection switch
    {
        FieldNode node => node.Name.Value == field,
        InlineFragmentNode inline => Selects(inline.SelectionSet, field, visited),
        FragmentSpreadNode spread => visited.Add(spread.Name.Value) && Operation.Fragments.TryGetValue(spread.Name.Value, out var fragment)
            && Selects(fragment.SelectionSet, field, visited),
        _ => false,
    });
}

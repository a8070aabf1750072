using System.Text.Json;
using OrleansStore.GraphQL.Introspection;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Execution;

/// <summary>What is resolved of an object of one type; made once and shared by requests, or made for one and dropped with it.</summary>
internal sealed class SelectionPlan(ObjectType type, FieldPlan[] fields, bool isKept)
{
    /// <summary>Whether it is kept with the document.</summary>
    public bool IsKept { get; } = isKept;

    public ObjectType Type { get; } = type;

    public FieldPlan[] Fields { get; } = fields;

    /// <summary>What an object of it takes in an answer besides the values of its members.</summary>
    public int Bytes { get; } = 2 + fields.Sum(f => f.ResponseKey.Length + 4 + (f.Constant?.Length ?? 0));

    /// <summary>The plan of what is selected of a type. Throws <see cref="GraphQLException"/> when a condition is wrong.</summary>
    /// <param name="budget">What it takes room of to be kept; null for one that is not to be.</param>
    public static SelectionPlan Of(FieldCollector collector, ObjectType type, IEnumerable<SelectionSetNode> sets, PlanBudget? budget)
    {
        var selected = collector.Collect(type, sets);
        var kept = budget?.TryTake(selected.Count) == true ? budget : null;
        List<FieldPlan> fields = [];
        foreach (var (key, nodes) in selected)
            if (IntrospectionFields.Find(collector.Schema, type, nodes[0].Name.Value) is { } definition)
                fields.Add(new FieldPlan(key, type, definition, nodes, kept));
        return new SelectionPlan(type, [.. fields], kept is not null);
    }
}

/// <summary>One field of an answer: what it resolves, with what, and what of its value.</summary>
internal sealed class FieldPlan(string responseKey, ObjectType parentType, FieldDefinition definition, IReadOnlyList<FieldNode> nodes, PlanBudget? budget)
{
    private readonly bool _fixedArguments = nodes[0].Arguments.All(a => !ArgumentCoercion.HasVariable(a.Value));
    private InputValues? _arguments;
    private SelectionPlan? _last;
    private SelectionPlan[] _plans = [];

    public string ResponseKey { get; } = responseKey;

    public JsonEncodedText EncodedKey { get; } = JsonEncodedText.Encode(responseKey);

    public ObjectType ParentType { get; } = parentType;

    public FieldDefinition Definition { get; } = definition;

    public IReadOnlyList<FieldNode> Nodes { get; } = nodes;

    /// <summary>The value that it always has: <c>__typename</c>, which clients with a cache ask for with every object.</summary>
    public string? Constant { get; } = ReferenceEquals(definition, IntrospectionFields.TypeName) ? parentType.Name : null;

    /// <summary>What the field is given. Throws <see cref="GraphQLException"/>.</summary>
    public InputValues Arguments(VariableValues variables)
    {
        if (Definition.Arguments.Count == 0) return InputValues.None;
        if (_arguments is not null) return _arguments;
        var arguments = ArgumentCoercion.Coerce(Definition.Arguments, Nodes[0].Arguments, Nodes[0], variables);
        if (_fixedArguments) _arguments = arguments;
        return arguments;
    }

    /// <summary>The plan of what is selected of its value. Two requests that make it at the same time make the same.</summary>
    public SelectionPlan PlanFor(ObjectType type, RequestRun run)
    {
        var last = _last;
        if (last is not null && ReferenceEquals(last.Type, type)) return last;
        foreach (var plan in _plans)
            if (ReferenceEquals(plan.Type, type)) return _last = plan;
        // A plan that is not kept itself keeps what it leads to: all of it is dropped with the request.
        if (budget is not null && run.OwnPlan(this, type) is { } own) return own;
        var made = SelectionPlan.Of(run.Collector, type, Nodes.Where(n => n.SelectionSet is not null).Select(n => n.SelectionSet!), budget);
        if (budget is not null && !made.IsKept) return run.Own(this, made);
        _plans = [.. _plans, made];
        return _last = made;
    }
}

using System.Text.Json;
using OrleansStore.GraphQL.Introspection;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Execution;

/// <summary>What is resolved of an object of one type; made once and shared by requests.</summary>
internal sealed class SelectionPlan(ObjectType type, FieldPlan[] fields)
{
    public ObjectType Type { get; } = type;

    public FieldPlan[] Fields { get; } = fields;

    /// <summary>The plan of what is selected of a type. Throws <see cref="GraphQLException"/> when a condition is wrong.</summary>
    public static SelectionPlan Of(FieldCollector collector, ObjectType type, IEnumerable<SelectionSetNode> sets)
    {
        List<FieldPlan> fields = [];
        foreach (var (key, nodes) in collector.Collect(type, sets))
            if (IntrospectionFields.Find(collector.Schema, type, nodes[0].Name.Value) is { } definition)
                fields.Add(new FieldPlan(key, type, definition, nodes));
        return new SelectionPlan(type, [.. fields]);
    }
}

/// <summary>One field of an answer: what it resolves, with what, and what of its value.</summary>
internal sealed class FieldPlan(string responseKey, ObjectType parentType, FieldDefinition definition, IReadOnlyList<FieldNode> nodes)
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
        var made = SelectionPlan.Of(run.Collector, type, Nodes.Where(n => n.SelectionSet is not null).Select(n => n.SelectionSet!));
        _plans = [.. _plans, made];
        return _last = made;
    }
}

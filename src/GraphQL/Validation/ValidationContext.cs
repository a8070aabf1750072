using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation;

/// <summary>What rules know of the document, found once for all of them.</summary>
internal sealed class ValidationContext
{
    private const int LongestMessage = 2000;

    private readonly List<GraphQLError> _errors = [];
    private readonly int _maxErrors;
    private readonly Dictionary<string, FragmentNode> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<SelectionSetNode, List<FragmentSpreadNode>> _spreads = [];
    private readonly Dictionary<OperationNode, List<FragmentNode>> _reachable = [];
    private readonly Dictionary<ExecutableDefinitionNode, List<VariableUsage>> _usages = [];
    private readonly Dictionary<OperationNode, List<VariableUsage>> _allUsages = [];

    /// <param name="knownTypes">Types that a schema's text may speak of without defining them.</param>
    public ValidationContext(Schema? schema, DocumentNode document, int maxErrors, bool suggests, IReadOnlyCollection<NamedType>? knownTypes = null)
    {
        KnownTypes = knownTypes ?? [];
        (Schema, Document, _maxErrors, Suggests) = (schema, document, maxErrors, suggests);
        Types = new TypeInfo(schema);
        foreach (var fragment in document.Definitions.OfType<FragmentNode>()) _fragments[fragment.Name.Value] = fragment;
    }

    /// <summary>Null while a schema's text is validated.</summary>
    public Schema? Schema { get; }

    /// <summary>Types that a schema's text may speak of without defining them.</summary>
    public IReadOnlyCollection<NamedType> KnownTypes { get; }

    public DocumentNode Document { get; }

    public bool Suggests { get; }

    public TypeInfo Types { get; }

    /// <summary>The nodes around the one that is looked at, the document first.</summary>
    public List<Node> Ancestors { get; } = [];

    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>How many errors there can be, the one that says that there are too many included.</summary>
    public int MostErrors => _maxErrors == int.MaxValue ? _maxErrors : _maxErrors + 1;

    /// <summary>Whether there are so many errors that no more are looked for.</summary>
    public bool IsFull => _errors.Count > _maxErrors;

    public void Report(string message, params ReadOnlySpan<Node> nodes)
    {
        if (IsFull) return;
        // Names can be as long as the document, and be told again with each error.
        if (message.Length > LongestMessage) message = $"{message.AsSpan(0, LongestMessage)}...";
        Report(new GraphQLError(message) { Locations = GraphQLError.LocationsOf(nodes), Extensions = ErrorCodes.InvalidDocument });
    }

    public void Report(GraphQLError error)
    {
        if (IsFull) return;
        _errors.Add(_errors.Count < _maxErrors
            ? error
            : new GraphQLError("Too many validation errors, error limit reached. Validation aborted.") { Extensions = ErrorCodes.InvalidDocument });
    }

    public FragmentNode? Fragment(string name) => _fragments.GetValueOrDefault(name);

    /// <summary>The fragments that are spread in a selection set, those that are spread in these not counted.</summary>
    public IReadOnlyList<FragmentSpreadNode> SpreadsIn(SelectionSetNode set)
    {
        if (_spreads.TryGetValue(set, out var known)) return known;
        List<FragmentSpreadNode> spreads = [];
        var sets = new Stack<SelectionSetNode>([set]);
        while (sets.TryPop(out var next))
        {
            foreach (var selection in next.Selections)
            {
                if (selection is FragmentSpreadNode spread) spreads.Add(spread);
                else if ((selection as FieldNode)?.SelectionSet is { } inner) sets.Push(inner);
                else if (selection is InlineFragmentNode inline) sets.Push(inline.SelectionSet);
            }
        }

        return _spreads[set] = spreads;
    }

    /// <summary>The fragments that an operation uses, directly or not.</summary>
    public IReadOnlyList<FragmentNode> FragmentsOf(OperationNode operation)
    {
        if (_reachable.TryGetValue(operation, out var known)) return known;
        List<FragmentNode> fragments = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var sets = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (sets.TryPop(out var set))
        {
            foreach (var spread in SpreadsIn(set))
            {
                if (!seen.Add(spread.Name.Value) || Fragment(spread.Name.Value) is not { } fragment) continue;
                fragments.Add(fragment);
                sets.Push(fragment.SelectionSet);
            }
        }

        return _reachable[operation] = fragments;
    }

    /// <summary>Where an operation uses variables, in itself and in its fragments.</summary>
    public IReadOnlyList<VariableUsage> UsagesOf(OperationNode operation)
    {
        if (!_allUsages.TryGetValue(operation, out var usages))
            _allUsages[operation] = usages = [.. UsagesIn(operation), .. FragmentsOf(operation).SelectMany(UsagesIn)];
        return usages;
    }

    private List<VariableUsage> UsagesIn(ExecutableDefinitionNode definition)
    {
        if (_usages.TryGetValue(definition, out var known)) return known;
        List<VariableUsage> usages = [];
        var types = new TypeInfo(Schema);
        Visit(definition);
        return _usages[definition] = usages;

        void Visit(Node node)
        {
            if (node is VariableDefinitionNode) return;
            types.Enter(node);
            if (node is VariableNode variable) usages.Add(new VariableUsage(variable, types.InputType, types.HasDefault, types.ParentInputType));
            NodeChildren.Visit(node, Visit);
            types.Leave(node);
        }
    }
}

/// <summary>A variable where it is used.</summary>
internal sealed record VariableUsage(VariableNode Node, GraphType? Type, bool HasDefault, GraphType? ParentType);

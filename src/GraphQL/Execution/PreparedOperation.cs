using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Execution;

/// <summary>An operation with the plans that were made for it.</summary>
internal sealed class PreparedOperation
{
    private const int MostPlans = 4;

    private readonly IReadOnlyList<string> _conditions;
    private readonly PlanBudget _budget;
    private readonly ConcurrentDictionary<ulong, SelectionPlan> _plans = new();

    public PreparedOperation(OperationNode node, IReadOnlyDictionary<string, FragmentNode> fragments, PlanBudget budget)
    {
        (Node, Fragments, _budget) = (node, fragments, budget);
        _conditions = ConditionVariables.Of(node, fragments);
    }

    public OperationNode Node { get; }

    public IReadOnlyDictionary<string, FragmentNode> Fragments { get; }

    /// <summary>What is executed: one plan for all requests whose <c>@skip</c> and <c>@include</c> come out the same.</summary>
    public SelectionPlan RootPlan(Schema schema, ObjectType root, VariableValues variables)
    {
        var key = KeyOf(variables);
        if (key is null) return Make(null);
        if (_plans.TryGetValue(key.Value, out var known)) return known;
        var plan = Make(_plans.Count < MostPlans ? _budget : null);
        return plan.IsKept ? _plans.GetOrAdd(key.Value, plan) : plan;

        SelectionPlan Make(PlanBudget? budget) => SelectionPlan.Of(new FieldCollector(schema, Fragments, variables), root, [Node.SelectionSet], budget);
    }

    /// <summary>The conditions' values as bits; null when they cannot be told so.</summary>
    private ulong? KeyOf(VariableValues variables)
    {
        if (_conditions.Count > 64) return null;
        ulong key = 0;
        for (var i = 0; i < _conditions.Count; i++)
        {
            if (!variables.TryGet(_conditions[i], out var value) || value is not bool holds) return null;
            if (holds) key |= 1UL << i;
        }

        return key;
    }
}

/// <summary>The variables that decide what is selected.</summary>
internal static class ConditionVariables
{
    public static IReadOnlyList<string> Of(OperationNode operation, IReadOnlyDictionary<string, FragmentNode> fragments)
    {
        if (operation.Variables.Count == 0) return [];
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Visit(operation.SelectionSet);
        return [.. names];

        void Visit(SelectionSetNode set)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            foreach (var selection in set.Selections)
            {
                foreach (var argument in selection.Directives.SelectMany(d => d.Arguments))
                    if (argument.Value is VariableNode variable) names.Add(variable.Name.Value);
                switch (selection)
                {
                    case FieldNode { SelectionSet: { } inner }: Visit(inner); break;
                    case InlineFragmentNode inline: Visit(inline.SelectionSet); break;
                    case FragmentSpreadNode spread when seen.Add(spread.Name.Value) && fragments.TryGetValue(spread.Name.Value, out var fragment):
                        Visit(fragment.SelectionSet);
                        break;
                }
            }
        }
    }
}

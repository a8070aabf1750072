using System.Runtime.CompilerServices;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Finds which fields of an object type are selected, fragments and conditions resolved (CollectFields of the specification).</summary>
internal sealed class FieldCollector(Schema schema, IReadOnlyDictionary<string, FragmentNode> fragments, VariableValues variables)
{
    public Schema Schema { get; } = schema;

    public VariableValues Variables { get; } = variables;

    /// <summary>Fields by the names that they have in the answer, in the order in which they come first.</summary>
    public IReadOnlyList<KeyValuePair<string, List<FieldNode>>> Collect(ObjectType type, IEnumerable<SelectionSetNode> sets)
    {
        var fields = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets) Collect(type, set, fields, visited);
        return fields;
    }

    private void Collect(ObjectType type, SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> fields, HashSet<string> visited)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field when IsIncluded(field):
                    if (fields.TryGetValue(field.ResponseKey, out var nodes)) nodes.Add(field);
                    else fields.Add(field.ResponseKey, [field]);
                    break;
                case InlineFragmentNode inline when IsIncluded(inline) && Applies(inline.TypeCondition, type):
                    Collect(type, inline.SelectionSet, fields, visited);
                    break;
                case FragmentSpreadNode spread when !visited.Contains(spread.Name.Value) && IsIncluded(spread):
                    visited.Add(spread.Name.Value);
                    if (fragments.TryGetValue(spread.Name.Value, out var fragment) && Applies(fragment.TypeCondition, type))
                        Collect(type, fragment.SelectionSet, fields, visited);
                    break;
            }
        }
    }

    private bool IsIncluded(SelectionNode node) =>
        node.Directives.Count == 0 || (Condition(node, StandardDirectives.Skip) != true && Condition(node, StandardDirectives.Include) != false);

    private bool? Condition(SelectionNode node, DirectiveDefinition directive)
    {
        foreach (var given in node.Directives)
            if (given.Name.Value == directive.Name) return ArgumentCoercion.Coerce(directive.Arguments, given.Arguments, given, Variables).Get<bool>("if");
        return null;
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type)
    {
        if (condition is null || condition.Name.Value == type.Name) return true;
        return Schema.Find(condition.Name.Value) is { IsAbstract: true } general && Schema.IsSubType(general, type);
    }
}

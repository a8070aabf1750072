using System.Runtime.CompilerServices;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Introspection does not go in circles: types lead to fields, and these to types again, without end.</summary>
internal sealed class IntrospectionDepth(ValidationContext context) : ValidationRule(context)
{
    private const int Lists = 3;

    /// <summary>Fragments spread in each other twice over would else be looked into without end.</summary>
    private readonly HashSet<(string Fragment, int Depth)> _fine = [];

    public override bool Enter(Node node)
    {
        if (node is not FieldNode { Name.Value: "__schema" or "__type" } field || !IsTooDeep(field.SelectionSet, 0, [])) return true;
        Report("Maximum introspection depth exceeded", node);
        return false;
    }

    private bool IsTooDeep(SelectionSetNode? set, int depth, HashSet<string> visited)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var selection in set?.Selections ?? [])
        {
            switch (selection)
            {
                case FieldNode field:
                    var below = field.Name.Value is "fields" or "interfaces" or "possibleTypes" or "inputFields" ? depth + 1 : depth;
                    if (below >= Lists || IsTooDeep(field.SelectionSet, below, visited)) return true;
                    break;
                case InlineFragmentNode inline:
                    if (IsTooDeep(inline.SelectionSet, depth, visited)) return true;
                    break;
                case FragmentSpreadNode spread when Context.Fragment(spread.Name.Value) is { } fragment
                    && !_fine.Contains((spread.Name.Value, depth)) && visited.Add(spread.Name.Value):
                    var isTooDeep = IsTooDeep(fragment.SelectionSet, depth, visited);
                    visited.Remove(spread.Name.Value);
                    if (isTooDeep) return true;
                    _fine.Add((spread.Name.Value, depth));
                    break;
            }
        }

        return false;
    }
}

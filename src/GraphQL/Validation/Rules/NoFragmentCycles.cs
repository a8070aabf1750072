using System.Runtime.CompilerServices;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>No fragment is spread in itself.</summary>
internal sealed class NoFragmentCycles(ValidationContext context) : ValidationRule(context)
{
    /// <summary>Fragments of a circle that its message names at most.</summary>
    private const int MostNames = 20;

    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly List<FragmentSpreadNode> _path = [];
    private readonly Dictionary<string, int> _onPath = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        if (node is FragmentNode fragment) Follow(fragment);
        return node is DocumentNode;
    }

    private void Follow(FragmentNode fragment)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!_visited.Add(fragment.Name.Value)) return;
        _onPath[fragment.Name.Value] = _path.Count;
        foreach (var spread in Context.SpreadsIn(fragment.SelectionSet))
        {
            if (Context.IsFull) break;
            var name = spread.Name.Value;
            _path.Add(spread);
            if (!_onPath.TryGetValue(name, out var start))
            {
                if (Context.Fragment(name) is { } next) Follow(next);
            }
            else
            {
                var cycle = _path.Skip(start).ToList();
                var via = string.Join(", ", cycle.SkipLast(1).Take(MostNames).Select(s => $"\"{s.Name}\""));
                if (cycle.Count - 1 > MostNames) via += $", and {cycle.Count - 1 - MostNames} more";
                Report($"Cannot spread fragment \"{name}\" within itself{(via.Length == 0 ? "" : $" via {via}")}.", [.. cycle]);
            }

            _path.RemoveAt(_path.Count - 1);
        }

        _onPath.Remove(fragment.Name.Value);
    }
}

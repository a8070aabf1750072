using System.Runtime.CompilerServices;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>
/// Fields that share a name in the answer can be merged: they are the same field with the same arguments, or can never be of
/// the same object and yet have the same shape.
/// </summary>
internal sealed class OverlappingFields(ValidationContext context) : ValidationRule(context)
{
    /// <summary>Pairs that are compared at most: a document that repeats one field thousands of times is not worth its time.</summary>
    private const int MostComparisons = 100_000;

    private readonly SelectionFields _selections = new(context);
    private readonly Dictionary<(SelectionFields.FieldMap, string), bool> _withFragment = [];
    private readonly Dictionary<(string, string), bool> _fragments = [];
    private int _comparisons;

    public override bool Enter(Node node)
    {
        if (node is not SelectionSetNode set || _comparisons > MostComparisons) return true;
        foreach (var conflict in FindIn(_selections.Of(set, Types.ParentType)))
            Report($"Fields \"{conflict.Name}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.",
                [.. conflict.First, .. conflict.Second]);
        if (_comparisons > MostComparisons)
            Context.Report(new GraphQLError("The document repeats fields too often.") { Locations = GraphQLError.LocationsOf([set]), Extensions = ErrorCodes.TooCostly });
        return true;
    }

    private List<Conflict> FindIn(SelectionFields.FieldMap map)
    {
        List<Conflict> conflicts = [];
        foreach (var (name, fields) in map.Fields)
            for (var i = 0; i < fields.Count; i++)
                for (var j = i + 1; j < fields.Count && _comparisons <= MostComparisons; j++)
                    if (Compare(name, fields[i], fields[j], exclusive: false) is { } conflict) conflicts.Add(conflict);
        for (var i = 0; i < map.Fragments.Count; i++)
        {
            CompareWithFragment(conflicts, map, map.Fragments[i], exclusive: false);
            for (var j = i + 1; j < map.Fragments.Count; j++) CompareFragments(conflicts, map.Fragments[i], map.Fragments[j], exclusive: false);
        }

        return conflicts;
    }

    private void CompareWithFragment(List<Conflict> conflicts, SelectionFields.FieldMap map, string fragment, bool exclusive)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!IsNew(_withFragment, (map, fragment), exclusive) || _selections.OfFragment(fragment) is not { } other || ReferenceEquals(map, other)) return;
        CompareMaps(conflicts, map, other, exclusive);
        foreach (var inner in other.Fragments) CompareWithFragment(conflicts, map, inner, exclusive);
    }

    private void CompareFragments(List<Conflict> conflicts, string first, string second, bool exclusive)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (first == second) return;
        var pair = string.CompareOrdinal(first, second) < 0 ? (first, second) : (second, first);
        if (!IsNew(_fragments, pair, exclusive)) return;
        if (_selections.OfFragment(first) is not { } one || _selections.OfFragment(second) is not { } other) return;
        CompareMaps(conflicts, one, other, exclusive);
        foreach (var inner in other.Fragments) CompareFragments(conflicts, first, inner, exclusive);
        foreach (var inner in one.Fragments) CompareFragments(conflicts, inner, second, exclusive);
    }

    private List<Conflict> CompareSelections(NamedType? firstType, SelectionSetNode first, NamedType? secondType, SelectionSetNode second, bool exclusive)
    {
        List<Conflict> conflicts = [];
        var (one, other) = (_selections.Of(first, firstType), _selections.Of(second, secondType));
        CompareMaps(conflicts, one, other, exclusive);
        foreach (var fragment in other.Fragments) CompareWithFragment(conflicts, one, fragment, exclusive);
        foreach (var fragment in one.Fragments) CompareWithFragment(conflicts, other, fragment, exclusive);
        foreach (var mine in one.Fragments)
            foreach (var theirs in other.Fragments) CompareFragments(conflicts, mine, theirs, exclusive);
        return conflicts;
    }

    private void CompareMaps(List<Conflict> conflicts, SelectionFields.FieldMap first, SelectionFields.FieldMap second, bool exclusive)
    {
        foreach (var (name, fields) in first.Fields)
        {
            if (!second.Fields.TryGetValue(name, out var others)) continue;
            foreach (var field in fields)
                foreach (var other in others)
                    if (_comparisons <= MostComparisons && Compare(name, field, other, exclusive) is { } conflict) conflicts.Add(conflict);
        }
    }

    private Conflict? Compare(string name, SelectionFields.Entry first, SelectionFields.Entry second, bool exclusive)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _comparisons++;
        exclusive |= first.Parent != second.Parent && first.Parent is ObjectType && second.Parent is ObjectType;
        if (!exclusive)
        {
            if (first.Node.Name.Value != second.Node.Name.Value)
                return new(name, $"\"{first.Node.Name}\" and \"{second.Node.Name}\" are different fields", [first.Node], [second.Node]);
            if (!FieldArguments.Same(first.Node, second.Node)) return new(name, "they have differing arguments", [first.Node], [second.Node]);
        }

        var (type, other) = (first.Definition?.Type, second.Definition?.Type);
        if (type is not null && other is not null && HaveOtherShapes(type, other))
            return new(name, $"they return conflicting types \"{type}\" and \"{other}\"", [first.Node], [second.Node]);
        if (first.Node.SelectionSet is not { } set || second.Node.SelectionSet is not { } otherSet) return null;
        var conflicts = CompareSelections(type?.Named, set, other?.Named, otherSet, exclusive);
        if (conflicts.Count == 0) return null;
        var reason = string.Join(" and ", conflicts.Select(c => $"subfields \"{c.Name}\" conflict because {c.Reason}"));
        return new(name, reason, [first.Node, .. conflicts.SelectMany(c => c.First)], [second.Node, .. conflicts.SelectMany(c => c.Second)]);
    }

    private static bool HaveOtherShapes(GraphType first, GraphType second) => (first, second) switch
    {
        (ListType a, ListType b) => HaveOtherShapes(a.Of, b.Of),
        (ListType, _) or (_, ListType) => true,
        (NonNullType a, NonNullType b) => HaveOtherShapes(a.Of, b.Of),
        (NonNullType, _) or (_, NonNullType) => true,
        _ => (first.Named.IsLeaf || second.Named.IsLeaf) && first != second,
    };

    /// <summary>What was compared without being exclusive was compared in all ways.</summary>
    private static bool IsNew<TKey>(Dictionary<TKey, bool> compared, TKey key, bool exclusive) where TKey : notnull
    {
        if (compared.TryGetValue(key, out var before) && (exclusive || !before)) return false;
        compared[key] = exclusive;
        return true;
    }

    private sealed record Conflict(string Name, string Reason, IReadOnlyList<FieldNode> First, IReadOnlyList<FieldNode> Second);
}

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

    /// <summary>Levels that are compared at most: two circles of fragments lead through each other many times over.</summary>
    private const int MostLevels = 300;

    /// <summary>Conflicts that the message of one error tells at most.</summary>
    private const int MostReasons = 10;

    private const int LongestReason = 1000;

    private readonly SelectionFields _selections = new(context);
    private readonly Dictionary<(SelectionFields.FieldMap, string), bool> _withFragment = [];
    private readonly Dictionary<(string, string), bool> _fragments = [];
    private int _comparisons;
    private int _level;
    private bool _isTooDeep;

    private bool HasGivenUp => _isTooDeep || _comparisons > MostComparisons;

    public override bool Enter(Node node)
    {
        if (node is not SelectionSetNode set || HasGivenUp) return true;
        foreach (var conflict in FindIn(_selections.Of(set, Types.ParentType)).All)
            Report($"Fields \"{conflict.Name}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.",
                [.. conflict.First, .. conflict.Second]);
        if (HasGivenUp)
        {
            var (message, code) = _isTooDeep ? ("The document nests too deep.", ErrorCodes.TooDeep) : ("The document repeats fields too often.", ErrorCodes.TooCostly);
            Context.Report(new GraphQLError(message) { Locations = GraphQLError.LocationsOf([set]), Extensions = code });
        }

        return true;
    }

    private Conflicts FindIn(SelectionFields.FieldMap map)
    {
        var conflicts = new Conflicts(Context.MostErrors);
        foreach (var (name, fields) in map.Fields)
            for (var i = 0; i < fields.Count; i++)
                for (var j = i + 1; j < fields.Count && !IsEnough(conflicts); j++)
                    if (Compare(name, fields[i], fields[j], exclusive: false) is { } conflict) conflicts.Add(conflict);
        for (var i = 0; i < map.Fragments.Count; i++)
        {
            CompareWithFragment(conflicts, map, map.Fragments[i], exclusive: false);
            for (var j = i + 1; j < map.Fragments.Count; j++) CompareFragments(conflicts, map.Fragments[i], map.Fragments[j], exclusive: false);
        }

        return conflicts;
    }

    private bool IsEnough(Conflicts conflicts) => HasGivenUp || conflicts.IsFull;

    /// <summary>Goes one level deeper, if that is not too deep.</summary>
    private bool Descend()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_level >= MostLevels) _isTooDeep = true;
        else _level++;
        return !_isTooDeep;
    }

    private void CompareWithFragment(Conflicts conflicts, SelectionFields.FieldMap map, string fragment, bool exclusive)
    {
        if (IsEnough(conflicts) || !IsNew(_withFragment, (map, fragment), exclusive)) return;
        if (_selections.OfFragment(fragment) is not { } other || ReferenceEquals(map, other) || !Descend()) return;
        CompareMaps(conflicts, map, other, exclusive);
        foreach (var inner in other.Fragments) CompareWithFragment(conflicts, map, inner, exclusive);
        _level--;
    }

    private void CompareFragments(Conflicts conflicts, string first, string second, bool exclusive)
    {
        if (first == second || IsEnough(conflicts)) return;
        var pair = string.CompareOrdinal(first, second) < 0 ? (first, second) : (second, first);
        if (!IsNew(_fragments, pair, exclusive)) return;
        if (_selections.OfFragment(first) is not { } one || _selections.OfFragment(second) is not { } other || !Descend()) return;
        CompareMaps(conflicts, one, other, exclusive);
        foreach (var inner in other.Fragments) CompareFragments(conflicts, first, inner, exclusive);
        foreach (var inner in one.Fragments) CompareFragments(conflicts, inner, second, exclusive);
        _level--;
    }

    private Conflicts CompareSelections(NamedType? firstType, SelectionSetNode first, NamedType? secondType, SelectionSetNode second, bool exclusive)
    {
        var conflicts = new Conflicts(MostReasons);
        var (one, other) = (_selections.Of(first, firstType), _selections.Of(second, secondType));
        CompareMaps(conflicts, one, other, exclusive);
        foreach (var fragment in other.Fragments) CompareWithFragment(conflicts, one, fragment, exclusive);
        foreach (var fragment in one.Fragments) CompareWithFragment(conflicts, other, fragment, exclusive);
        foreach (var mine in one.Fragments)
            foreach (var theirs in other.Fragments) CompareFragments(conflicts, mine, theirs, exclusive);
        return conflicts;
    }

    private void CompareMaps(Conflicts conflicts, SelectionFields.FieldMap first, SelectionFields.FieldMap second, bool exclusive)
    {
        foreach (var (name, fields) in first.Fields)
        {
            if (!second.Fields.TryGetValue(name, out var others)) continue;
            foreach (var field in fields)
                foreach (var other in others)
                    if (!IsEnough(conflicts) && Compare(name, field, other, exclusive) is { } conflict) conflicts.Add(conflict);
        }
    }

    private Conflict? Compare(string name, SelectionFields.Entry first, SelectionFields.Entry second, bool exclusive)
    {
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
        if (!Descend()) return null;
        var conflicts = CompareSelections(type?.Named, set, other?.Named, otherSet, exclusive).All;
        _level--;
        if (conflicts.Count == 0) return null;
        var reason = string.Join(" and ", conflicts.Select(c => $"subfields \"{c.Name}\" conflict because {c.Reason}"));
        if (reason.Length > LongestReason) reason = $"{reason.AsSpan(0, LongestReason)}...";
        return new(name, reason, Nodes(first, conflicts.SelectMany(c => c.First)), Nodes(second, conflicts.SelectMany(c => c.Second)));
    }

    /// <summary>Those that an error can tell.</summary>
    private static IReadOnlyList<FieldNode> Nodes(SelectionFields.Entry outer, IEnumerable<FieldNode> inner) =>
        [outer.Node, .. inner.Take(GraphQLError.MostLocations)];

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

    /// <summary>Conflicts up to a number: more of them tell nobody more.</summary>
    private sealed class Conflicts(int most)
    {
        public List<Conflict> All { get; } = [];

        public bool IsFull => All.Count >= most;

        public void Add(Conflict conflict) => All.Add(conflict);
    }
}

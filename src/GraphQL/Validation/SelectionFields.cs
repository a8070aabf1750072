using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation;

/// <summary>The fields of selection sets by the names they have in the answer, and the fragments spread beside them.</summary>
internal sealed class SelectionFields(ValidationContext context)
{
    private readonly Dictionary<SelectionSetNode, FieldMap> _known = [];

    public FieldMap Of(SelectionSetNode set, NamedType? parent)
    {
        if (_known.TryGetValue(set, out var known)) return known;
        var map = new FieldMap();
        Collect(set, parent, map);
        return _known[set] = map;
    }

    public FieldMap? OfFragment(string name)
    {
        if (context.Fragment(name) is not { } fragment) return null;
        return Of(fragment.SelectionSet, context.Schema!.Find(fragment.TypeCondition.Name.Value));
    }

    private void Collect(SelectionSetNode set, NamedType? parent, FieldMap map)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    if (!map.Fields.TryGetValue(field.ResponseKey, out var fields)) map.Fields.Add(field.ResponseKey, fields = []);
                    fields.Add(new Entry(parent, field, (parent as FieldsType)?.Find(field.Name.Value)));
                    break;
                case FragmentSpreadNode spread:
                    if (!map.Fragments.Contains(spread.Name.Value)) map.Fragments.Add(spread.Name.Value);
                    break;
                case InlineFragmentNode inline:
                    Collect(inline.SelectionSet, inline.TypeCondition is null ? parent : context.Schema!.Find(inline.TypeCondition.Name.Value), map);
                    break;
            }
        }
    }

    internal sealed class FieldMap
    {
        public OrderedDictionary<string, List<Entry>> Fields { get; } = new(StringComparer.Ordinal);

        public List<string> Fragments { get; } = [];
    }

    /// <summary>A field where it is selected.</summary>
    internal sealed record Entry(NamedType? Parent, FieldNode Node, FieldDefinition? Definition);
}

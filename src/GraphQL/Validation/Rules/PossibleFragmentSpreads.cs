using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>A fragment can apply where it stands.</summary>
internal sealed class PossibleFragmentSpreads(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        if (Types.ParentType is not { } parent) return true;
        switch (node)
        {
            case InlineFragmentNode when Types.Type is NamedType { IsComposite: true } type && !Schema.Overlap(type, parent):
                Report($"Fragment cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", node);
                break;
            case FragmentSpreadNode spread when Context.Fragment(spread.Name.Value) is { } fragment
                && Schema.Find(fragment.TypeCondition.Name.Value) is { IsComposite: true } type && !Schema.Overlap(type, parent):
                Report($"Fragment \"{spread.Name}\" cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", node);
                break;
        }

        return true;
    }
}

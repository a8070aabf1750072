using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Fragments apply to types with fields, or unions of such.</summary>
internal sealed class FragmentsOnCompositeTypes(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        switch (node)
        {
            case InlineFragmentNode { TypeCondition: { } condition } when IsLeaf(condition):
                Report($"Fragment cannot condition on non composite type \"{condition}\".", condition);
                break;
            case FragmentNode fragment when IsLeaf(fragment.TypeCondition):
                Report($"Fragment \"{fragment.Name}\" cannot condition on non composite type \"{fragment.TypeCondition}\".", fragment.TypeCondition);
                break;
        }

        return true;
    }

    private bool IsLeaf(NamedTypeNode condition) => Schema.Find(condition.Name.Value) is { IsComposite: false };
}

using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Fragments that are spread are there.</summary>
internal sealed class KnownFragmentNames(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        if (node is FragmentSpreadNode spread && Context.Fragment(spread.Name.Value) is null)
            Report($"Unknown fragment \"{spread.Name}\".", spread.Name);
        return true;
    }
}

using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Fragments are used.</summary>
internal sealed class NoUnusedFragments(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node) => node is DocumentNode;

    public override void Leave(Node node)
    {
        var used = Context.Document.Definitions.OfType<OperationNode>().SelectMany(Context.FragmentsOf).Select(f => f.Name.Value).ToHashSet();
        foreach (var fragment in Context.Document.Definitions.OfType<FragmentNode>())
            if (!used.Contains(fragment.Name.Value)) Report($"Fragment \"{fragment.Name}\" is never used.", fragment);
    }
}

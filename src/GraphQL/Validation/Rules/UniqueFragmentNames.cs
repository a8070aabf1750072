using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Fragments have names of their own.</summary>
internal sealed class UniqueFragmentNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        if (node is FragmentNode { Name: { } name } && !_known.TryAdd(name.Value, name))
            Report($"There can be only one fragment named \"{name.Value}\".", _known[name.Value], name);
        return node is DocumentNode;
    }
}

using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Operations have names of their own.</summary>
internal sealed class UniqueOperationNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        if (node is OperationNode { Name: { } name } && !_known.TryAdd(name.Value, name))
            Report($"There can be only one operation named \"{name.Value}\".", _known[name.Value], name);
        return node is DocumentNode;
    }
}

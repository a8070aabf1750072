using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Directives have names of their own.</summary>
internal sealed class UniqueDirectiveNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public override bool Enter(Node node)
    {
        if (node is DirectiveDefinitionNode { Name: { } name } && !_known.TryAdd(name.Value, name))
            Report($"There can be only one directive named \"@{name}\".", _known[name.Value], name);
        return node is DocumentNode;
    }
}

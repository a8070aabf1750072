using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Fields of a type, its extensions counted in, have names of their own.</summary>
internal sealed class UniqueFieldDefinitionNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<(string, string), NameNode> _known = [];

    public override bool Enter(Node node)
    {
        IEnumerable<MemberDefinitionNode> fields = node switch
        {
            CompositeDefinitionNode type => type.Fields,
            InputObjectDefinitionNode input => input.Fields,
            _ => [],
        };
        foreach (var name in fields.Select(f => f.Name))
        {
            var type = ((TypeDefinitionNode)node).Name.Value;
            if (!_known.TryAdd((type, name.Value), name)) Report($"Field \"{type}.{name}\" can only be defined once.", _known[(type, name.Value)], name);
        }

        return node is DocumentNode;
    }
}

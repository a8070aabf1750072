using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Values of an enum, its extensions counted in, have names of their own.</summary>
internal sealed class UniqueEnumValueNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<(string, string), NameNode> _known = [];

    public override bool Enter(Node node)
    {
        if (node is EnumDefinitionNode options)
            foreach (var name in options.Values.Select(v => v.Name))
                if (!_known.TryAdd((options.Name.Value, name.Value), name))
                    Report($"Enum value \"{options.Name}.{name}\" can only be defined once.", _known[(options.Name.Value, name.Value)], name);
        return node is DocumentNode;
    }
}

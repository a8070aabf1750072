using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Arguments of a field or directive have names of their own.</summary>
internal sealed class UniqueArgumentDefinitionNames(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        switch (node)
        {
            case DirectiveDefinitionNode directive: Check($"@{directive.Name}", directive.Arguments); break;
            case CompositeDefinitionNode type:
                foreach (var field in type.Fields) Check($"{type.Name}.{field.Name}", field.Arguments);
                break;
        }

        return node is DocumentNode;
    }

    private void Check(string of, IReadOnlyList<InputValueDefinitionNode> arguments)
    {
        foreach (var same in arguments.GroupBy(a => a.Name.Value).Where(g => g.Skip(1).Any()))
            Report($"Argument \"{of}({same.Key}:)\" can only be defined once.", [.. same.Select(a => a.Name)]);
    }
}

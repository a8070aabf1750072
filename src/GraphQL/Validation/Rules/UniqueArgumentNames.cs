using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>An argument is given once.</summary>
internal sealed class UniqueArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        var arguments = (node as FieldNode)?.Arguments ?? (node as DirectiveNode)?.Arguments ?? [];
        foreach (var same in arguments.GroupBy(a => a.Name.Value).Where(g => g.Skip(1).Any()))
            Report($"There can be only one argument named \"{same.Key}\".", [.. same.Select(a => a.Name)]);
        return true;
    }
}

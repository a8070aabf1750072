using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Arguments that fields are given are there.</summary>
internal sealed class KnownFieldArguments(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        if (node is ArgumentNode argument && Types.Argument is null && Types.Field is { } field && Types.ParentType is { } parent)
            Report($"Unknown argument \"{argument.Name}\" on field \"{parent}.{field.Name}\".{Meant(argument.Name.Value, field.Arguments.Select(a => a.Name))}", argument);
        return node is not DirectiveNode;
    }
}

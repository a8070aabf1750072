using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Fields are given what they need.</summary>
internal sealed class RequiredFieldArguments(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(Node node)
    {
        if (node is not FieldNode field || Types.Field is not { } definition) return;
        foreach (var argument in definition.Arguments)
            if (argument.IsRequired && field.Arguments.All(a => a.Name.Value != argument.Name))
                Report($"Field \"{definition.Name}\" argument \"{argument.Name}\" of type \"{argument.Type}\" is required, but it was not provided.", field);
    }
}

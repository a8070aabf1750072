using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Variables have types that can be given.</summary>
internal sealed class VariablesAreInputTypes(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        if (node is VariableDefinitionNode variable && Schema.TryResolve(variable.Type, out var type) && !type.IsInput)
            Report($"Variable \"{variable.Variable}\" cannot be non-input type \"{variable.Type}\".", variable.Type);
        return true;
    }
}

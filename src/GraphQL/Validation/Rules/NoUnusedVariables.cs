using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Variables that are defined are used.</summary>
internal sealed class NoUnusedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(Node node)
    {
        if (node is not OperationNode operation) return;
        var used = Context.UsagesOf(operation).Select(u => u.Node.Name.Value).ToHashSet();
        foreach (var variable in operation.Variables)
            if (!used.Contains(variable.Variable.Name.Value))
                Report($"Variable \"{variable.Variable}\" is never used{(operation.Name is null ? "" : $" in operation \"{operation.Name}\"")}.", variable);
    }
}

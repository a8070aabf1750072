using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Variables that are used are defined.</summary>
internal sealed class NoUndefinedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(Node node)
    {
        if (node is not OperationNode operation) return;
        var defined = operation.Variables.Select(v => v.Variable.Name.Value).ToHashSet();
        foreach (var usage in Context.UsagesOf(operation))
            if (!defined.Contains(usage.Node.Name.Value))
                Report($"Variable \"{usage.Node}\" is not defined{(operation.Name is null ? "" : $" by operation \"{operation.Name}\"")}.", usage.Node, operation);
    }
}

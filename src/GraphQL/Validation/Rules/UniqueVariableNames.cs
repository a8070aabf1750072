using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Variables of an operation have names of their own.</summary>
internal sealed class UniqueVariableNames(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        if (node is OperationNode operation)
            foreach (var same in operation.Variables.GroupBy(v => v.Variable.Name.Value).Where(g => g.Skip(1).Any()))
                Report($"There can be only one variable named \"${same.Key}\".", [.. same.Select(v => v.Variable.Name)]);
        return node is DocumentNode;
    }
}

using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Variables fit where they are used.</summary>
internal sealed class VariablesInAllowedPosition(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(Node node)
    {
        if (node is not OperationNode operation) return;
        var defined = operation.Variables.GroupBy(v => v.Variable.Name.Value).ToDictionary(g => g.Key, g => g.Last());
        foreach (var usage in Context.UsagesOf(operation))
        {
            if (usage.Type is null || !defined.TryGetValue(usage.Node.Name.Value, out var definition)) continue;
            Schema.TryResolve(definition.Type, out var type);
            if (type is not null && !IsAllowed(type, definition.DefaultValue, usage))
                Report($"Variable \"{usage.Node}\" of type \"{type}\" used in position expecting type \"{usage.Type}\".", definition, usage.Node);
            if (usage.ParentType is InputObjectType { IsOneOf: true } && type is not NonNullType)
                Report($"Variable \"{usage.Node}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{usage.ParentType}\".", definition, usage.Node);
        }
    }

    private bool IsAllowed(GraphType type, ValueNode? preset, VariableUsage usage)
    {
        if (usage.Type is not NonNullType required || type is NonNullType) return Schema.IsSubTypeOf(type, usage.Type!);
        return (preset is not (null or NullValueNode) || usage.HasDefault) && Schema.IsSubTypeOf(type, required.Of);
    }
}

using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>An operation has one root type.</summary>
internal sealed class UniqueOperationTypes(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<OperationKind, OperationTypeNode> _known = [];

    public override bool Enter(Node node)
    {
        foreach (var type in (node as SchemaDefinitionNode)?.OperationTypes ?? [])
            if (!_known.TryAdd(type.Operation, type))
                Report($"There can be only one {type.Operation.ToString().ToLowerInvariant()} type in schema.", _known[type.Operation], type);
        return node is DocumentNode;
    }
}

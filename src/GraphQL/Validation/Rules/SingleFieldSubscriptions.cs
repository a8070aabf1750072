using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>A subscription has one root field, which is none of introspection.</summary>
internal sealed class SingleFieldSubscriptions(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        if (node is OperationNode { Operation: OperationKind.Subscription } operation && Schema.Subscription is { } root) Check(operation, root);
        return node is DocumentNode;
    }

    private void Check(OperationNode operation, Types.ObjectType root)
    {
        var name = operation.Name is null ? "Anonymous Subscription" : $"Subscription \"{operation.Name}\"";
        var fragments = Context.Document.Definitions.OfType<FragmentNode>().GroupBy(f => f.Name.Value).ToDictionary(g => g.Key, g => g.Last());
        IReadOnlyList<KeyValuePair<string, List<FieldNode>>> fields;
        try
        {
            fields = new FieldCollector(Schema, fragments, VariableValues.None).Collect(root, [operation.SelectionSet]);
        }
        catch (GraphQLException e)
        {
            // A condition by a variable, or a wrong one: what is selected is not known before it is executed.
            Context.Report(e.Error ?? new GraphQLError(e.Message));
            return;
        }

        if (fields.Count > 1)
            Report($"{name} must select only one top level field.", [.. fields.Skip(1).SelectMany(f => f.Value)]);
        foreach (var (_, nodes) in fields)
            if (nodes[0].Name.Value.StartsWith("__", StringComparison.Ordinal))
                Report($"{name} must not select an introspection top level field.", [.. nodes]);
    }
}

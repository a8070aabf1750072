using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>An operation without a name is alone.</summary>
internal sealed class LoneAnonymousOperation(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        if (node is OperationNode { Name: null } && Context.Document.Definitions.OfType<OperationNode>().Skip(1).Any())
            Report("This anonymous operation must be the only defined operation.", node);
        return node is DocumentNode;
    }
}

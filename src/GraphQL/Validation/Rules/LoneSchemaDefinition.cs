using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>A schema is defined once.</summary>
internal sealed class LoneSchemaDefinition(ValidationContext context) : ValidationRule(context)
{
    private bool _seen;

    public override bool Enter(Node node)
    {
        if (node is not SchemaDefinitionNode { IsExtension: false }) return node is DocumentNode;
        if (_seen) Report("Must provide only one schema definition.", node);
        _seen = true;
        return false;
    }
}

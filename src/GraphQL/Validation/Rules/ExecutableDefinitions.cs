using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>A document that is executed holds operations and fragments only.</summary>
internal sealed class ExecutableDefinitions(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        foreach (var definition in Context.Document.Definitions)
        {
            var name = definition switch
            {
                TypeDefinitionNode type => $"\"{type.Name}\"",
                DirectiveDefinitionNode directive => $"\"{directive.Name}\"",
                SchemaDefinitionNode => "schema",
                _ => null,
            };
            if (name is not null) Report($"The {name} definition is not executable.", definition);
        }

        return false;
    }
}

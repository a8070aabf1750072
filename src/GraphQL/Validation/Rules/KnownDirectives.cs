using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Directives are there, and may stand where they do.</summary>
internal sealed class KnownDirectives : ValidationRule
{
    private readonly Dictionary<string, IReadOnlyList<string>> _locations = new(StringComparer.Ordinal);

    public KnownDirectives(ValidationContext context) : base(context)
    {
        foreach (var directive in context.Schema?.Directives ?? StandardDirectives.All) _locations[directive.Name] = directive.Locations;
        foreach (var directive in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
            _locations[directive.Name.Value] = [.. directive.Locations.Select(l => l.Value)];
    }

    public override bool Enter(Node node)
    {
        if (node is not DirectiveNode directive) return true;
        if (!_locations.TryGetValue(directive.Name.Value, out var locations)) Report($"Unknown directive \"@{directive.Name}\".", directive);
        else if (Location() is { } location && !locations.Contains(location)) Report($"Directive \"@{directive.Name}\" may not be used on {location}.", directive);
        return true;
    }

    private string? Location() => Context.Ancestors[^1] switch
    {
        OperationNode operation => operation.Operation.ToString().ToUpperInvariant(),
        FieldNode => "FIELD",
        FragmentSpreadNode => "FRAGMENT_SPREAD",
        InlineFragmentNode => "INLINE_FRAGMENT",
        FragmentNode => "FRAGMENT_DEFINITION",
        VariableDefinitionNode => "VARIABLE_DEFINITION",
        SchemaDefinitionNode => "SCHEMA",
        ScalarDefinitionNode => "SCALAR",
        ObjectDefinitionNode => "OBJECT",
        FieldDefinitionNode => "FIELD_DEFINITION",
        InterfaceDefinitionNode => "INTERFACE",
        UnionDefinitionNode => "UNION",
        EnumDefinitionNode => "ENUM",
        EnumValueDefinitionNode => "ENUM_VALUE",
        InputObjectDefinitionNode => "INPUT_OBJECT",
        InputValueDefinitionNode => Context.Ancestors[^2] is InputObjectDefinitionNode ? "INPUT_FIELD_DEFINITION" : "ARGUMENT_DEFINITION",
        _ => null,
    };
}

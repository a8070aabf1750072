using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>A directive that cannot be repeated stands in one place once.</summary>
internal sealed class UniqueDirectivesPerLocation : ValidationRule
{
    private readonly Dictionary<string, bool> _unique = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, DirectiveNode>> _ofTypes = new(StringComparer.Ordinal);

    public UniqueDirectivesPerLocation(ValidationContext context) : base(context)
    {
        foreach (var directive in context.Schema?.Directives ?? StandardDirectives.All) _unique[directive.Name] = !directive.IsRepeatable;
        foreach (var directive in context.Document.Definitions.OfType<DirectiveDefinitionNode>()) _unique[directive.Name.Value] = !directive.Repeatable;
    }

    public override bool Enter(Node node)
    {
        var directives = node switch
        {
            DefinitionNode definition => definition.Directives,
            SelectionNode selection => selection.Directives,
            VariableDefinitionNode variable => variable.Directives,
            MemberDefinitionNode member => member.Directives,
            _ => [],
        };
        if (directives.Count == 0) return true;
        var seen = Seen(node);
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            if (_unique.GetValueOrDefault(name) && !seen.TryAdd(name, directive))
                Report($"The directive \"@{name}\" can only be used once at this location.", seen[name], directive);
        }

        return true;
    }

    /// <summary>A type and its extensions, and so a schema, are one place.</summary>
    private Dictionary<string, DirectiveNode> Seen(Node node)
    {
        var key = node switch
        {
            SchemaDefinitionNode => "",
            TypeDefinitionNode type => type.Name.Value,
            _ => null,
        };
        if (key is null) return new(StringComparer.Ordinal);
        if (!_ofTypes.TryGetValue(key, out var seen)) _ofTypes[key] = seen = new(StringComparer.Ordinal);
        return seen;
    }
}

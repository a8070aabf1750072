using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Directives are given what they need.</summary>
internal sealed class RequiredDirectiveArguments : ValidationRule
{
    private readonly Dictionary<string, List<(string Name, string Type)>> _required = new(StringComparer.Ordinal);

    public RequiredDirectiveArguments(ValidationContext context) : base(context)
    {
        foreach (var directive in context.Schema?.Directives ?? StandardDirectives.All)
            _required[directive.Name] = [.. directive.Arguments.Where(a => a.IsRequired).Select(a => (a.Name, $"{a.Type}"))];
        foreach (var directive in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
            _required[directive.Name.Value] =
                [.. directive.Arguments.Where(a => a.Type is NonNullTypeNode && a.DefaultValue is null).Select(a => (a.Name.Value, $"{a.Type}"))];
    }

    public override void Leave(Node node)
    {
        if (node is not DirectiveNode directive || !_required.TryGetValue(directive.Name.Value, out var required)) return;
        foreach (var (name, type) in required)
            if (directive.Arguments.All(a => a.Name.Value != name))
                Report($"Directive \"@{directive.Name}\" argument \"{name}\" of type \"{type}\" is required, but it was not provided.", directive);
    }
}

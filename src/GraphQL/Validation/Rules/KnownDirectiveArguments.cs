using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Arguments that directives are given are there.</summary>
internal sealed class KnownDirectiveArguments : ValidationRule
{
    private readonly Dictionary<string, List<string>> _arguments = new(StringComparer.Ordinal);

    public KnownDirectiveArguments(ValidationContext context) : base(context)
    {
        foreach (var directive in context.Schema?.Directives ?? StandardDirectives.All)
            _arguments[directive.Name] = [.. directive.Arguments.Select(a => a.Name)];
        foreach (var directive in context.Document.Definitions.OfType<DirectiveDefinitionNode>())
            _arguments[directive.Name.Value] = [.. directive.Arguments.Select(a => a.Name.Value)];
    }

    public override bool Enter(Node node)
    {
        if (node is not DirectiveNode directive) return true;
        if (_arguments.TryGetValue(directive.Name.Value, out var known))
            foreach (var argument in directive.Arguments)
                if (!known.Contains(argument.Name.Value))
                    Report($"Unknown argument \"{argument.Name}\" on directive \"@{directive.Name}\".{Meant(argument.Name.Value, known)}", argument);
        return false;
    }
}

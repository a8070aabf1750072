using OrleansStore.GraphQL.Introspection;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>Types that are named are there.</summary>
internal sealed class KnownTypeNames(ValidationContext context) : ValidationRule(context)
{
    private static readonly List<string> _standard =
        ["String", "Int", "Float", "Boolean", "ID", .. IntrospectionTypes.All.Select(t => t.Name)];

    private readonly List<string> _defined =
        [.. context.Document.Definitions.OfType<TypeDefinitionNode>().Where(d => !d.IsExtension).Select(d => d.Name.Value),
        .. context.KnownTypes.Select(t => t.Name)];

    public override bool Enter(Node node)
    {
        if (node is not NamedTypeNode type) return true;
        var name = type.Name.Value;
        if (Context.Schema?.Find(name) is not null || _defined.Contains(name)) return true;
        var isText = Context.Ancestors.ElementAtOrDefault(1) is TypeSystemDefinitionNode;
        if (isText && _standard.Contains(name)) return true;
        var names = (Context.Schema?.Types.Select(t => t.Name) ?? []).Concat(_defined);
        Report($"Unknown type \"{name}\".{Meant(name, isText ? _standard.Concat(names) : names)}", type);
        return true;
    }
}

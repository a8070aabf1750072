using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>What is extended is there, and is what the extension takes it for.</summary>
internal sealed class PossibleTypeExtensions(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, TypeDefinitionNode> _defined = context.Document.Definitions.OfType<TypeDefinitionNode>()
        .Where(d => !d.IsExtension).GroupBy(d => d.Name.Value).ToDictionary(g => g.Key, g => g.Last());

    public override bool Enter(Node node)
    {
        if (node is not TypeDefinitionNode { IsExtension: true } extension) return node is DocumentNode;
        var name = extension.Name.Value;
        if (_defined.TryGetValue(name, out var definition))
        {
            if (definition.GetType() != extension.GetType()) Report($"Cannot extend non-{KindOf(extension)} type \"{name}\".", definition, extension);
        }
        else if (Context.KnownTypes.FirstOrDefault(t => t.Name == name) is { } known)
        {
            if (KindOf(known) != KindOf(extension)) Report($"Cannot extend non-{KindOf(extension)} type \"{name}\".", extension);
        }
        else
        {
            Report($"Cannot extend type \"{name}\" because it is not defined.{Meant(name, _defined.Keys)}", extension.Name);
        }

        return false;
    }

    private static string KindOf(TypeDefinitionNode node) => node switch
    {
        ScalarDefinitionNode => "scalar",
        ObjectDefinitionNode => "object",
        InterfaceDefinitionNode => "interface",
        UnionDefinitionNode => "union",
        EnumDefinitionNode => "enum",
        _ => "input object",
    };

    private static string KindOf(NamedType type) => type switch
    {
        ScalarType => "scalar",
        ObjectType => "object",
        InterfaceType => "interface",
        UnionType => "union",
        EnumType => "enum",
        _ => "input object",
    };
}

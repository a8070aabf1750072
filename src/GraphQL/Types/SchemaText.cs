using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>Reads definitions out of a text.</summary>
internal static class SchemaText
{
    public static void AddTo(SchemaParts parts, DocumentNode document)
    {
        parts.Documents.Add(document);
        // Definitions first: an extension may stand before what it extends.
        foreach (var definition in document.Definitions.OfType<TypeSystemDefinitionNode>().OrderBy(d => d.IsExtension)) Add(parts, definition);
    }

    private static void Add(SchemaParts parts, TypeSystemDefinitionNode definition)
    {
        switch (definition)
        {
            case SchemaDefinitionNode schema:
                parts.Definition ??= schema;
                parts.Description ??= schema.Description?.Value;
                parts.Roots.AddRange(schema.OperationTypes);
                break;
            case DirectiveDefinitionNode directive:
                var added = new DirectiveDefinition(directive.Name.Value, [.. directive.Locations.Select(l => l.Value)], directive.Repeatable)
                {
                    Description = directive.Description?.Value,
                    Node = directive,
                };
                foreach (var argument in directive.Arguments) added.Add(Input(argument));
                parts.Directives.Add(added);
                break;
            case TypeDefinitionNode type when !StandardTypes.ByName.ContainsKey(type.Name.Value):
                AddType(parts, type);
                break;
        }
    }

    private static void AddType(SchemaParts parts, TypeDefinitionNode node)
    {
        var (name, description) = (node.Name.Value, node.Description?.Value);
        NamedType type;
        switch (node)
        {
            case ScalarDefinitionNode:
                var scalar = parts.GetOrAdd(name, () => new ScalarType(name, description));
                scalar.SpecifiedBy ??= ArgumentOf(node.Directives, "specifiedBy", "url");
                type = scalar;
                break;
            case CompositeDefinitionNode composite:
                FieldsType fields = node is ObjectDefinitionNode
                    ? parts.GetOrAdd(name, () => new ObjectType(name, description))
                    : parts.GetOrAdd(name, () => new InterfaceType(name, description));
                fields.InterfaceNames.AddRange(composite.Interfaces.Select(i => i.Name.Value));
                foreach (var field in composite.Fields) fields.Add(Field(field));
                type = fields;
                break;
            case UnionDefinitionNode union:
                var of = parts.GetOrAdd(name, () => new UnionType(name, description));
                of.TypeNames.AddRange(union.Types.Select(t => t.Name.Value));
                type = of;
                break;
            case EnumDefinitionNode values:
                var options = parts.GetOrAdd(name, () => new EnumType(name, description));
                foreach (var value in values.Values)
                    options.Add(Described(new EnumValue(value.Name.Value, value.Name.Value), value));
                type = options;
                break;
            case InputObjectDefinitionNode input:
                var inputs = parts.GetOrAdd(name, () => new InputObjectType(name, description));
                inputs.IsOneOf |= node.Directives.Any(d => d.Name.Value == "oneOf");
                foreach (var field in input.Fields) inputs.Add(Input(field));
                type = inputs;
                break;
            default:
                throw new InvalidOperationException($"{node.GetType().Name} defines no type.");
        }

        type.Description ??= description;
        type.Nodes.Add(node);
    }

    private static FieldDefinition Field(FieldDefinitionNode node)
    {
        var field = Described(new FieldDefinition(node.Name.Value, node.Type), node);
        foreach (var argument in node.Arguments) field.Add(Input(argument));
        return field;
    }

    private static InputDefinition Input(InputValueDefinitionNode node) =>
        Described(new InputDefinition(node.Name.Value, node.Type, node.DefaultValue), node);

    private static T Described<T>(T member, MemberDefinitionNode node) where T : SchemaMember
    {
        member.Description = node.Description?.Value;
        member.DeprecationReason = node.Directives.Any(d => d.Name.Value == "deprecated")
            ? ArgumentOf(node.Directives, "deprecated", "reason") ?? StandardDirectives.NoLongerSupported
            : null;
        member.Node = node;
        return member;
    }

    private static string? ArgumentOf(IReadOnlyList<DirectiveNode> directives, string directive, string argument) =>
        (directives.FirstOrDefault(d => d.Name.Value == directive)?.Arguments.FirstOrDefault(a => a.Name.Value == argument)?.Value as StringValueNode)?.Value;
}

using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Introspection;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>Makes the types of a schema know each other.</summary>
internal sealed class SchemaLinker
{
    private readonly SchemaParts? _parts;
    private readonly IReadOnlyDictionary<string, NamedType> _others;
    private readonly List<NamedType> _ordered = [];
    private readonly HashSet<NamedType> _seen = [];

    private SchemaLinker(SchemaParts? parts, IReadOnlyDictionary<string, NamedType> others) => (_parts, _others) = (parts, others);

    public static Schema Link(SchemaParts parts)
    {
        var linker = new SchemaLinker(parts, StandardTypes.ByName);
        List<DirectiveDefinition> directives = [.. parts.Directives];
        foreach (var standard in StandardDirectives.All)
            if (directives.All(d => d.Name != standard.Name)) directives.Add(standard);
        foreach (var type in parts.Types) linker.LinkType(type);
        foreach (var argument in parts.Directives.SelectMany(d => d.Arguments)) linker.LinkInput(argument);
        foreach (var type in parts.Types)
        {
            linker._ordered.Add(type);
            linker.CollectMentioned(type);
        }

        foreach (var argument in directives.SelectMany(d => d.Arguments)) linker.Collect(argument.Type.Named);
        foreach (var type in IntrospectionTypes.All) linker.Collect(type);
        return new Schema(parts, linker._ordered, directives);
    }

    /// <summary>Links types that need no schema: those of introspection.</summary>
    public static void Link(IEnumerable<NamedType> types, IReadOnlyDictionary<string, NamedType> known)
    {
        var linker = new SchemaLinker(null, known);
        foreach (var type in types) linker.LinkType(type);
    }

    public static GraphType Resolve(TypeNode reference, IReadOnlyDictionary<string, NamedType> known) => new SchemaLinker(null, known).Resolve(reference);

    public static void Link(InputDefinition input, IReadOnlyDictionary<string, NamedType> known) => new SchemaLinker(null, known).LinkInput(input);

    private void LinkType(NamedType type)
    {
        switch (type)
        {
            case FieldsType fields:
                fields.Interfaces = [.. fields.InterfaceNames.Select(name => Find<InterfaceType>(name, fields)).OfType<InterfaceType>()];
                foreach (var field in fields.Fields)
                {
                    field.Type = Resolve(field.Reference);
                    foreach (var argument in field.Arguments) LinkInput(argument);
                }

                break;
            case UnionType union:
                union.Types = [.. union.TypeNames.Select(name => Find<ObjectType>(name, union)).OfType<ObjectType>()];
                break;
            case InputObjectType input:
                foreach (var field in input.Fields) LinkInput(field);
                break;
        }
    }

    private void LinkInput(InputDefinition input) => input.Type = Resolve(input.Reference);

    private GraphType Resolve(TypeNode reference) => reference switch
    {
        ListTypeNode list => new ListType(Resolve(list.Type)),
        NonNullTypeNode required => new NonNullType(Resolve(required.Type)),
        NamedTypeNode named => Find(named.Name.Value, named),
        _ => throw new InvalidOperationException($"{reference} is no type."),
    };

    private NamedType Find(string name, Node? at = null) =>
        _parts?.Find(name) ?? _others.GetValueOrDefault(name)
        ?? throw new SchemaException([at is null ? new GraphQLError($"Unknown type: \"{name}\".") : GraphQLError.At($"Unknown type: \"{name}\".", at)]);

    /// <summary>A member of another kind than it must be is kept out, and told by the validation.</summary>
    private T? Find<T>(string name, NamedType of) where T : NamedType
    {
        var found = Find(name);
        if (found is T type) return type;
        _parts?.WrongMembers.Add((of, found));
        return null;
    }

    /// <summary>The order in which introspection tells types: as they were defined, standard ones after the first that mentions them.</summary>
    private void Collect(NamedType type)
    {
        if (ReferenceEquals(_parts!.Find(type.Name), type) || !_seen.Add(type)) return;
        _ordered.Add(type);
        CollectMentioned(type);
    }

    private void CollectMentioned(NamedType type)
    {
        switch (type)
        {
            case UnionType union:
                foreach (var member in union.Types) Collect(member);
                break;
            case FieldsType fields:
                foreach (var implemented in fields.Interfaces) Collect(implemented);
                foreach (var field in fields.Fields)
                {
                    Collect(field.Type.Named);
                    foreach (var argument in field.Arguments) Collect(argument.Type.Named);
                }

                break;
            case InputObjectType input:
                foreach (var field in input.Fields) Collect(field.Type.Named);
                break;
        }
    }
}

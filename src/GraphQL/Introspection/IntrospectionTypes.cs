using System.Collections.Frozen;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Introspection;

/// <summary>The types by which a schema tells of itself; one set for all schemas.</summary>
internal static class IntrospectionTypes
{
    /// <summary>All of them; the first mentions, directly or not, all others.</summary>
    public static IReadOnlyList<NamedType> All { get; } = Make();

    /// <summary>All of them and the standard scalars, by their names.</summary>
    public static FrozenDictionary<string, NamedType> ByName { get; } =
        All.Concat(StandardTypes.ByName.Values).ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    private static IReadOnlyList<NamedType> Make()
    {
        var parts = new SchemaParts();
        SchemaText.AddTo(parts, Parser.Parse(IntrospectionText.Types));
        SchemaLinker.Link(parts.Types, parts.Types.Concat(StandardTypes.ByName.Values).ToDictionary(t => t.Name, StringComparer.Ordinal));
        foreach (var type in parts.Types.OfType<FieldsType>())
            foreach (var field in type.Fields) (field.Cost, field.AssumedSize) = CostOf(field);
        DefineSchema(Of("__Schema"));
        DefineType(Of("__Type"));
        Of("__Directive").Read<DirectiveDefinition>("name", d => d.Name).Read<DirectiveDefinition>("description", d => d.Description)
            .Read<DirectiveDefinition>("isRepeatable", d => d.IsRepeatable).Read<DirectiveDefinition>("locations", d => d.Locations)
            .Resolve("args", c => Current(c, c.SourceAs<DirectiveDefinition>().Arguments));
        Of("__Field").Member().Read<FieldDefinition>("type", f => f.Type).Resolve("args", c => Current(c, c.SourceAs<FieldDefinition>().Arguments));
        Of("__InputValue").Member().Read<InputDefinition>("type", i => i.Type)
            .Read<InputDefinition>("defaultValue", i => i.HasDefault ? ValueLiterals.Of(i.Default, i.Type)?.ToString() : null);
        Of("__EnumValue").Member();
        return [.. parts.Types];

        FieldsType Of(string name) => (FieldsType)parts.Find(name)!;
    }

    /// <summary>What a field's value costs and how many are reckoned with; most types are of nothing, and leaves come with what they are of.</summary>
    private static (int Cost, int Size) CostOf(FieldDefinition field) => field.Name switch
    {
        "types" => (1, 100),
        "fields" or "inputFields" or "directives" => (1, 10),
        "ofType" => (0, 1),
        _ => (field.Type.Named.IsLeaf ? 0 : 1, 1),
    };

    private static void DefineSchema(FieldsType type) => type
        .Read<Schema>("description", s => s.Description).Read<Schema>("types", s => s.Types).Read<Schema>("directives", s => s.Directives)
        .Read<Schema>("queryType", s => s.Query).Read<Schema>("mutationType", s => s.Mutation).Read<Schema>("subscriptionType", s => s.Subscription);

    private static void DefineType(FieldsType type) => type
        .Read<GraphType>("kind", KindOf)
        .Read<GraphType>("name", t => (t as NamedType)?.Name)
        .Read<GraphType>("description", t => (t as NamedType)?.Description)
        .Read<GraphType>("specifiedByURL", t => (t as ScalarType)?.SpecifiedBy)
        .Read<GraphType>("interfaces", t => (t as FieldsType)?.Interfaces)
        .Read<GraphType>("ofType", t => t is ListType list ? list.Of : (t as NonNullType)?.Of)
        .Read<GraphType>("isOneOf", t => (t as InputObjectType)?.IsOneOf)
        .Resolve("fields", c => c.Source is FieldsType fields ? Current(c, fields.Fields) : null)
        .Resolve("possibleTypes", c => c.Source is NamedType { IsAbstract: true } general ? c.Schema.PossibleTypes(general) : null)
        .Resolve("enumValues", c => c.Source is EnumType options ? Current(c, options.Values) : null)
        .Resolve("inputFields", c => c.Source is InputObjectType input ? Current(c, input.Fields) : null);

    private static string KindOf(GraphType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };

    private static IEnumerable<SchemaMember> Current(FieldContext context, IEnumerable<SchemaMember> members) =>
        context.Argument<bool>("includeDeprecated") ? members : members.Where(m => m.DeprecationReason is null);

    private static FieldsType Member(this FieldsType type)
    {
        type.Read<SchemaMember>("name", m => m.Name).Read<SchemaMember>("description", m => m.Description);
        if (type.Find("isDeprecated") is null) return type;
        return type.Read<SchemaMember>("isDeprecated", m => m.DeprecationReason is not null).Read<SchemaMember>("deprecationReason", m => m.DeprecationReason);
    }

    private static FieldsType Read<T>(this FieldsType type, string field, Func<T, object?> read)
    {
        new FieldBuilder(type.Find(field)!).Read(read);
        return type;
    }

    private static FieldsType Resolve(this FieldsType type, string field, Func<FieldContext, object?> resolve)
    {
        new FieldBuilder(type.Find(field)!).Resolve(resolve);
        return type;
    }
}

using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Introspection;

/// <summary>The fields that types have without defining them.</summary>
internal static class IntrospectionFields
{
    /// <summary><c>__typename</c>, of every composite type.</summary>
    public static FieldDefinition TypeName { get; } = Define("__typename", "String!", "The name of the current Object type at runtime.");

    /// <summary><c>__schema</c>, of the root of queries.</summary>
    public static FieldDefinition Schema { get; } = Define("__schema", "__Schema!", "Access the current type schema of this server.");

    /// <summary><c>__type</c>, of the root of queries.</summary>
    public static FieldDefinition Type { get; } = Define("__type", "__Type", "Request the type information of a single type.", ("name", "String!"));

    /// <summary>The field of a type, its own or one of these.</summary>
    public static FieldDefinition? Find(Schema schema, NamedType parent, string name) => name switch
    {
        "__typename" when parent.IsComposite => TypeName,
        "__schema" when ReferenceEquals(schema.Query, parent) => Schema,
        "__type" when ReferenceEquals(schema.Query, parent) => Type,
        _ => (parent as FieldsType)?.Find(name),
    };

    private static FieldDefinition Define(string name, string type, string description, params (string Name, string Type)[] arguments)
    {
        var field = new FieldDefinition(name, Parser.ParseType(type)) { Description = description };
        foreach (var (argument, argumentType) in arguments)
        {
            var input = ArgumentsBuilder.Define(argument, argumentType, null, null, null);
            SchemaLinker.Link(input, StandardTypes.ByName);
            field.Add(input);
        }

        field.Type = SchemaLinker.Resolve(field.Reference, IntrospectionTypes.ByName);
        new FieldBuilder(field).Resolve(context => name switch
        {
            "__typename" => context.ParentType.Name,
            "__schema" => context.Schema,
            _ => context.Schema.Find(context.Argument<string>("name")!),
        });
        return field;
    }
}

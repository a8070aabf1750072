using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Validation;

namespace OrleansStore.GraphQL.Types;

/// <summary>
/// Collects the types of a schema, from code and from text in any mixture; they name each other, so their order does not
/// matter. Root types are called Query, Mutation and Subscription unless a <c>schema</c> definition says otherwise.
/// </summary>
public sealed class SchemaBuilder
{
    /// <summary>
    /// Adds what a text in the schema definition language defines; what it extends is in it or was added before. Throws
    /// <see cref="SchemaException"/> when it is wrong, and <see cref="SyntaxException"/>.
    /// </summary>
    public SchemaBuilder AddText(string text)
    {
        var document = Parser.Parse(text);
        // Types that it speaks of may come later.
        var errors = DocumentValidation.ValidateText(document, Parts.Types, references: false);
        if (errors.Count > 0) throw new SchemaException(errors);
        SchemaText.AddTo(Parts, document);
        return this;
    }

    /// <summary>Describes the schema.</summary>
    public SchemaBuilder Describe(string description)
    {
        Parts.Description = description;
        return this;
    }

    /// <summary>Defines an object type, or adds to one.</summary>
    public SchemaBuilder Object(string name, Action<ObjectBuilder> define) => Define(Parts.GetOrAdd(name, () => new ObjectType(name, null)), define);

    /// <summary>Defines an interface, or adds to one.</summary>
    public SchemaBuilder Interface(string name, Action<ObjectBuilder> define) => Define(Parts.GetOrAdd(name, () => new InterfaceType(name, null)), define);

    /// <summary>Defines a union.</summary>
    /// <param name="resolveType">The name of a value's object type; null asks the object types.</param>
    public SchemaBuilder Union(string name, string? description, IEnumerable<string> types, Func<object, string?>? resolveType = null)
    {
        var union = Parts.GetOrAdd(name, () => new UnionType(name, description));
        union.TypeNames.AddRange(types);
        union.ResolveType ??= resolveType;
        return this;
    }

    /// <summary>Defines an enum, or adds to one.</summary>
    public SchemaBuilder Enum(string name, string? description, Action<EnumBuilder> define)
    {
        var type = Parts.GetOrAdd(name, () => new EnumType(name, description));
        define(new EnumBuilder(type));
        return this;
    }

    /// <summary>Defines an input object, or adds to one.</summary>
    public SchemaBuilder Input(string name, string? description, Action<InputBuilder> define)
    {
        var type = Parts.GetOrAdd(name, () => new InputObjectType(name, description));
        define(new InputBuilder(type));
        return this;
    }

    /// <summary>Adds a scalar; it replaces one of the same name that came from text.</summary>
    /// <param name="specifiedBy">Address of the specification that it follows.</param>
    public SchemaBuilder Scalar(ScalarType type, string? specifiedBy = null)
    {
        type.SpecifiedBy ??= specifiedBy;
        Parts.Replace(type);
        return this;
    }

    /// <summary>Defines a directive.</summary>
    /// <param name="locations">Where it may stand, as the specification names places: <c>FIELD</c>, <c>FIELD_DEFINITION</c>, …</param>
    public SchemaBuilder Directive(string name, string? description, IReadOnlyList<string> locations, Action<ArgumentsBuilder>? define = null, bool repeatable = false)
    {
        var directive = new DirectiveDefinition(name, locations, repeatable) { Description = description };
        define?.Invoke(new ArgumentsBuilder(directive.Add));
        Parts.Directives.Add(directive);
        return this;
    }

    /// <summary>A field that is there already, to give it a resolver for instance.</summary>
    public FieldBuilder Field(string type, string field) =>
        new((Parts.Find(type) as FieldsType)?.Find(field) ?? throw new ArgumentException($"There is no field {type}.{field}."));

    /// <summary>How the object type of an interface's or a union's value is found.</summary>
    public SchemaBuilder ResolveType(string name, Func<object, string?> resolveType)
    {
        switch (Parts.Find(name))
        {
            case InterfaceType type: type.ResolveType = resolveType; break;
            case UnionType union: union.ResolveType = resolveType; break;
            default: throw new ArgumentException($"There is no interface or union {name}.");
        }

        return this;
    }

    /// <summary>The schema. Throws <see cref="SchemaException"/> with all that is wrong with it.</summary>
    public Schema Build()
    {
        var schema = BuildUnchecked();
        var errors = SchemaValidation.Validate(schema, Parts);
        return errors.Count == 0 ? schema : throw new SchemaException(errors);
    }

    /// <summary>The schema with whatever is wrong with it, save references to types that there are not.</summary>
    internal Schema BuildUnchecked()
    {
        List<GraphQLError> unknown = [.. Parts.Documents.SelectMany(d => DocumentValidation.FindUnknownTypes(d, Parts.Types))];
        return unknown.Count == 0 ? SchemaLinker.Link(Parts) : throw new SchemaException(unknown);
    }

    internal SchemaParts Parts { get; } = new();

    private SchemaBuilder Define(FieldsType type, Action<ObjectBuilder> define)
    {
        define(new ObjectBuilder(type));
        return this;
    }
}

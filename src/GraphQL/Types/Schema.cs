using System.Diagnostics.CodeAnalysis;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>A schema: never changed once it is built.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, NamedType> _types;
    private readonly Dictionary<string, DirectiveDefinition> _directives;
    private readonly Dictionary<NamedType, IReadOnlyList<ObjectType>> _possible;
    private readonly HashSet<(NamedType, NamedType)> _subTypes = [];

    internal Schema(SchemaParts parts, IReadOnlyList<NamedType> types, IReadOnlyList<DirectiveDefinition> directives)
    {
        (Description, Definition) = (parts.Description, parts.Definition);
        _types = types.ToDictionary(t => t.Name, StringComparer.Ordinal);
        _directives = directives.ToDictionary(d => d.Name, StringComparer.Ordinal);
        _possible = types.Where(t => t.IsAbstract).ToDictionary(t => t, t => Members(t, types));
        foreach (var (type, members) in _possible)
            foreach (var member in members) _subTypes.Add((type, member));
        foreach (var type in types.OfType<FieldsType>())
            foreach (var implemented in type.Interfaces) _subTypes.Add((implemented, type));
        (Query, Mutation, Subscription) = (Root(OperationKind.Query), Root(OperationKind.Mutation), Root(OperationKind.Subscription));

        // An invalid schema may name another type as a root; SchemaValidation tells.
        ObjectType? Root(OperationKind kind) => parts.RootName(kind) is { } name ? _types.GetValueOrDefault(name) as ObjectType : null;
    }

    /// <summary>A text that describes it.</summary>
    public string? Description { get; }

    /// <summary>The root of queries; null in an invalid schema only.</summary>
    public ObjectType? Query { get; }

    /// <summary>The root of mutations.</summary>
    public ObjectType? Mutation { get; }

    /// <summary>The root of subscriptions.</summary>
    public ObjectType? Subscription { get; }

    /// <summary>All types, those of introspection too.</summary>
    public IReadOnlyCollection<NamedType> Types => _types.Values;

    /// <summary>All directives.</summary>
    public IReadOnlyCollection<DirectiveDefinition> Directives => _directives.Values;

    internal SchemaDefinitionNode? Definition { get; }

    /// <summary>The type of a name.</summary>
    public NamedType? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The directive of a name without @.</summary>
    public DirectiveDefinition? FindDirective(string name) => _directives.GetValueOrDefault(name);

    /// <summary>The root of an operation.</summary>
    public ObjectType? RootOf(OperationKind kind) => kind switch
    {
        OperationKind.Query => Query,
        OperationKind.Mutation => Mutation,
        _ => Subscription,
    };

    /// <summary>The object types that a value of an interface or union can have.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(NamedType type) =>
        _possible.TryGetValue(type, out var types) ? types : type is ObjectType itself ? [itself] : [];

    /// <summary>Whether a type is a member of a union, or implements an interface.</summary>
    public bool IsSubType(NamedType general, NamedType special) => _subTypes.Contains((general, special));

    /// <summary>Whether every value of one type is one of the other too.</summary>
    internal bool IsSubTypeOf(GraphType special, GraphType general) => (special, general) switch
    {
        (NonNullType a, NonNullType b) => IsSubTypeOf(a.Of, b.Of),
        (NonNullType a, _) => IsSubTypeOf(a.Of, general),
        (_, NonNullType) => false,
        (ListType a, ListType b) => IsSubTypeOf(a.Of, b.Of),
        (NamedType a, NamedType b) => a == b || (b.IsAbstract && a is FieldsType && IsSubType(b, a)),
        _ => false,
    };

    /// <summary>Whether a value can be of both composite types.</summary>
    internal bool Overlap(NamedType first, NamedType second) =>
        first == second || PossibleTypes(first).Any(type => PossibleTypes(second).Contains(type));

    /// <summary>The type that a reference in a document names; false when there is none.</summary>
    public bool TryResolve(TypeNode reference, [NotNullWhen(true)] out GraphType? type)
    {
        type = reference switch
        {
            ListTypeNode list => TryResolve(list.Type, out var item) ? new ListType(item) : null,
            NonNullTypeNode required => TryResolve(required.Type, out var optional) ? new NonNullType(optional) : null,
            NamedTypeNode named => Find(named.Name.Value),
            _ => null,
        };
        return type is not null;
    }

    /// <summary>The schema in the schema definition language, without what every schema has.</summary>
    public override string ToString() => SchemaPrinter.Print(this);

    private static IReadOnlyList<ObjectType> Members(NamedType type, IReadOnlyList<NamedType> types) => type is UnionType union
        ? union.Types
        : [.. types.OfType<ObjectType>().Where(t => t.Interfaces.Contains(type))];
}

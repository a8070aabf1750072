using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>What a schema is made of before its types know each other.</summary>
internal sealed class SchemaParts
{
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);

    public IReadOnlyCollection<NamedType> Types => _types.Values;

    public List<DirectiveDefinition> Directives { get; } = [];

    public string? Description { get; set; }

    public SchemaDefinitionNode? Definition { get; set; }

    /// <summary>Interfaces that are none, and members of unions that are no object types.</summary>
    public List<(NamedType Of, NamedType Member)> WrongMembers { get; } = [];

    public List<OperationTypeNode> Roots { get; } = [];

    /// <summary>Every document that was added, for rules that look at all of them.</summary>
    public List<DocumentNode> Documents { get; } = [];

    public NamedType? Find(string name) => _types.GetValueOrDefault(name);

    public T GetOrAdd<T>(string name, Func<T> create) where T : NamedType
    {
        if (!_types.TryGetValue(name, out var type)) _types[name] = type = create();
        return type as T ?? throw new ArgumentException($"{name} is defined as something else already.");
    }

    public void Replace(NamedType type) => _types[type.Name] = type;

    /// <summary>The name of a root type; null when there is none.</summary>
    public string? RootName(OperationKind kind)
    {
        if (Definition is null && Roots.Count == 0) return _types.ContainsKey($"{kind}") ? $"{kind}" : null;
        return Roots.LastOrDefault(r => r.Operation == kind)?.Type.Name.Value;
    }
}

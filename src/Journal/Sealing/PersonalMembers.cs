using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansStore.Journal.Sealing;

/// <summary>Which members of which events tell something of a person, at whatever depth.</summary>
public sealed class PersonalMembers
{
    /// <summary>Objects inside of objects that are looked into; what is deeper does not occur.</summary>
    private const int Depth = 8;

    private readonly FrozenDictionary<string, Member> _byType;

    private readonly Type _mark;

    /// <summary>Of all types that a codec knows.</summary>
    /// <param name="mark">The attribute that such a property has: a text, an object or a list.</param>
    public PersonalMembers(EventCodec codec, Type mark)
    {
        _mark = mark;
        _byType = codec.Types
            .Select(type => (type.Name, Root: Of(type.Json, Depth)))
            .Where(type => type.Root is not null)
            .ToFrozenDictionary(type => type.Name, type => type.Root!, StringComparer.Ordinal);
    }

    /// <summary>Names of the events that have any.</summary>
    public IEnumerable<string> Types => _byType.Keys;

    /// <summary>What of an event is personal; null for nothing.</summary>
    internal Member? Find(string type) => _byType.GetValueOrDefault(type);

    private Member? Of(JsonTypeInfo type, int depth)
    {
        if (depth == 0) return null;
        if (type.Kind == JsonTypeInfoKind.Enumerable && type.ElementType is { } element) return Find(type.Options, element, depth);
        if (type.Kind != JsonTypeInfoKind.Object) return null;
        var inner = new Dictionary<string, Member>(StringComparer.Ordinal);
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.IsDefined(_mark, inherit: true) == true) inner.Add(property.Name, Member.Personal);
            else if (Find(type.Options, property.PropertyType, depth - 1) is { } member) inner.Add(property.Name, member);
        }

        return inner.Count == 0 ? null : new Member(inner);
    }

    private Member? Find(JsonSerializerOptions options, Type type, int depth) =>
        options.TryGetTypeInfo(Nullable.GetUnderlyingType(type) ?? type, out var found) ? Of(found, depth) : null;

    /// <summary>An object with personal members somewhere in it, or a personal member.</summary>
    /// <param name="Inner">Null: it is personal itself.</param>
    internal sealed record Member(IReadOnlyDictionary<string, Member>? Inner)
    {
        public static Member Personal { get; } = new((IReadOnlyDictionary<string, Member>?)null);
    }
}

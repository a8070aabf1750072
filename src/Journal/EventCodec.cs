using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansStore.Journal;

/// <summary>A stored event type: its name for ever and how its payload is written.</summary>
/// <param name="Name">Such as <c>order.placed.v1</c>.</param>
/// <param name="Json">Source-generated metadata of the CLR type.</param>
public sealed record EventType(string Name, JsonTypeInfo Json);

/// <summary>Turns an event of an old version, as parsed JSON, into an instance of today's type.</summary>
/// <param name="OldName">The stored name that no CLR type has any more.</param>
/// <param name="Upcast">From the stored payload to today's event.</param>
public sealed record Upcaster(string OldName, Func<JsonElement, object> Upcast);

/// <summary>Writes events as UTF-8 JSON under their stored names, and reads every version ever stored.</summary>
public sealed class EventCodec
{
    private readonly FrozenDictionary<Type, EventType> _byType;
    private readonly FrozenDictionary<string, EventType> _byName;
    private readonly FrozenDictionary<string, Upcaster> _upcasters;

    /// <exception cref="ArgumentException">Two types share a name, or a name is both current and upcast.</exception>
    public EventCodec(IEnumerable<EventType> types, IEnumerable<Upcaster>? upcasters = null)
    {
        var all = types.ToList();
        _byType = all.ToFrozenDictionary(t => t.Json.Type);
        _byName = all.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
        _upcasters = (upcasters ?? []).ToFrozenDictionary(u => u.OldName, StringComparer.Ordinal);
        var both = _upcasters.Keys.FirstOrDefault(_byName.ContainsKey);
        if (both is not null) throw new ArgumentException($"Event type '{both}' is current and cannot be upcast.", nameof(upcasters));
    }

    /// <summary>All current types.</summary>
    public IEnumerable<EventType> Types => _byName.Values;

    /// <summary>The stored name and payload of an event.</summary>
    /// <exception cref="InvalidOperationException">The event's type was never registered: a bug.</exception>
    public (string Name, byte[] Payload) Write(object body)
    {
        if (!_byType.TryGetValue(body.GetType(), out var type))
            throw new InvalidOperationException($"{body.GetType()} is not a registered event.");
        return (type.Name, JsonSerializer.SerializeToUtf8Bytes(body, type.Json));
    }

    /// <summary>The event that a stored name and payload stand for.</summary>
    /// <exception cref="UnknownEventException">The name is unknown, or the payload does not fit it.</exception>
    public object Read(string name, ReadOnlyMemory<byte> payload)
    {
        try
        {
            if (_byName.TryGetValue(name, out var type))
                return JsonSerializer.Deserialize(payload.Span, type.Json) ?? throw new JsonException("null is no event.");
            if (_upcasters.TryGetValue(name, out var upcaster))
            {
                using var document = JsonDocument.Parse(payload);
                return upcaster.Upcast(document.RootElement);
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UnknownEventException($"The payload of an event '{name}' cannot be read.", e);
        }

        throw new UnknownEventException($"The event type '{name}' is unknown.");
    }

    /// <summary>The event in a stored row.</summary>
    public object Read(StoredEvent stored) => Read(stored.Type, stored.Payload);
}

/// <summary>A stored event that this version of the program cannot read.</summary>
public sealed class UnknownEventException(string message, Exception? inner = null) : Exception(message, inner);

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace OrleansStore.GraphQL.Execution;

/// <summary>An object of an answer, its members in the order in which they were asked for.</summary>
public sealed class ResultObject : ResultContainer, IReadOnlyDictionary<string, object?>
{
    private readonly FieldPlan[] _fields;
    private readonly object?[] _values;

    internal ResultObject(FieldPlan[] fields) => (_fields, _values) = (fields, new object?[fields.Length]);

    /// <inheritdoc/>
    public int Count => _fields.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _fields.Select(f => f.ResponseKey);

    /// <summary>Leaves as JSON has them, objects, and lists of those.</summary>
    public IEnumerable<object?> Values => _values;

    /// <inheritdoc/>
    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    internal override object? this[int index]
    {
        get => _values[index];
        set => _values[index] = value;
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].ResponseKey != key) continue;
            value = _values[i];
            return true;
        }

        value = null;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < _fields.Length; i++) yield return new(_fields[i].ResponseKey, _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override ResponsePath PathOf(int index) => new(OwnPath, _fields[index].ResponseKey);

    /// <summary>Writes it.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        for (var i = 0; i < _fields.Length; i++)
        {
            writer.WritePropertyName(_fields[i].EncodedKey);
            ResultJson.Write(writer, _values[i]);
        }

        writer.WriteEndObject();
    }
}

/// <summary>A list of an answer.</summary>
internal sealed class ResultList(int capacity) : ResultContainer, IReadOnlyList<object?>
{
    private readonly List<object?> _items = new(capacity);

    public int Count => _items.Count;

    object? IReadOnlyList<object?>.this[int index] => _items[index];

    internal override object? this[int index]
    {
        get => _items[index];
        set => _items[index] = value;
    }

    internal override ResponsePath PathOf(int index) => new(OwnPath, index);

    public void AddSlot() => _items.Add(null);

    public IEnumerator<object?> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in _items) ResultJson.Write(writer, item);
        writer.WriteEndArray();
    }
}

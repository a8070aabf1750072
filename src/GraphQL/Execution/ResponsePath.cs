using System.Text.Json;

namespace OrleansStore.GraphQL.Execution;

/// <summary>A field of the answer, or an item of a list in it, and the way to it from the root.</summary>
public sealed class ResponsePath
{
    private readonly string? _name;
    private readonly int _index;

    internal ResponsePath(ResponsePath? parent, string name) => (Parent, _name) = (parent, name);

    internal ResponsePath(ResponsePath? parent, int index) => (Parent, _index) = (parent, index);

    /// <summary>What it is in; null at the root.</summary>
    public ResponsePath? Parent { get; }

    /// <summary>Its name, or its index in a list.</summary>
    public object Key => _name ?? (object)_index;

    /// <summary>Names and indexes from the root.</summary>
    public IReadOnlyList<object> ToList()
    {
        List<object> keys = [];
        for (var at = this; at is not null; at = at.Parent) keys.Add(at.Key);
        keys.Reverse();
        return keys;
    }

    /// <summary>Names and indexes from the root, with dots between.</summary>
    public override string ToString() => string.Join('.', ToList());

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        WriteKeys(writer);
        writer.WriteEndArray();
    }

    private void WriteKeys(Utf8JsonWriter writer)
    {
        Parent?.WriteKeys(writer);
        if (_name is not null) writer.WriteStringValue(_name);
        else writer.WriteNumberValue(_index);
    }
}

using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace OrleansStore.GraphQL.Execution;

/// <summary>
/// Coerced arguments, or an input object: names and values in the schema's order. What was not given and has no default is
/// not there. Values are what scalars and enums made of them, lists of those, and input objects.
/// </summary>
public sealed class InputValues : IReadOnlyDictionary<string, object?>
{
    /// <summary>Nothing.</summary>
    public static InputValues None { get; } = new(0);

    private readonly string[] _names;
    private readonly object?[] _values;

    internal InputValues(int capacity) => (_names, _values) = (new string[capacity], new object?[capacity]);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Their names.</summary>
    public IEnumerable<string> Keys => _names.Take(Count);

    /// <summary>Their values.</summary>
    public IEnumerable<object?> Values => _values.Take(Count);

    /// <summary>The value of a name; throws when it is not there.</summary>
    public object? this[string name] => TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"'{name}' was not given.");

    /// <summary>Whether it was given, be it null, or has a default.</summary>
    public bool Has(string name) => IndexOf(name) >= 0;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Has(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var index = IndexOf(key);
        value = index < 0 ? null : _values[index];
        return index >= 0;
    }

    /// <summary>The value of a name; the type's default when it is not there or null.</summary>
    public T? Get<T>(string name) => TryGetValue(name, out var value) && value is not null ? (T)value : default;

    /// <summary>The list of a name; null when it is not there or null.</summary>
    public IReadOnlyList<T>? List<T>(string name) => Get<IReadOnlyList<object?>>(name) is { } list ? [.. list.Cast<T>()] : null;

    /// <summary>The input object of a name; null when it is not there or null.</summary>
    public InputValues? Object(string name) => Get<InputValues>(name);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return new(_names[i], _values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(string name, object? value)
    {
        (_names[Count], _values[Count]) = (name, value);
        Count++;
    }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Count; i++)
            if (string.Equals(_names[i], name, StringComparison.Ordinal)) return i;
        return -1;
    }
}

/// <summary>The coerced variables of a request: one that was not given and has no default is not there.</summary>
public sealed class VariableValues
{
    /// <summary>No variables.</summary>
    public static VariableValues None { get; } = new();

    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>The value of a variable; false when it is not there.</summary>
    public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);

    internal void Set(string name, object? value) => _values[name] = value;
}

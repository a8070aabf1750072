namespace Orleans.Runtime;

/// <summary>Values that flow from a caller to the grains it calls, and not back.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Runtime/RequestContext.cs (call chain reentrancy is not offered)</remarks>
public static class RequestContext
{
    // The dictionary is never changed once it is set: callees share it.
    internal static readonly AsyncLocal<Dictionary<string, object>?> Values = new();

    /// <summary>The keys that are set.</summary>
    public static IEnumerable<string> Keys => Values.Value?.Keys ?? Enumerable.Empty<string>();

    /// <summary>The keys and values that are set.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries =>
        Values.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>The value of <paramref name="key"/>, or null.</summary>
    public static object? Get(string key) => Values.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for the rest of this flow and the calls it makes.</summary>
    public static void Set(string key, object value)
    {
        var old = Values.Value;
        Values.Value = old is null ? new() { [key] = value } : new(old) { [key] = value };
    }

    /// <summary>Removes a value; false when there was none.</summary>
    public static bool Remove(string key)
    {
        if (Values.Value is not { } old || !old.ContainsKey(key)) return false;
        var rest = new Dictionary<string, object>(old);
        rest.Remove(key);
        Values.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear()
    {
        if (Values.Value is not null) Values.Value = null;
    }
}

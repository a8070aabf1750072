using System.Text.Json;

namespace OrleansStore.Api.History;

/// <summary>One member that is not as it was.</summary>
/// <param name="Op"><c>add</c>, <c>remove</c> or <c>replace</c>.</param>
/// <param name="Path">
/// Which, as a JSON pointer (RFC 6901); an element of a list goes by what it is known by, such as <c>/items/{productId}/quantity</c>
/// or <c>/shipments/1/status</c>, for its place in the list means nothing in another version.
/// </param>
/// <param name="From">What it was; missing when it was not there.</param>
/// <param name="To">What it is; missing when it is not there any more.</param>
public sealed record MemberChange(string Op, string Path, JsonElement? From = null, JsonElement? To = null);

/// <summary>Compares two states of a thing.</summary>
internal static class MemberChanges
{
    /// <summary>By what elements of lists are known, the first that all of them have.</summary>
    private static readonly string[] _keys = ["productId", "promotionId", "number"];

    /// <summary>Members that differ between any two versions and so tell nothing.</summary>
    private static readonly string[] _always = ["version", "updatedAt"];

    /// <summary>All that is not the same.</summary>
    /// <param name="before">UTF-8 JSON of an object; empty: there was none.</param>
    /// <param name="after">The same of what it became.</param>
    public static IReadOnlyList<MemberChange> Between(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after)
    {
        var changes = new List<MemberChange>();
        Compare("", Parse(before), Parse(after), changes, isRoot: true);
        return changes;
    }

    private static JsonElement? Parse(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty) return null;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static void Compare(string path, JsonElement? before, JsonElement? after, List<MemberChange> changes, bool isRoot = false)
    {
        switch (before, after)
        {
            case (null, null): break;
            case (null, { } added): changes.Add(new("add", path, To: added)); break;
            case ({ } removed, null): changes.Add(new("remove", path, From: removed)); break;
            case ({ ValueKind: JsonValueKind.Object } one, { ValueKind: JsonValueKind.Object } other) when !IsMoney(one) && !IsMoney(other):
                CompareMembers(path, Members(one, isRoot), Members(other, isRoot), changes);
                break;
            case ({ ValueKind: JsonValueKind.Array } one, { ValueKind: JsonValueKind.Array } other) when Elements(one, other) is var (first, second):
                CompareMembers(path, first, second, changes);
                break;
            case ({ } one, { } other) when !JsonElement.DeepEquals(one, other):
                changes.Add(new("replace", path, one, other));
                break;
        }
    }

    private static void CompareMembers(
        string path, OrderedDictionary<string, JsonElement> before, OrderedDictionary<string, JsonElement> after, List<MemberChange> changes)
    {
        // What is gone comes last, the last of it first: so changes can be carried out one after the other, also by places.
        foreach (var name in before.Keys.Where(after.ContainsKey).Union(after.Keys).Concat(before.Keys.Reverse().Where(k => !after.ContainsKey(k))))
        {
            Compare(
                $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}",
                before.TryGetValue(name, out var one) ? one : null,
                after.TryGetValue(name, out var other) ? other : null,
                changes);
        }
    }

    private static OrderedDictionary<string, JsonElement> Members(JsonElement value, bool isRoot) => new(value.EnumerateObject()
        .Where(m => !isRoot || !_always.Contains(m.Name))
        .Select(m => KeyValuePair.Create(m.Name, m.Value)));

    /// <summary>The elements of two lists by what they are known by, else by their places; null for lists of plain values, which are compared as a whole.</summary>
    private static (OrderedDictionary<string, JsonElement>, OrderedDictionary<string, JsonElement>)? Elements(JsonElement before, JsonElement after)
    {
        var all = before.EnumerateArray().Concat(after.EnumerateArray()).ToList();
        if (all.Count == 0 || all.Any(e => e.ValueKind != JsonValueKind.Object)) return null;
        var key = _keys.FirstOrDefault(k => all.TrueForAll(e => e.TryGetProperty(k, out _)));
        return key is not null && Keyed(before, key) is { } one && Keyed(after, key) is { } other ? (one, other) : (Placed(before), Placed(after));
    }

    private static OrderedDictionary<string, JsonElement>? Keyed(JsonElement list, string key)
    {
        var keyed = new OrderedDictionary<string, JsonElement>();
        foreach (var element in list.EnumerateArray())
            if (!keyed.TryAdd(element.GetProperty(key).ToString(), element)) return null;
        return keyed;
    }

    private static OrderedDictionary<string, JsonElement> Placed(JsonElement list) =>
        new(list.EnumerateArray().Select((element, place) => KeyValuePair.Create($"{place}", element)));

    /// <summary>An amount and its currency are one value.</summary>
    private static bool IsMoney(JsonElement value) =>
        value.EnumerateObject().Count() == 2 && value.TryGetProperty("amount", out _) && value.TryGetProperty("currency", out _);
}

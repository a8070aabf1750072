using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Types;

/// <summary>Values as messages tell them: short, and no deeper than three levels.</summary>
internal static class Inspect
{
    private const int Items = 10;
    private const int Depth = 2;

    public static string Value(object? value, int depth = 0) => value switch
    {
        null => "null",
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        int or long or short or byte or uint or ulong or ushort or sbyte or decimal => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        double number => JsNumber.Format(number),
        float number => JsNumber.Format(number),
        JsonElement element => Element(element, depth),
        InputValues or IReadOnlyDictionary<string, object?> => Object((IEnumerable<KeyValuePair<string, object?>>)value, depth),
        IEnumerable list => List([.. list.Cast<object?>()], depth),
        _ => value.ToString() ?? "",
    };

    private static string Element(JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.Undefined => "undefined",
        JsonValueKind.Null => "null",
        JsonValueKind.String => Quote(element.GetString()!),
        JsonValueKind.Number => JsNumber.Format(element.GetDouble()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => List([.. element.EnumerateArray()], depth),
        _ => Object(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, (object?)p.Value)), depth),
    };

    private static string List(List<object?> items, int depth)
    {
        if (items.Count == 0) return "[]";
        if (depth >= Depth) return "[Array]";
        var told = items.Take(Items).Select(item => Value(item, depth + 1));
        var rest = items.Count - Items;
        if (rest > 0) told = told.Append(rest == 1 ? "... 1 more item" : $"... {rest} more items");
        return $"[{string.Join(", ", told)}]";
    }

    private static string List(List<JsonElement> items, int depth) => List([.. items.Select(i => (object?)i)], depth);

    private static string Object(IEnumerable<KeyValuePair<string, object?>> members, int depth)
    {
        var all = members.ToList();
        if (all.Count == 0) return "{}";
        return depth >= Depth ? "[Object]" : $"{{ {string.Join(", ", all.Select(m => $"{m.Key}: {Value(m.Value, depth + 1)}"))} }}";
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}

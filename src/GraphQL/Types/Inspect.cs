using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Types;

/// <summary>Values as messages tell them: short, no deeper than three levels, and never all of what somebody sent.</summary>
internal static class Inspect
{
    private const int Items = 10;
    private const int Depth = 2;
    private const int LongestText = 200;
    private const int Longest = 1000;

    public static string Value(object? value) => Cut(Value(value, 0), Longest);

    /// <summary>A name that a client made up, as far as messages tell it.</summary>
    public static string Name(string name) => Cut(name, LongestText);

    private static string Value(object? value, int depth) => value switch
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
        JsonValueKind.Array => List(element.EnumerateArray().Select(i => (object?)i), element.GetArrayLength(), depth),
        _ => Object(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, (object?)p.Value)), element.GetPropertyCount(), depth),
    };

    private static string List(List<object?> items, int depth) => List(items, items.Count, depth);

    private static string List(IEnumerable<object?> items, int count, int depth)
    {
        if (count == 0) return "[]";
        if (depth >= Depth) return "[Array]";
        return $"[{Some(items.Select(item => Value(item, depth + 1)), count, "item")}]";
    }

    private static string Object(IEnumerable<KeyValuePair<string, object?>> members, int depth) => Object(members, members.Count(), depth);

    private static string Object(IEnumerable<KeyValuePair<string, object?>> members, int count, int depth)
    {
        if (count == 0) return "{}";
        if (depth >= Depth) return "[Object]";
        return $"{{ {Some(members.Select(m => $"{Name(m.Key)}: {Value(m.Value, depth + 1)}"), count, "member")} }}";
    }

    private static string Some(IEnumerable<string> all, int count, string what)
    {
        var told = all.Take(Items);
        if (count > Items) told = told.Append(count == Items + 1 ? $"... 1 more {what}" : $"... {count - Items} more {what}s");
        return string.Join(", ", told);
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(Cut(text, LongestText), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        // Not between the halves of a surrogate pair, for a half is no text.
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return $"{text.AsSpan(0, end)}...";
    }
}

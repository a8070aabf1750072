using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Looks whether all texts in JSON are text: the reader lets those pass that no string can be made of.</summary>
internal static class JsonTexts
{
    /// <summary>Whether all of them are UTF-8, and no escape among them is a half of a surrogate pair without the other.</summary>
    public static bool AreWhole(JsonElement json)
    {
        var text = JsonMarshal.GetRawUtf8Value(json);
        if (!Utf8.IsValid(text)) return false;
        // In JSON a backslash begins an escape, and is nowhere else.
        for (var at = text.IndexOf((byte)'\\'); at >= 0; at = text.IndexOf((byte)'\\'))
        {
            text = text[at..];
            if (!IsUnit(text, out var unit))
            {
                text = text[2..];
                continue;
            }

            text = text[6..];
            if (char.IsLowSurrogate(unit)) return false;
            if (!char.IsHighSurrogate(unit)) continue;
            if (!IsUnit(text, out var second) || !char.IsLowSurrogate(second)) return false;
            text = text[6..];
        }

        return true;
    }

    /// <summary>Whether a text begins with <c>\u</c> and four digits.</summary>
    private static bool IsUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < 6 || text[0] != '\\' || text[1] != 'u') return false;
        if (!ushort.TryParse(text.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
        unit = (char)value;
        return true;
    }
}

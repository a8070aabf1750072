using System.Globalization;
using System.Text.Unicode;

namespace OrleansStore.GraphQL.Language;

/// <summary>Looks whether the texts of JSON are texts.</summary>
/// <remarks>
/// Parsers of JSON leave that to whoever reads a text: half of a surrogate pair, or bytes that are no UTF-8, would be an
/// exception somewhere deep inside, where nobody expects one any more.
/// </remarks>
internal static class JsonTexts
{
    /// <summary>Whether all names and texts of a document can be read.</summary>
    /// <param name="json">A document that was parsed: its escapes are well formed.</param>
    public static bool AreWhole(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return false;
        while (json.IndexOf((byte)'\\') is >= 0 and var at)
        {
            json = json[at..];
            if (!IsUnit(json, out var unit))
            {
                json = json[2..];
                continue;
            }

            json = json[6..];
            if (char.IsLowSurrogate(unit)) return false;
            if (!char.IsHighSurrogate(unit)) continue;
            if (!IsUnit(json, out var low) || !char.IsLowSurrogate(low)) return false;
            json = json[6..];
        }

        return true;
    }

    /// <summary>Whether an escape of the form <c>\uXXXX</c> stands at the beginning.</summary>
    private static bool IsUnit(ReadOnlySpan<byte> json, out char unit)
    {
        unit = default;
        if (json.Length < 6 || json[0] != '\\' || json[1] != 'u' || !ushort.TryParse(json[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
        unit = (char)value;
        return true;
    }
}

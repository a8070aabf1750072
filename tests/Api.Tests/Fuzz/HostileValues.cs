using System.Globalization;
using System.Text;

namespace OrleansStore.Api.Tests.Fuzz;

/// <summary>Values that have broken programs before. Texts are pieces of JSON already, escapes and all.</summary>
internal static class HostileValues
{
    private static readonly string[] Odd =
    [
        "", " ", "null", "undefined", "true", "0", "-1", "NaN", "%00", "%s%s%n", "${7*7}", "{{7*7}}", "#{1}", "../../etc/passwd", "..\\\\..\\\\windows",
        "' OR 1=1 --", "'; DROP TABLE customers; --", "\\\"", "<script>alert(1)</script>", "<!--", "]]>", "&lt;", "a\\tb", "a\\r\\nSet-Cookie: a=b",
        "\\u202Eevil", "e\\u0301", "\\uFEFF", "\\uFFFF", "\\u200B\\u200D", "\\uD83D\\uDE00", "\uD83D\uDC69\u200D\uD83D\uDC67", "\u0130stanbul", "\u00DF\u1E9E", "\u03C2\u03A3", "\uFDFA",
        "\u05D0\u0627", "\u4E2D\u6587", "\u0E33\u0E33", "\u1100\u1161", "\u2126", "\uFB01", "Z\u0351\u036B\u0343\u036A\u0302\u036B", "CON", "nul.txt", "http://169.254.169.254/", "file:///etc/passwd",
        "00000000-0000-0000-0000-000000000000", "1e400", "0x7f", "9223372036854775808", "*", "?", "\\\\", "/", "a@b", "@", "=cmd|'/c calc'!A1",
    ];

    private static readonly string[] Broken =
    [
        "\\u0000", "a\\u0000b", "\\u001F", "\\uD800", "\\uDC00\\uD800", "\\uD800x",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296", "9007199254740993", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "1e9", "1e18", "1E400", "-1e400", "1e-400", "0.1", "0.30000000000000004", "1.0",
        "1.5", "123456789012345678901234567890123456789012345678901234567890", "0e0", "1e0",
    ];

    private static readonly string[] NoJson =
    [
        "NaN", "Infinity", "-Infinity", "01", "+1", ".5", "1.", "0x10", "1e", "--1", "'a'", "undefined", "tru", "[1,]", "{,}", "{\"a\"}", "{\"a\":}", "[", "{", "\"",
        "\"\n\"", "/*c*/1", "1 2", "\"\\x\"", "\"\\u12\"", "\u00A0", "]", "}", "nul",
    ];

    /// <summary>A text that a field may well take.</summary>
    public static string Text(Random random) => random.Next(10) switch
    {
        0 => Quote(new string('x', random.Next(1, 200))),
        1 => Quote(Repeat(Pick(random, Odd), random.Next(1, 8))),
        _ => Quote(Pick(random, Odd)),
    };

    /// <summary>A text that is too long or cannot be one.</summary>
    public static string WorseText(Random random) => random.Next(4) switch
    {
        0 => Quote(new string('\u4E2D', random.Next(200, 12_000))),
        1 => Quote(Repeat("\\uD83D\\uDE00", random.Next(100, 2_000))),
        _ => Quote(Pick(random, Broken)),
    };

    public static string Number(Random random) => Pick(random, Numbers);

    public static string NotJson(Random random) => Pick(random, NoJson);

    /// <summary>Something of any type, but well-formed.</summary>
    public static string Anything(Random random) => random.Next(9) switch
    {
        0 => "null",
        1 => "true",
        2 => Number(random),
        3 => Text(random),
        4 => "[]",
        5 => "{}",
        6 => Nested(random.Next(2, 60)),
        7 => "[" + string.Join(",", Enumerable.Repeat(Number(random), random.Next(1, 2_000))) + "]",
        _ => $"{{\"$type\":\"System.Diagnostics.Process\",{Text(random)}:{Number(random)},\"__proto__\":{{\"isAdmin\":true}}}}",
    };

    /// <summary>So many arrays or objects in one another.</summary>
    public static string Nested(int depth) => depth % 2 == 0
        ? new string('[', depth) + new string(']', depth)
        : Repeat("{\"a\":", depth) + "1" + new string('}', depth);

    /// <summary>For an address or a header: any characters but those that end it.</summary>
    public static string Plain(Random random)
    {
        var text = Pick(random, Odd).Replace("\\r\\n", "", StringComparison.Ordinal);
        return random.Next(8) == 0 ? new string('a', random.Next(100, 3_000)) : text;
    }

    /// <summary>Percent-encoded, well or badly.</summary>
    public static string Encoded(Random random) => random.Next(12) switch
    {
        0 => "%",
        1 => "%zz",
        2 => "%ff%fe",
        3 => "%c0%ae%c0%ae%2f",
        4 => "%ed%a0%80",
        5 => "%00",
        6 => string.Create(CultureInfo.InvariantCulture, $"{random.NextInt64(long.MinValue, long.MaxValue)}"),
        7 => Number(random),
        _ => Uri.EscapeDataString(WellFormed(Plain(random))),
    };

    public static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static string Quote(string text) => $"\"{text}\"";

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

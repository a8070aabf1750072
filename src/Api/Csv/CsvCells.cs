using System.Text;

namespace OrleansStore.Api.Csv;

/// <summary>Texts as cells of a file that people open in a spreadsheet.</summary>
/// <remarks>
/// A cell that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a line end would be a formula there, and a shop's
/// texts are not all its own. It gets an apostrophe in front, and so does a cell that looks like one that got some: reading
/// takes exactly one off again.
/// </remarks>
internal static class CsvCells
{
    private const char Mark = '\'';
    private const char TagSeparator = '|';
    private const char Escape = '\\';

    /// <summary>The cell of a text.</summary>
    public static string Guard(string text) => IsFormula(text) ? Mark + text : text;

    /// <summary>The text of a cell.</summary>
    public static string Unguard(string cell) => cell.Length > 1 && cell[0] == Mark && IsFormula(cell) ? cell[1..] : cell;

    /// <summary>The cell of some tags: with <c>|</c> between them.</summary>
    public static string Join(IEnumerable<string> tags) => Guard(string.Join(TagSeparator, tags.Select(
        tag => tag.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal))));

    /// <summary>The tags of a cell.</summary>
    public static string[] Split(string cell)
    {
        var tags = new List<string>();
        var tag = new StringBuilder();
        var text = Unguard(cell);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Escape && i + 1 < text.Length && text[i + 1] is Escape or TagSeparator) tag.Append(text[++i]);
            else if (text[i] == TagSeparator) Add();
            else tag.Append(text[i]);
        }

        Add();
        return [.. tags];

        void Add()
        {
            if (tag.ToString().Trim() is { Length: > 0 } some) tags.Add(some);
            tag.Clear();
        }
    }

    /// <summary>A line of a file.</summary>
    public static void AppendLine(StringBuilder lines, params ReadOnlySpan<string?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) lines.Append(',');
            var cell = cells[i] ?? "";
            if (cell.AsSpan().ContainsAny("\",\r\n") || (cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]))))
                lines.Append('"').Append(cell).Replace("\"", "\"\"", lines.Length - cell.Length, cell.Length).Append('"');
            else
                lines.Append(cell);
        }

        lines.Append("\r\n");
    }

    private static bool IsFormula(string text)
    {
        var first = text.AsSpan().TrimStart(Mark);
        return first.Length > 0 && first[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';
    }
}

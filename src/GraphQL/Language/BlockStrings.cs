namespace OrleansStore.GraphQL.Language;

/// <summary>Indentation of strings in three quotes.</summary>
internal static class BlockStrings
{
    /// <summary>Takes away what all lines but the first are indented by, and blank lines around.</summary>
    public static string Dedent(List<string> lines)
    {
        var (indent, first, last) = (int.MaxValue, -1, -1);
        for (var i = 0; i < lines.Count; i++)
        {
            var leading = Leading(lines[i]);
            if (leading == lines[i].Length) continue;
            if (first < 0) first = i;
            last = i;
            if (i > 0) indent = Math.Min(indent, leading);
        }

        if (first < 0) return "";
        return string.Join('\n', lines.Take(first..(last + 1)).Select((line, i) =>
            i + first == 0 ? line : indent >= line.Length ? "" : line[indent..]));
    }

    /// <summary>A text in three quotes, on lines of its own where that reads better.</summary>
    public static string Print(string value)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = escaped.ReplaceLineEndings("\n").Split('\n');
        var forceLeading = lines.Length > 1 && lines.Skip(1).All(line => line.Length == 0 || line[0] is ' ' or '\t');
        var trailingTriple = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var forceTrailing = (value.EndsWith('"') && !trailingTriple) || value.EndsWith('\\');
        var several = lines.Length > 1 || value.Length > 70 || forceTrailing || forceLeading || trailingTriple;
        var skipLeading = lines.Length == 1 && value.Length > 0 && value[0] is (' ' or '\t');
        return "\"\"\"" + ((several && !skipLeading) || forceLeading ? "\n" : "") + escaped + (several || forceTrailing ? "\n" : "") + "\"\"\"";
    }

    /// <summary>Whether a text read back from three quotes would be the same.</summary>
    public static bool CanPrint(string value)
    {
        if (value.Length == 0) return true;
        if (value.Any(c => c < ' ' && c is not ('\n' or '\t'))) return false;
        var lines = value.Split('\n');
        return lines.Length == 1 ? Leading(value) < value.Length : Dedent(["", .. lines]) == value;
    }

    private static int Leading(string line)
    {
        var i = 0;
        while (i < line.Length && line[i] is ' ' or '\t') i++;
        return i;
    }
}

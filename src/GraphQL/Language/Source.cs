namespace OrleansStore.GraphQL.Language;

/// <summary>A text in the GraphQL language.</summary>
/// <param name="body">The text; a byte order mark at its beginning is skipped.</param>
public sealed class Source(string body)
{
    /// <summary>The text.</summary>
    public string Body { get; } = body;

    /// <summary>Where lines begin; looked for once, for a wrong document has many places to tell.</summary>
    private int[]? _lines;

    /// <summary>Line and column, both from 1, of an index into the text. Lines end with \n, \r or \r\n.</summary>
    public SourceLocation LocationOf(int index)
    {
        var lines = _lines ??= FindLines(Body);
        // Between the two characters of a line break, one is still on the line that it ends: the next begins behind both.
        var line = Array.BinarySearch(lines, index);
        if (line < 0) line = ~line - 1;
        return new SourceLocation(line + 1, index + 1 - lines[line]);
    }

    private static int[] FindLines(string text)
    {
        List<int> lines = [0];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\r' or '\n')) continue;
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            lines.Add(i + 1);
        }

        return [.. lines];
    }
}

/// <summary>A place in a text, as errors tell it.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 units, from 1.</param>
public readonly record struct SourceLocation(int Line, int Column);

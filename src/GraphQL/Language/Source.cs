namespace OrleansStore.GraphQL.Language;

/// <summary>A text in the GraphQL language.</summary>
/// <param name="body">The text; a byte order mark at its beginning is skipped.</param>
public sealed class Source(string body)
{
    /// <summary>The text.</summary>
    public string Body { get; } = body;

    /// <summary>Line and column, both from 1, of an index into the text. Lines end with \n, \r or \r\n.</summary>
    public SourceLocation LocationOf(int index)
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < index && i < Body.Length; i++)
        {
            var end = Body[i] switch
            {
                '\r' when i + 1 < Body.Length && Body[i + 1] == '\n' => i + 2,
                '\r' or '\n' => i + 1,
                _ => -1,
            };
            if (end < 0) continue;
            // Between the two characters of a line break, one is still on the line that it ends.
            if (end > index) break;
            (line, start, i) = (line + 1, end, end - 1);
        }

        return new SourceLocation(line, index + 1 - start);
    }
}

/// <summary>A place in a text, as errors tell it.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 units, from 1.</param>
public readonly record struct SourceLocation(int Line, int Column);

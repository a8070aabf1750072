namespace OrleansStore.Benchmarks.Reporting;

/// <summary>A titled table, with what must be known to read it.</summary>
internal sealed record Table(string Title, IReadOnlyList<string> Columns)
{
    public List<string[]> Rows { get; } = [];

    public List<string> Notes { get; } = [];

    public string ToMarkdown() => string.Join('\n',
        [
            $"## {Title}",
            "",
            Line(Columns),
            Line(Columns.Select((_, i) => i == 0 ? "---" : "---:")),
            .. Rows.Select(Line),
            "",
            .. Notes.SelectMany(note => new[] { $"- {note}" }),
            .. Notes.Count > 0 ? new[] { "" } : [],
        ]);

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}

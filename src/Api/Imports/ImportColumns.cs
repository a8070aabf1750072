using OrleansStore.Api.Csv;
using OrleansStore.Contracts.Imports;

namespace OrleansStore.Api.Imports;

/// <summary>Which column of a file holds what, by its header.</summary>
internal sealed class ImportColumns
{
    /// <summary>All that can be imported; an export has all but the last, for pieces that came in came in once.</summary>
    public static readonly string[] Names = ["sku", "name", "description", "price", "currency", "category", "tags", "imageUrl", "stock"];

    /// <summary>What an export has.</summary>
    public static readonly string[] Exported = [.. Names.Except(["stock"])];

    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    private ImportColumns(int count) => Count = count;

    /// <summary>Columns of the file.</summary>
    public int Count { get; }

    /// <summary>Reads the header.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static ImportProblem? Read(CsvRow? header, out ImportColumns columns)
    {
        columns = new ImportColumns(header?.Cells.Length ?? 0);
        if (header is not { IsBlank: false } row) return Wrong(1, null, "emptyFile", $"The first line names the columns: {string.Join(", ", Names)}.");
        if (row.IsMalformed) return Wrong(row.Line, null, "malformedRow", "A quote stands where none can.");
        for (var i = 0; i < row.Cells.Length; i++)
        {
            var name = row.Cells[i].Trim();
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                return Wrong(row.Line, Shown(name), "unknownColumn", $"There is no column '{Shown(name)}'; there are {string.Join(", ", Names)}.");
            if (!columns._places.TryAdd(name, i)) return Wrong(row.Line, name, "columnTwice", $"The column '{name}' is there twice.");
        }

        return columns._places.ContainsKey("sku") ? null : Wrong(row.Line, "sku", "columnMissing", "The column 'sku' is missing.");
    }

    /// <summary>What stands in a row under a name; null when the file has no such column.</summary>
    public string? Find(CsvRow row, string name) => _places.TryGetValue(name, out var place) ? row.Cells[place] : null;

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40] + "…";

    private static ImportProblem Wrong(long line, string? column, string code, string message) => new(line, column, code, message, null);
}

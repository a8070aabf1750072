using System.Collections.Immutable;
using System.Globalization;
using OrleansStore.Api.Csv;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Imports;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;

namespace OrleansStore.Api.Imports;

/// <summary>A product as a row tells it; null: the file has no such column, or nothing in it where that means "as it is".</summary>
internal sealed record ImportRow(
    string Sku,
    string? Name,
    string? Description,
    Money? Price,
    string? Category,
    ImmutableArray<string>? Tags,
    string? ImageUrl,
    int? Stock)
{
    /// <summary>What a product must have, and a row of one that is there may leave out.</summary>
    public IEnumerable<string> Missing
    {
        get
        {
            if (Name is null) yield return "name";
            if (Price is null) yield return "price";
            if (Category is null) yield return "category";
        }
    }

    /// <summary>What of it is other than the product is; null when nothing is.</summary>
    public ChangeProduct? DifferenceTo(ProductView product, CommandContext context)
    {
        var change = new ChangeProduct(
            context,
            null,
            Name == product.Name ? null : Name,
            Description == product.Description ? null : Description,
            Price == product.Price ? null : Price,
            Category == product.Category ? null : Category,
            Tags is { } tags && !tags.SequenceEqual(product.Tags) ? tags : null,
            ImageUrl == product.ImageUrl ? null : ImageUrl);
        return change is { Name: null, Description: null, Price: null, Category: null, Tags: null, ImageUrl: null } ? null : change;
    }
}

/// <summary>Makes products of rows, and says what is wrong with them.</summary>
internal sealed class ImportRowReader(ImportColumns columns, string currency)
{
    /// <summary>Reads a row.</summary>
    /// <param name="problems">Takes what is wrong; the row is not to be used then.</param>
    public ImportRow Read(CsvRow row, List<ImportProblem> problems)
    {
        var reading = new Reading(columns, row, problems);
        if (row.IsMalformed) reading.Fail(null, "malformedRow", "A quote stands where none can.");
        else if (row.Cells.Length != columns.Count) reading.Fail(null, "columnCount", $"It has {row.Cells.Length} cells and not {columns.Count}.");
        else
        {
            return new ImportRow(
                reading.Text("sku", ProductLimits.Sku) ?? "",
                reading.Text("name", ProductLimits.Name),
                reading.Text("description", ProductLimits.Description, min: 0),
                Price(reading),
                reading.Text("category", ProductLimits.Label),
                Tags(reading),
                reading.Cell("imageUrl") is "" ? null : reading.Text("imageUrl", ProductLimits.ImageUrl),
                (int?)reading.Number("stock", StockLimits.Movement, "invalidQuantity"));
        }

        return new ImportRow("", null, null, null, null, null, null, null);
    }

    private Money? Price(Reading reading)
    {
        if (reading.Cell("currency") is { Length: > 0 } other && other != currency)
            reading.Fail("currency", "wrongCurrency", $"This shop sells in {currency}.");
        if (reading.Cell("price") is "") reading.Fail("price", "required", "It is missing.");
        return reading.Number("price", ProductLimits.Price, "invalidPrice") is { } amount ? new Money(amount, currency) : null;
    }

    private static ImmutableArray<string>? Tags(Reading reading)
    {
        if (reading.Cell("tags") is not { } cell) return null;
        var tags = CsvCells.Split(cell);
        if (tags.Length > ProductLimits.Tags) reading.Fail("tags", "tooManyTags", $"A product has at most {ProductLimits.Tags} tags.");
        if (Array.Exists(tags, t => t.Length > ProductLimits.Label)) reading.Fail("tags", "invalidText", $"A tag has at most {ProductLimits.Label} characters.");
        return [.. tags];
    }

    /// <summary>One row as it is read.</summary>
    private sealed class Reading(ImportColumns columns, CsvRow row, List<ImportProblem> problems)
    {
        private readonly string? _sku = row.Cells.Length == columns.Count ? columns.Find(row, "sku") : null;

        public string? Cell(string column) => columns.Find(row, column)?.Trim();

        /// <summary>A text within its limits, with the apostrophe off that keeps spreadsheets from reckoning with it.</summary>
        public string? Text(string column, int limit, int min = 1)
        {
            if (columns.Find(row, column) is not { } cell) return null;
            var text = CsvCells.Unguard(cell);
            if (min > 0) text = text.Trim();
            if (text.Length < min) Fail(column, "required", "It is missing.");
            else if (text.Length > limit) Fail(column, "invalidText", $"It has more than {limit} characters.");
            else if (text.AsSpan().IndexOfAnyInRange('\0', '\x1f') is var at and >= 0 && text[at] is not ('\n' or '\r' or '\t'))
                Fail(column, "invalidText", "It has control characters.");
            return text;
        }

        /// <summary>A whole number from 1; null where there is none.</summary>
        public long? Number(string column, long max, string code)
        {
            if (Cell(column) is not { Length: > 0 } cell) return null;
            if (long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max) return number;
            Fail(column, code, $"It must be a whole number from 1 to {max}.");
            return null;
        }

        public void Fail(string? column, string code, string message) =>
            problems.Add(new ImportProblem(row.Line, column, code, message, _sku is { Length: > 0 and <= ProductLimits.Sku } ? _sku : null));
    }
}

using System.Collections.Immutable;
using OrleansStore.Contracts.Products;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Products.Search;
using OrleansStore.ReadModels.Reviews;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products;

/// <summary>A product as it stands in the catalog, without its pieces.</summary>
/// <param name="Position">The global position of its creation; its place in every list.</param>
/// <param name="Version">Of the product's own stream.</param>
/// <param name="Number">How many products were made before it.</param>
internal sealed record ProductRow(
    long Position,
    Guid Id,
    string Sku,
    string Name,
    string Description,
    long Price,
    string Currency,
    string Category,
    ImmutableArray<string> Tags,
    string? ImageUrl,
    bool Active,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version,
    long Number)
{
    // The unit separator of ASCII: no tag that a person types has it.
    private const char TagSeparator = '\u001f';

    private const string Columns =
        "p.position, p.id, p.sku, p.name, p.description, p.price, p.currency, p.category, p.tags, p.image_url, p.active, p.created, p.updated, p.version, p.number";

    private const string Joined =
        $"""
        SELECT {Columns}, s.available, r.stars, r.reviews FROM @products p
        LEFT JOIN @stock s ON s.product = p.id LEFT JOIN @ratings r ON r.product = p.id
        """;

    // A page is mostly of twenty.
    private const int AtOnce = 20;

    /// <summary>The row a creation makes.</summary>
    public static ProductRow From(Guid id, ProductCreated e, StoredEvent stored, long number) => new(
        stored.Position, id, e.Sku, e.Name, e.Description, e.Price, e.Currency, e.Category,
        e.Tags.IsDefault ? [] : e.Tags, e.ImageUrl, Active: true, stored.Time, stored.Time, stored.Version, number);

    /// <summary>The row after a change; what the event does not name stays.</summary>
    public ProductRow With(ProductChanged e, StoredEvent stored) => this with
    {
        Name = e.Name ?? Name,
        Description = e.Description ?? Description,
        Price = e.Price ?? Price,
        Category = e.Category ?? Category,
        Tags = e.Tags ?? Tags,
        ImageUrl = e.ImageUrl ?? ImageUrl,
        UpdatedAt = stored.Time,
        Version = stored.Version,
    };

    /// <summary>The row of a product no longer on sale.</summary>
    public ProductRow Removed(StoredEvent stored) => this with { Active = false, UpdatedAt = stored.Time, Version = stored.Version };

    public static ProductRow? Find(TableSet tables, Guid id)
    {
        var row = tables.Statement($"SELECT {Columns} FROM @products p WHERE p.id = ?1").Bind(1, id);
        if (!row.Step()) return null;
        var found = Read(row);
        row.Reset();
        return found;
    }

    /// <summary>A product with the pieces that are available and how it is rated.</summary>
    public static (ProductRow Row, long Available, ProductRating Rating)? FindJoined(TableSet tables, Guid id)
    {
        var row = tables.Statement($"{Joined} WHERE p.id = ?1").Bind(1, id);
        if (!row.Step()) return null;
        var found = ReadJoined(row);
        row.Reset();
        return found;
    }

    /// <summary>Products with their pieces and stars, by position; those that are not there are left out.</summary>
    public static Dictionary<long, (ProductRow Row, long Available, ProductRating Rating)> ReadJoined(TableSet tables, IReadOnlyList<long> positions)
    {
        var rows = new Dictionary<long, (ProductRow, long, ProductRating)>(positions.Count);
        foreach (var chunk in positions.Chunk(AtOnce))
        {
            var select = Parameters.Bind(tables.Statement($"{Joined} WHERE p.position IN ({Parameters.List(1, AtOnce)})"), 1, AtOnce, chunk);
            while (select.Step()) rows[select.Int64(0)] = ReadJoined(select);
        }

        return rows;
    }

    /// <summary>The ids of products, by position.</summary>
    public static Dictionary<long, Guid> ReadIds(TableSet tables, IReadOnlyList<long> positions)
    {
        var ids = new Dictionary<long, Guid>(positions.Count);
        foreach (var chunk in positions.Chunk(AtOnce))
        {
            var select = Parameters.Bind(tables.Statement($"SELECT position, id FROM @products WHERE position IN ({Parameters.List(1, AtOnce)})"), 1, AtOnce, chunk);
            while (select.Step()) ids[select.Int64(0)] = select.Id(1);
        }

        return ids;
    }

    /// <summary>The products that were created after a position, on sale or not, oldest first.</summary>
    public static List<ProductRow> ReadAfter(TableSet tables, long position, int maxCount)
    {
        var select = tables.Statement($"SELECT {Columns} FROM @products p WHERE p.position > ?1 ORDER BY p.position LIMIT ?2").Bind(1, position).Bind(2, maxCount);
        var rows = new List<ProductRow>();
        while (select.Step()) rows.Add(Read(select));
        return rows;
    }

    public void Save(TableSet tables) => tables.Statement(
        """
        INSERT INTO @products VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        ON CONFLICT (position) DO UPDATE SET
            name = excluded.name, description = excluded.description, price = excluded.price, category = excluded.category, tags = excluded.tags,
            image_url = excluded.image_url, active = excluded.active, updated = excluded.updated, version = excluded.version
        """)
        .Bind(1, Position).Bind(2, Id).BindText(3, Sku).BindText(4, Name).BindText(5, Description)
        .Bind(6, Price).BindText(7, Currency).BindText(8, Category).BindText(9, string.Join(TagSeparator, Tags)).BindText(10, ImageUrl)
        .Bind(11, Active ? 1 : 0).Bind(12, CreatedAt.UtcTicks).Bind(13, UpdatedAt.UtcTicks).Bind(14, Version).Bind(15, Number)
        .Run();

    /// <summary>How many products were ever made.</summary>
    public static long Count(TableSet tables)
    {
        var newest = tables.Statement("SELECT number FROM @products ORDER BY position DESC LIMIT 1");
        if (!newest.Step()) return 0;
        var number = newest.Int64(0);
        newest.Reset();
        return number + 1;
    }

    private static (ProductRow Row, long Available, ProductRating Rating) ReadJoined(RowStatement row) =>
        (Read(row), Math.Max(0, row.Int64(15)), new ProductRating(row.Int64(16), row.Int64(17)));

    private static ProductRow Read(RowStatement row) => new(
        row.Int64(0), row.Id(1), row.Text(2), row.Text(3), row.Text(4), row.Int64(5), row.Text(6), row.Text(7),
        row.Text(8) is { Length: > 0 } tags ? [.. tags.Split(TagSeparator)] : [], row.TextOrNull(9), row.Int64(10) != 0,
        new DateTimeOffset(row.Int64(11), TimeSpan.Zero), new DateTimeOffset(row.Int64(12), TimeSpan.Zero), row.Int32(13), row.Int64(14));
}

using System.Collections.Immutable;
using OrleansStore.Contracts.Products;
using OrleansStore.ReadModels.Products.Search;
using OrleansStore.ReadModels.Recommendations.Embeddings;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Projection;

/// <summary>What of a product its vector is made from.</summary>
/// <param name="Position">The global position of its creation.</param>
internal sealed record TextRow(long Position, Guid Id, string Name, string Category, ImmutableArray<string> Tags, string Description, bool Active)
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns = "p.position, p.id, p.name, p.category, p.tags, p.description, p.active";

    private static readonly string OfSome = $"SELECT {Columns} FROM @products p WHERE p.id IN ({Parameters.List(1, RecommendationLimits.AtOnce)})";

    // The unit separator of ASCII: no tag that a person types has it.
    private const char TagSeparator = '\u001f';

    /// <summary>The text as generators see it.</summary>
    public string Text => ProductText.Of(Name, Category, Tags, Description);

    public static TextRow From(Guid id, ProductCreated e, long position) =>
        new(position, id, e.Name, e.Category, e.Tags.IsDefault ? [] : e.Tags, ProductText.Beginning(e.Description), Active: true);

    public TextRow With(ProductChanged e) => this with
    {
        Name = e.Name ?? Name,
        Category = e.Category ?? Category,
        Tags = e.Tags ?? Tags,
        Description = e.Description is { } description ? ProductText.Beginning(description) : Description,
    };

    public static TextRow? Find(TableSet tables, Guid id)
    {
        var row = tables.Statement($"SELECT {Columns} FROM @products p WHERE p.id = ?1").Bind(1, id);
        if (!row.Step()) return null;
        var found = Read(row);
        row.Reset();
        return found;
    }

    /// <summary>Those of some products, in their order.</summary>
    public static List<TextRow> ReadSome(TableSet tables, IReadOnlyList<Guid> ids)
    {
        var found = new Dictionary<Guid, TextRow>(ids.Count);
        foreach (var some in ids.Chunk(RecommendationLimits.AtOnce))
        {
            var rows = Parameters.Bind(tables.Statement(OfSome), 1, RecommendationLimits.AtOnce, some);
            while (rows.Step()) found[rows.Id(1)] = Read(rows);
        }

        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>Products on sale that were created after a position, oldest first.</summary>
    public static List<TextRow> ReadAfter(TableSet tables, long position, int maxCount)
    {
        var select = tables.Statement($"SELECT {Columns} FROM @products p WHERE p.position > ?1 AND p.active = 1 ORDER BY p.position LIMIT ?2").Bind(1, position).Bind(2, maxCount);
        var rows = new List<TextRow>();
        while (select.Step()) rows.Add(Read(select));
        return rows;
    }

    public static TextRow Read(RowStatement row) => new(
        row.Int64(0), row.Id(1), row.Text(2), row.Text(3), row.Text(4) is { Length: > 0 } tags ? [.. tags.Split(TagSeparator)] : [], row.Text(5), row.Int64(6) != 0);

    public void Save(TableSet tables) => tables.Statement(
        """
        INSERT INTO @products(position, id, name, category, tags, description, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (position) DO UPDATE SET name = excluded.name, category = excluded.category, tags = excluded.tags,
            description = excluded.description, active = excluded.active
        """)
        .Bind(1, Position).Bind(2, Id).BindText(3, Name).BindText(4, Category).BindText(5, string.Join(TagSeparator, Tags))
        .BindText(6, Description).Bind(7, Active ? 1 : 0).Run();
}

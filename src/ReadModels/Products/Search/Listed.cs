using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>A product on sale as lists filter, sort and count it: a narrow row, of which a page of the database holds a hundred.</summary>
/// <param name="Position">The global position of its creation.</param>
/// <param name="Category">The number of its category (<see cref="Labels"/>).</param>
/// <param name="Rating">The average in tenths of a star.</param>
/// <param name="Tags">The numbers of its tags.</param>
internal readonly record struct Listed(long Position, long Price, long Category, int Rating, bool InStock, long[] Tags)
{
    /// <summary>The columns of a row <c>e</c> as <see cref="Read"/> wants them.</summary>
    public const string Columns = "e.position, e.price, e.category, e.rating, e.in_stock, e.tags";

    /// <summary>The count of <see cref="Columns"/>; further columns begin there.</summary>
    public const int ColumnCount = 6;

    /// <summary>What puts one before another of which all else is the same: pieces, then stars.</summary>
    public int Standing => (InStock ? 64 : 0) + Rating;

    public static Listed Of(ProductRow row, int rating, bool inStock) =>
        new(row.Position, row.Price, Labels.NumberOf(row.Category), rating, inStock, [.. row.Tags.Distinct().Select(Labels.NumberOf)]);

    public static Listed Read(RowStatement row) =>
        new(row.Int64(0), row.Int64(1), row.Int64(2), row.Int32(3), row.Int64(4) == 1, Labels.Unpack(row.Blob(5)));

    /// <summary>Whether the filters let it through, all but the words.</summary>
    public bool Passes(CatalogQuery query, long? category, long? tag) =>
        (category is null || category == Category) && (tag is null || Array.IndexOf(Tags, tag.Value) >= 0)
        && !(query.MinPrice > Price) && !(query.MaxPrice < Price) && (InStock || !query.InStockOnly) && Rating >= query.MinRating;
}

/// <summary>Where a product stands in an order; equal ones by age.</summary>
/// <param name="Number">What the order goes by, where that is a number.</param>
/// <param name="Name">What the order goes by, where that is a text.</param>
internal readonly record struct Place(long Number, string Name, long Position) : IComparable<Place>
{
    /// <summary>Before the first of an order that rises.</summary>
    public static readonly Place Lowest = new(long.MinValue, "", 0);

    /// <summary>Before the first of an order that falls.</summary>
    public static readonly Place Highest = new(long.MaxValue, "", long.MaxValue);

    /// <param name="row">A row with the order's own column after those of <see cref="Listed.Columns"/>.</param>
    public static Place Of(RowStatement row, CatalogSort sort, Listed listed) => sort switch
    {
        CatalogSort.PriceAscending or CatalogSort.PriceDescending => new(listed.Price, "", listed.Position),
        CatalogSort.Rating => new(listed.Rating, "", listed.Position),
        CatalogSort.Popular => new(row.Int64(Listed.ColumnCount), "", listed.Position),
        CatalogSort.Name => new(0, row.Text(Listed.ColumnCount), listed.Position),
        _ => new(0, "", listed.Position),
    };

    // By bytes, as both databases compare texts.
    public int CompareTo(Place other)
    {
        var number = Number.CompareTo(other.Number);
        if (number != 0) return number;
        var name = ByBytes(Name, other.Name);
        return name != 0 ? name : Position.CompareTo(other.Position);
    }

    private static int ByBytes(string a, string b) =>
        a.Length == 0 && b.Length == 0 ? 0 : System.Text.Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(b));
}

/// <summary>A product that the database brought.</summary>
/// <param name="Words">Its words (<see cref="ProductWords"/>), where they were asked for.</param>
internal readonly record struct Found(Listed Listed, Place Place, string? Words);

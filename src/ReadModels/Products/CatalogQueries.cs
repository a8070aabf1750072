using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products;

/// <summary>Answers from the cache while it holds, else from the tables.</summary>
internal sealed class CatalogQueries(ReadModelDatabase database, CatalogCache cache) : ICatalogQueries
{
    private const int TagBytes = 12;

    public ValueTask<EncodedAnswer?> FindAsync(Guid productId, CancellationToken cancellation = default) =>
        new((cache.Find(productId) ?? Load(productId))?.Answer);

    public ValueTask<EncodedAnswer> ListAsync(CatalogQuery query, CancellationToken cancellation = default)
    {
        var known = cache.Find(query);
        if (known is not null && known.Holds(cache, query.InStockOnly)) return new(known.Answer);
        cancellation.ThrowIfCancellationRequested();
        return new(Build(query, known).Answer);
    }

    public ValueTask<EncodedAnswer> CategoriesAsync(CancellationToken cancellation = default) =>
        new((cache.Categories ?? LoadCategories()).Answer);

    private CatalogList Build(CatalogQuery query, CatalogList? known)
    {
        CatalogSearch.Validate(query);
        var below = ListCursor.Decode(query.Cursor);
        var stamp = cache.Stamp;
        var membership = cache.Membership(query.InStockOnly);
        var (ids, next) = known?.Members(cache, query.InStockOnly) ?? database.Read(db => CatalogSearch.Find(db, query, below));
        var members = new List<(Guid, ProductFragment)>(ids.Length);
        foreach (var id in ids)
        {
            if ((cache.Find(id) ?? Load(id)) is { } fragment) members.Add((id, fragment));
        }

        var list = new CatalogList(query, [.. members], next, stamp, membership);
        cache.Keep(query, list);
        return list;
    }

    private ProductFragment? Load(Guid id)
    {
        var stamp = cache.Stamp;
        var found = database.Read(db => ProductRow.FindJoined(db, id));
        if (found is not var (row, available, rating)) return null;
        var fragment = new ProductFragment(row, available, rating);
        cache.Keep(id, fragment, stamp);
        return fragment;
    }

    private CategoryList LoadCategories()
    {
        var membership = cache.Membership(inStockOnly: false);
        var json = database.Read(WriteCategories);
        var list = new CategoryList(new EncodedAnswer(json, $"\"{Base64Url.EncodeToString(SHA256.HashData(json).AsSpan(0, TagBytes))}\"", 0), membership);
        cache.Keep(list);
        return list;
    }

    private static byte[] WriteCategories(SqliteDatabase database)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, ProductFragment.Json);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        var rows = database.Statement("SELECT category, count(*) FROM catalog_products WHERE active = 1 GROUP BY category ORDER BY category");
        while (rows.Step())
        {
            json.WriteStartObject();
            json.WriteString("name"u8, rows.Text(0));
            json.WriteNumber("count"u8, rows.Int64(1));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}

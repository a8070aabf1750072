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
        cache.Find(productId) is { } known ? new(known.Answer) : AnswerAsync(productId, cancellation);

    public ValueTask<EncodedAnswer> ListAsync(CatalogQuery query, CancellationToken cancellation = default)
    {
        var known = cache.Find(query);
        if (known is not null && known.Holds(cache, query.InStockOnly)) return new(known.Answer);
        return AnswerAsync(query, known, cancellation);
    }

    public ValueTask<EncodedAnswer> CategoriesAsync(CancellationToken cancellation = default) =>
        cache.Categories is { } known ? new(known.Answer) : CategoriesAnswerAsync(cancellation);

    private async ValueTask<EncodedAnswer?> AnswerAsync(Guid id, CancellationToken cancellation) => (await LoadAsync(id, cancellation))?.Answer;

    private async ValueTask<EncodedAnswer> AnswerAsync(CatalogQuery query, CatalogList? known, CancellationToken cancellation) =>
        (await BuildAsync(query, known, cancellation)).Answer;

    private async ValueTask<EncodedAnswer> CategoriesAnswerAsync(CancellationToken cancellation) => (await LoadCategoriesAsync(cancellation)).Answer;

    private async ValueTask<CatalogList> BuildAsync(CatalogQuery query, CatalogList? known, CancellationToken cancellation)
    {
        CatalogSearch.Validate(query);
        var below = ListCursor.Decode(query.Cursor);
        var stamp = cache.Stamp;
        var membership = cache.Membership(query.InStockOnly);
        var (ids, next) = known?.Members(cache, query.InStockOnly) ?? await database.ReadAsync(CatalogTables.Projection, db => CatalogSearch.Find(db, query, below), cancellation);
        var members = new List<(Guid, ProductFragment)>(ids.Length);
        foreach (var id in ids)
        {
            if ((cache.Find(id) ?? await LoadAsync(id, cancellation)) is { } fragment) members.Add((id, fragment));
        }

        var list = new CatalogList(query, [.. members], next, stamp, membership);
        cache.Keep(query, list);
        return list;
    }

    private async ValueTask<ProductFragment?> LoadAsync(Guid id, CancellationToken cancellation)
    {
        var stamp = cache.Stamp;
        var found = await database.ReadAsync(CatalogTables.Projection, db => ProductRow.FindJoined(db, id), cancellation);
        if (found is not var (row, available, rating)) return null;
        var fragment = new ProductFragment(row, available, rating);
        cache.Keep(id, fragment, stamp);
        return fragment;
    }

    private async ValueTask<CategoryList> LoadCategoriesAsync(CancellationToken cancellation)
    {
        var membership = cache.Membership(inStockOnly: false);
        var json = await database.ReadAsync(CatalogTables.Projection, WriteCategories, cancellation);
        var list = new CategoryList(new EncodedAnswer(json, $"\"{Base64Url.EncodeToString(SHA256.HashData(json).AsSpan(0, TagBytes))}\"", 0), membership);
        cache.Keep(list);
        return list;
    }

    private static byte[] WriteCategories(TableSet tables)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, ProductFragment.Json);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        var rows = tables.Statement("SELECT category, count(*) FROM @products WHERE active = 1 GROUP BY category ORDER BY category");
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

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
        if (known is not null && known.Holds(cache)) return new(known.Answer);
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
        var stamp = cache.Stamp;
        var membership = cache.Membership(query);
        var (members, end) = known?.Members(cache) is var (ids, same)
            ? (await LoadAsync(ids, cancellation), same)
            : await database.ReadAsync(CatalogTables.Projection, tables => Find(tables, query, stamp), cancellation);
        var list = new CatalogList(query, members, end, stamp, membership);
        cache.Keep(query, list);
        return list;
    }

    private ((Guid Id, ProductFragment Fragment)[] Members, byte[] End) Find(TableSet tables, CatalogQuery query, long stamp)
    {
        var page = CatalogSearch.Find(tables, query);
        var ids = ProductRow.ReadIds(tables, page.Positions);
        var kept = ids.ToDictionary(i => i.Key, i => cache.Find(i.Value));
        foreach (var (position, (row, available, rating)) in ProductRow.ReadJoined(tables, [.. ids.Keys.Where(p => kept[p] is null)]))
            cache.Keep(row.Id, kept[position] = new ProductFragment(row, available, rating), stamp);
        return ([.. page.Positions.Where(p => kept.GetValueOrDefault(p) is not null).Select(p => (ids[p], kept[p]!))], End(page));
    }

    private async ValueTask<(Guid, ProductFragment)[]> LoadAsync(Guid[] ids, CancellationToken cancellation)
    {
        var members = new List<(Guid, ProductFragment)>(ids.Length);
        foreach (var id in ids)
        {
            if ((cache.Find(id) ?? await LoadAsync(id, cancellation)) is { } fragment) members.Add((id, fragment));
        }

        return [.. members];
    }

    /// <summary>What a list has after its products.</summary>
    private static byte[] End(CatalogPage page)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, ProductFragment.Json);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        json.WriteEndArray();
        if (page.NextCursor is not null) json.WriteString("nextCursor"u8, page.NextCursor);
        if (page.Plan is { } plan && (plan.IsCorrected || plan.Ignored.Length > 0))
        {
            json.WriteStartObject("search"u8);
            if (plan.IsCorrected) json.WriteString("corrected"u8, plan.Corrected);
            json.WriteStartArray("ignored"u8);
            foreach (var word in plan.Ignored) json.WriteStringValue(word);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        page.Facets?.Write(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan["{\"items\":["u8.Length..].ToArray();
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
        var membership = cache.ProductMembership;
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
        var rows = tables.Statement("SELECT name, products FROM @counts WHERE category = 0 AND facet = 1 ORDER BY name");
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

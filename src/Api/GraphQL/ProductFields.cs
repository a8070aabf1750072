using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Products;
using OrleansStore.Contracts.Products;
using OrleansStore.GraphQL.Execution;
using OrleansStore.ReadModels.Products;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of the catalog.</summary>
internal sealed class ProductFields(ICatalogQueries catalog, ProductHandlers products, ShopHints hints) : IFieldSource
{
    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.ReadOne("product", "GET /products/{id}", Policy.Public, (_, id) => FindAsync(id));
        fields.Page("products", "GET /products", Policy.Public, (context, _, limit, cursor) => ListAsync(context, null, limit, cursor));
        fields.Page("searchProducts", "GET /products", Policy.Public, (context, _, limit, cursor) => ListAsync(context, context.Argument<string>("query"), limit, cursor));
        fields.Read("categories", "GET /categories", Policy.Public, async (_, _) => ToAnswer(await catalog.CategoriesAsync()), ItemsOf);
        fields.Write<CreateProductRequest>("createProduct", "POST /products", Policy.Needs(Permissions.Catalog), products.Create);
        fields.Write<ChangeProductRequest>("updateProduct", "PATCH /products/{id}", Policy.Needs(Permissions.Catalog), products.Change);
        fields.Write<NoInput>("removeProduct", "DELETE /products/{id}", Policy.Needs(Permissions.Catalog), (call, id, _) => products.Remove(call, id));
        fields.Follow("productAdded", Policy.Known, (context, _) => new(hints.FollowAsync(HintKind.ProductAdded, context.Cancellation)));
        foreach (var type in (ReadOnlySpan<string>)["ProductAdded", "StockLow", "CartItem", "OrderItem", "OrderPieces", "Review", "Notification", "ProductFigures"])
            fields.On(type, "product").Resolve(context => LoadAsync(context, ShopJson.Id(context.SourceAs<JsonElement>(), "productId")));
        foreach (var type in (ReadOnlySpan<string>)["FacetTotal", "NamedFacet", "PriceFacet", "RatingFacet", "StockFacet"])
            fields.On(type, "atLeast").Read<JsonElement>(facet => ShopJson.Read(facet, "atLeast") ?? false).Cost(0);
        // A hint of the stock's tells pieces only.
        foreach (var name in (ReadOnlySpan<string>)["sku", "name"])
        {
            var member = name;
            fields.On("StockLow", member).Resolve(async context =>
                ShopJson.Read(await LoadAsync(context, ShopJson.Id(context.SourceAs<JsonElement>(), "productId")), member));
        }
    }

    /// <summary>The items of a list that is told whole.</summary>
    public static object? ItemsOf(Answer answer) => ShopJson.Parse(answer.Body).GetProperty("items"u8);

    /// <summary>A product that something else names; null where there is none.</summary>
    private async ValueTask<object?> LoadAsync(FieldContext context, Guid? id)
    {
        if (id is not { } known) return null;
        var product = await context.Loader<Guid, JsonElement>("products", LoadAsync).LoadAsync(known);
        return product.ValueKind == JsonValueKind.Object ? product : null;
    }

    private async ValueTask<IReadOnlyDictionary<Guid, JsonElement>> LoadAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, JsonElement>(ids.Count);
        // Nearly all are remembered; those that are not are read one after the other from the same database anyhow.
        foreach (var id in ids)
            if (await catalog.FindAsync(id, cancellation) is { } answer) found[id] = ShopJson.Parse(answer.Json);
        return found;
    }

    private async Task<Answer> FindAsync(Guid id) => await catalog.FindAsync(id) is { } found ? ToAnswer(found) : Problem.Of(ProductErrors.NotFound(id));

    private async Task<Answer> ListAsync(FieldContext context, string? words, int limit, string? cursor)
    {
        var asked = FieldInputs.Query(context, "where", ("limit", limit), ("cursor", cursor));
        if (words is not null && asked.ContainsKey("search")) return Problems.Validation("where.search", "Not beside 'query', which says the same.");
        if (CatalogReads.Read(QueryString.Create(asked).Value!, out var query) is { } problem) return problem;
        query = query with
        {
            Search = words ?? query.Search,
            Sort = context.Argument<string>("sort") is { } sort ? Enum.Parse<CatalogSort>(EnumNames.ToJson(sort), ignoreCase: true) : null,
            // Counting costs more than reading a page.
            Facets = cursor is null && (context.Selects("facets") || context.Selects("total")),
        };
        return ToAnswer(await catalog.ListAsync(query));
    }

    private static Answer ToAnswer(EncodedAnswer answer) => new(200, answer.Json);
}

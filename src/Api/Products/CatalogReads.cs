using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using OrleansStore.Api.History;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Reviews;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Products;

namespace OrleansStore.Api.Products;

/// <summary>The reads that a shop is asked most: ready-made bytes from the read side go straight to the connection.</summary>
internal sealed class CatalogReads(ICatalogQueries catalog, IReadModels reads, ProductPast past)
{
    /// <summary>The parameters of a list, for the documentation.</summary>
    public static readonly string[] Parameters = ["search", "category", "tag", "minPrice", "maxPrice", "inStock", "minRating", "sort", "facets", "limit", "cursor"];

    /// <summary>
    /// For caches on the way: good for a second, and for ten more while a newer one is fetched; what they keep is then asked
    /// for with its ETag. Who waits for a write of its own says so in a header, and gets no older answer than that.
    /// </summary>
    private const string CacheControl = "public, max-age=1, stale-while-revalidate=10";

    private static readonly Dictionary<string, CatalogSort> Sorts = new(StringComparer.Ordinal)
    {
        ["newest"] = CatalogSort.Newest,
        ["relevance"] = CatalogSort.Relevance,
        ["priceAsc"] = CatalogSort.PriceAscending,
        ["priceDesc"] = CatalogSort.PriceDescending,
        ["rating"] = CatalogSort.Rating,
        ["name"] = CatalogSort.Name,
        ["popular"] = CatalogSort.Popular,
    };

    private static readonly CatalogQuery First = new(Limit: ListQuery.DefaultLimit);

    /// <summary>A page of products.</summary>
    public Task List(HttpContext context)
    {
        var query = First;
        if (context.Request.QueryString.HasValue && Read(context.Request.QueryString.Value!, out query) is { } problem)
            return Replies.WriteAsync(context, problem);
        return Preconditions.AsksPosition(context.Request, out var position)
            ? Later(context, position, () => catalog.ListAsync(query, context.RequestAborted)!)
            : Send(context, catalog.ListAsync(query, context.RequestAborted)!);
    }

    /// <summary>One product.</summary>
    public Task Find(HttpContext context)
    {
        if (!Guid.TryParse(context.Request.RouteValues["id"] as string, out var id)) return Replies.WriteAsync(context, Problems.NotFound());
        if (KnownParameters.Check(context.Request, When.Parameters) is { } unknown) return Replies.WriteAsync(context, unknown);
        if (context.Request.QueryString.HasValue && When.IsAsked(context.Request.Query)) return LookBack(context, id);
        return Preconditions.AsksPosition(context.Request, out var position)
            ? Later(context, position, () => catalog.FindAsync(id, context.RequestAborted))
            : Send(context, catalog.FindAsync(id, context.RequestAborted));
    }

    private async Task LookBack(HttpContext context, Guid id)
    {
        var answer = await past.Get(id, context.Request.Query, context.RequestAborted);
        if (answer.Version > 0 && Preconditions.IsKnown(context.Request, $"\"{answer.Version}\"")) answer = answer with { Status = 304 };
        await Replies.WriteAsync(context, answer);
    }

    /// <summary>All categories.</summary>
    public Task Categories(HttpContext context) => Preconditions.AsksPosition(context.Request, out var position)
        ? Later(context, position, () => catalog.CategoriesAsync(context.RequestAborted)!)
        : Send(context, catalog.CategoriesAsync(context.RequestAborted)!);

    private async Task Later(HttpContext context, StringValues position, Func<ValueTask<EncodedAnswer?>> read)
    {
        if (await Preconditions.AwaitPositionAsync(reads, position, ReadModelNames.Catalog, context.RequestAborted) is { } problem) await Replies.WriteAsync(context, problem);
        else await Send(context, read());
    }

    private static Task Send(HttpContext context, ValueTask<EncodedAnswer?> answer)
    {
        return answer.IsCompletedSuccessfully ? Write(context, answer.Result) : Wait(context, answer);

        static async Task Wait(HttpContext context, ValueTask<EncodedAnswer?> answer) => await Write(context, await answer);
    }

    private static Task Write(HttpContext context, EncodedAnswer? answer)
    {
        if (answer is null)
            return Replies.WriteAsync(context, Problem.Of(ProductErrors.NotFound(Guid.Parse((string)context.Request.RouteValues["id"]!))));
        var headers = context.Response.Headers;
        headers.ETag = answer.ETag;
        // Not where a token came with the question: that is for one person's eyes, as everything asked with one.
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = CacheControl;
            headers.Append("Vary", "Store-Min-Position");
        }

        var known = Preconditions.IsKnown(context.Request, answer.ETag);
        return Replies.WriteAsync(context, known ? 304 : 200, "application/json", answer.Json);
    }

    /// <summary>Reads what comes after the question mark.</summary>
    internal static Problem? Read(string queryString, out CatalogQuery query)
    {
        query = First;
        foreach (var pair in new QueryStringEnumerable(queryString))
        {
            var value = pair.DecodeValue().ToString();
            if (Apply(ref query, pair.DecodeName().ToString(), value) is { } problem) return problem;
        }

        return null;
    }

    private static Problem? Apply(ref CatalogQuery query, string name, string value)
    {
        switch (name)
        {
            case var _ when value.Length == 0 && Parameters.Contains(name): break;
            case "limit":
                if (ListQuery.ReadLimit(value, out var limit) is { } wrong) return wrong;
                query = query with { Limit = limit };
                break;
            case "cursor": query = query with { Cursor = value }; break;
            case "search": query = query with { Search = value }; break;
            case "category" or "tag" when value.Length > ProductLimits.Label: return Problems.Validation(name, $"Must have at most {ProductLimits.Label} characters.");
            case "category": query = query with { Category = value }; break;
            case "tag": query = query with { Tag = value }; break;
            case "minPrice" or "maxPrice":
                if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var price))
                    return Problems.Validation(name, "Must be a number of minor units, 0 or more.");
                query = name == "minPrice" ? query with { MinPrice = price } : query with { MaxPrice = price };
                break;
            case "inStock":
                if (!bool.TryParse(value, out var inStock)) return Problems.Validation(name, "Must be true or false.");
                query = query with { InStockOnly = inStock };
                break;
            case "minRating":
                if (!decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rating) || rating > ReviewLimits.HighestRating)
                    return Problems.Validation(name, $"Must be a number of stars from 0 to {ReviewLimits.HighestRating}.");
                query = query with { MinRating = (int)Math.Ceiling(rating * 10) };
                break;
            case "sort":
                if (!Sorts.TryGetValue(value, out var sort)) return Problems.Validation(name, $"Must be one of {string.Join(", ", Sorts.Keys)}.");
                query = query with { Sort = sort };
                break;
            case "facets":
                if (!bool.TryParse(value, out var facets)) return Problems.Validation(name, "Must be true or false.");
                query = query with { Facets = facets };
                break;
            default: return KnownParameters.Refuse(name, Parameters);
        }

        return null;
    }
}

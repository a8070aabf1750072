using System.Text.Json;
using OrleansStore.Api.Http;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.Api.GraphQL;

/// <summary>Pages of lists: by a cursor, and, for the first of them, by how many are passed over.</summary>
internal static class FieldPages
{
    /// <summary>Things that may be passed over; each is read all the same, so who wants more goes by cursor.</summary>
    public const int MaxOffset = 1_000;

    /// <summary>Pages that are read for it at most.</summary>
    private const int MostReads = 50;

    private static readonly Answer Empty = new(200, "{\"items\":[]}"u8.ToArray());

    /// <summary>Reads the page that the arguments <c>limit</c>, <c>offset</c> and <c>after</c> name.</summary>
    /// <param name="page">Reads so many from a cursor on.</param>
    public static async Task<Answer> ReadAsync(FieldContext context, Func<int, string?, Task<Answer>> page)
    {
        var (limit, offset) = (context.Argument<int?>("limit") ?? ListQuery.DefaultLimit, context.Argument<int?>("offset") ?? 0);
        if (limit is < 1 or > ListQuery.MaxLimit) return Problems.Validation("limit", $"Must be from 1 to {ListQuery.MaxLimit}.");
        if (offset is < 0 or > MaxOffset) return Problems.Validation("offset", $"Must be from 0 to {MaxOffset}; go further by cursor.");
        var cursor = context.Argument<string>("after") is { Length: > 0 } after ? after : null;
        for (var reads = 0; offset > 0; reads++)
        {
            // A page may have fewer things than were asked for, and go on all the same.
            if (reads == MostReads) return Problems.Validation("offset", "Too much would have to be looked through; go on by cursor.");
            var passed = await page(Math.Min(offset, ListQuery.MaxLimit), cursor);
            if (passed.Status >= 400) return passed;
            var json = ShopJson.Parse(passed.Body);
            cursor = NextCursor(json);
            if (cursor is null) return Empty;
            offset -= json.GetProperty("items"u8).GetArrayLength();
        }

        return await page(limit, cursor);
    }

    /// <summary>Where a page goes on; null on the last.</summary>
    public static string? NextCursor(JsonElement page) => page.TryGetProperty("nextCursor"u8, out var next) ? next.GetString() : null;
}

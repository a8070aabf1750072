using System.Text;
using System.Text.Json;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Products;

/// <summary>Looks into answers.</summary>
internal static class Json
{
    public static async Task<JsonElement> Of(ValueTask<EncodedAnswer?> answer) => JsonDocument.Parse((await answer).ShouldNotBeNull().Json).RootElement;

    public static async Task<string> Text(ValueTask<EncodedAnswer> answer) => Encoding.UTF8.GetString((await answer).Json.Span);

    public static async Task<IReadOnlyList<Guid>> Ids(ReadSide side, CatalogQuery query) => (await Page(side, query)).Ids;

    public static async Task<(IReadOnlyList<Guid> Ids, string? Next)> Page(ReadSide side, CatalogQuery query)
    {
        var page = JsonDocument.Parse((await side.Catalog.ListAsync(query)).Json).RootElement;
        return ([.. page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetGuid())],
            page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null);
    }
}

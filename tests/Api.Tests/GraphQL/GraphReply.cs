using System.Text.Json;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>What came back from GraphQL.</summary>
internal sealed record GraphReply(int Status, JsonElement Json, Reply Http)
{
    public JsonElement Data => Json.TryGetProperty("data", out var data) ? data : throw new InvalidOperationException($"No data in {Json}");

    public IReadOnlyList<JsonElement> Errors => Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : [];

    /// <summary>The code of the only error; null when there is none.</summary>
    public string? Code => Errors.Count == 0 ? null : Errors.ShouldHaveSingleItem().GetProperty("extensions").GetProperty("code").GetString();

    public JsonElement Extensions => Json.GetProperty("extensions");

    public JsonElement this[string name] => Data.GetProperty(name);

    /// <summary>It must have been answered without errors.</summary>
    public GraphReply MustBeWell()
    {
        Errors.ShouldBeEmpty(Json.ToString());
        Data.ValueKind.ShouldBe(JsonValueKind.Object, Json.ToString());
        return this;
    }

    /// <summary>It must have one error of this code and status, and nothing in its place.</summary>
    public GraphReply MustBeProblem(int status, string code)
    {
        var error = Errors.ShouldHaveSingleItem(Json.ToString());
        error.GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code, Json.ToString());
        error.GetProperty("extensions").GetProperty("status").GetInt32().ShouldBe(status);
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("extensions").GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        return this;
    }
}

/// <summary>Asks in GraphQL.</summary>
internal static class GraphSteps
{
    public static async Task<GraphReply> AskAsync(this Visitor visitor, string query, object? variables = null, params (string Name, string Value)[] headers)
    {
        var reply = await visitor.Post("/graphql", new { query, variables }, headers);
        return new GraphReply(reply.Status, reply.Json, reply);
    }

    /// <summary>A new product that lists and look-ups show.</summary>
    public static async Task<Guid> SeenProductAsync(this Shop shop, int pieces = 10, long price = 1_250)
    {
        var id = await shop.NewProductAsync(pieces, price);
        var position = (await shop.Admin.Patch($"/products/{id}/stock", new { lowStockThreshold = 2 })).MustBe(200).Header("Store-Position")!;
        (await shop.Guest.Get($"/products/{id}", ("Store-Min-Position", position))).MustBe(200);
        return id;
    }

    /// <summary>A member of a member.</summary>
    public static JsonElement At(this JsonElement json, params string[] names) => names.Aggregate(json, (at, name) => at.GetProperty(name));

    public static string? Text(this JsonElement json, string name) => json.GetProperty(name).GetString();
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Serving;

/// <summary>Reads requests as GraphQL over HTTP has them.</summary>
internal static class GraphRequests
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    /// <summary>The requests of a body, and whether they came as a batch.</summary>
    public static (IReadOnlyList<GraphRequest> Requests, bool IsBatch) Parse(ReadOnlyMemory<byte> body, int batch)
    {
        var json = ParseJson(body, "The body");
        if (json.ValueKind != JsonValueKind.Array) return ([Of(json)], false);
        if (json.GetArrayLength() == 0) throw new GraphProtocolException(400, "badRequest", "A batch has at least one request.");
        if (json.GetArrayLength() > batch) throw new GraphProtocolException(400, "batchTooLarge", $"A batch has at most {batch} requests.");
        return ([.. json.EnumerateArray().Select(Of)], true);
    }

    /// <summary>The request of a query string.</summary>
    public static GraphRequest Parse(IQueryCollection query)
    {
        foreach (var name in (ReadOnlySpan<string>)["query", "operationName", "variables", "extensions"])
            if (query[name].Count > 1) throw Wrong(name, "given once");
        if (query["query"].ToString() is not { Length: > 0 } document) throw Wrong("query", "a text");
        return new GraphRequest(
            document, query["operationName"].ToString() is { Length: > 0 } name2 ? name2 : null, Object(query, "variables"), Object(query, "extensions"));
    }

    /// <summary>The request that an object is.</summary>
    public static GraphRequest Of(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new GraphProtocolException(400, "badRequest", "A request is a JSON object with the member 'query'.");
        var query = Text(json, "query") ?? throw Wrong("query", "a text");
        return new GraphRequest(query, Text(json, "operationName"), Object(json, "variables"), Object(json, "extensions"));
    }

    private static string? Text(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => throw Wrong(name, "a text"),
    };

    private static JsonElement? Object(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => value,
        _ => throw Wrong(name, "an object"),
    };

    private static JsonElement? Object(IQueryCollection query, string name)
    {
        if (query[name].ToString() is not { Length: > 0 } text) return null;
        var json = ParseJson(System.Text.Encoding.UTF8.GetBytes(text), $"'{name}'");
        return json.ValueKind switch { JsonValueKind.Null => null, JsonValueKind.Object => json, _ => throw Wrong(name, "an object") };
    }

    private static JsonElement ParseJson(ReadOnlyMemory<byte> text, string what)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return JsonTexts.AreWhole(text.Span)
                ? document.RootElement.Clone()
                : throw new GraphProtocolException(400, "badRequest", $"{what} has a text that is none: half of a surrogate pair, or bytes that are not UTF-8.");
        }
        catch (JsonException)
        {
            throw new GraphProtocolException(400, "malformedJson", $"{what} is not JSON.");
        }
    }

    private static GraphProtocolException Wrong(string name, string must) => new(400, "badRequest", $"'{name}' must be {must}.");
}

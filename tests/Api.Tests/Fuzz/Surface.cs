using System.Text.Json;

namespace OrleansStore.Api.Tests.Fuzz;

/// <summary>One operation, as the served OpenAPI document tells of it.</summary>
/// <param name="Body">The schema of its JSON body; undefined when it takes none.</param>
internal sealed record Operation(string Method, string Path, string[] PathNames, string[] QueryNames, string[] HeaderNames, JsonElement Body, string? MediaType)
{
    public bool TakesJson => Body.ValueKind == JsonValueKind.Object;

    /// <summary>Each costs a core tens of milliseconds, or walks through the whole shop: a few of them say as much as many.</summary>
    public bool IsCostly => Path.Contains("/auth/", StringComparison.Ordinal) || Path.EndsWith("/live", StringComparison.Ordinal)
        || Path.EndsWith("/export", StringComparison.Ordinal) || Path.EndsWith("/what-if", StringComparison.Ordinal)
        || Path.EndsWith("/webhooks/stripe", StringComparison.Ordinal)
        || (Method == "POST" && (Path.EndsWith("/customers", StringComparison.Ordinal) || Path.EndsWith("/reconciliation", StringComparison.Ordinal)
            || Path.EndsWith("/import", StringComparison.Ordinal)));

    /// <summary>With a token that counts it would end the one who asks, and all that came after would be refused.</summary>
    public bool EndsTheCaller => Method != "GET" && (Path.EndsWith("/auth/logout", StringComparison.Ordinal)
        || Path.Contains("/customers/me/sessions", StringComparison.Ordinal) || Path.EndsWith("/customers/me/password", StringComparison.Ordinal)
        || (Method == "DELETE" && Path.EndsWith("/customers/me", StringComparison.Ordinal)));
}

/// <summary>Everything the document names.</summary>
internal sealed class Surface(JsonElement document)
{
    public IReadOnlyList<Operation> Operations { get; } = [.. Read(document)];

    /// <summary>The schema behind references and behind "this or null".</summary>
    public JsonElement Resolve(JsonElement schema)
    {
        while (true)
        {
            if (schema.TryGetProperty("$ref", out var reference))
                schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            else if (schema.TryGetProperty("oneOf", out var choices))
                schema = choices.EnumerateArray().First(c => !(c.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "null"));
            else
                return schema;
        }
    }

    /// <summary>The type that a schema names beside null; null when it names none.</summary>
    public static string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type)) return null;
        return type.ValueKind == JsonValueKind.String ? type.GetString() : type.EnumerateArray().Select(t => t.GetString()).First(t => t != "null");
    }

    private static IEnumerable<Operation> Read(JsonElement document)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject())
            {
                var parameters = method.Value.TryGetProperty("parameters", out var named) ? named.EnumerateArray().ToList() : [];
                string[] In(string place) => [.. parameters.Where(p => p.GetProperty("in").GetString() == place).Select(p => p.GetProperty("name").GetString()!)];
                var media = method.Value.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First() : default;
                var mediaType = body.ValueKind == JsonValueKind.Object ? media.Name : null;
                yield return new Operation(
                    method.Name.ToUpperInvariant(), path.Name, In("path"), In("query"), In("header"),
                    mediaType == "application/json" ? media.Value.GetProperty("schema") : default, mediaType);
            }
        }
    }
}

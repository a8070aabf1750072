using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace OrleansStore.GraphQL.Serving;

/// <summary>A page to read the schema and to try it: its own script and style, nothing of others.</summary>
internal static class GraphPage
{
    /// <summary>It runs its own script, and asks its own server.</summary>
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Folder = "OrleansStore.GraphQL.Serving.Page.";

    private static readonly FrozenDictionary<string, (string Type, byte[] Bytes)> Files = new (string Name, string Type)[]
    {
        ("explorer.html", "text/html"), ("explorer.css", "text/css"), ("explorer.js", "text/javascript"), ("client.js", "text/javascript"), ("schema.js", "text/javascript"),
    }.ToFrozenDictionary(f => f.Name, f => (f.Type + "; charset=utf-8", Read(f.Name)), StringComparer.Ordinal);

    /// <summary>The page itself.</summary>
    public const string Name = "explorer.html";

    /// <summary>Sends a file; 404 when there is none of that name.</summary>
    public static Task SendAsync(HttpContext http, string? name)
    {
        var response = http.Response;
        if (name is null || !Files.TryGetValue(name, out var file))
        {
            response.StatusCode = 404;
            return Task.CompletedTask;
        }

        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept";
        response.ContentType = file.Type;
        response.ContentLength = file.Bytes.Length;
        return response.BodyWriter.WriteAsync(file.Bytes).AsTask();
    }

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

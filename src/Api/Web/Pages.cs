using System.Text;
using Microsoft.Net.Http.Headers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Hygiene;
using OrleansStore.Web;

namespace OrleansStore.Api.Web;

/// <summary>Serves what was built into the program for browsers.</summary>
internal sealed class Pages(WebFiles files)
{
    /// <summary>The one page of the shop; its script looks at the address.</summary>
    public const string Shop = "/index.html";

    /// <summary>The one page of the back office.</summary>
    public const string Admin = "/admin.html";

    /// <summary>A new build is seen at once: the page is asked for each time, and names the hashed files that it needs.</summary>
    private const string Fresh = "no-cache";

    private const string ForEver = "public, max-age=31536000, immutable";

    /// <summary>Addresses of programs: there a browser, too, is answered as one.</summary>
    private static readonly string[] Programs = ["/api", "/hubs", "/ws", "/graphql", "/openapi", "/docs", "/health", "/metrics", WebFile.HashedFolder.TrimEnd('/')];

    /// <summary>Writes a page, or why there is none.</summary>
    public Task WritePageAsync(HttpContext context, string page, int status = 200)
    {
        if (files.Find(page) is not { } usual) return WriteMissingAsync(context);
        var file = PageLanguage.Wanted(context.Request).Select(l => files.Find(page.Replace(".html", $".{l}.html", StringComparison.Ordinal))).FirstOrDefault(f => f is not null) ?? usual;
        SecurityHeaders.ApplyToPage(context);
        foreach (var name in PageLanguage.Vary) context.Response.Headers.Append(HeaderNames.Vary, name);
        return WriteAsync(context, file, status);
    }

    /// <summary>Writes the file that the address names.</summary>
    public Task WriteFileAsync(HttpContext context) =>
        files.Find(context.Request.Path.Value!) is { } file ? WriteAsync(context, file, 200) : Replies.WriteAsync(context, Problems.NotFound());

    /// <summary>Whether a browser asks for something that is neither an endpoint nor beside one.</summary>
    public bool IsForUnknown(HttpContext context)
    {
        if (files.Missing is not null || context.GetEndpoint() is not null) return false;
        var request = context.Request;
        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !Programs.Any(p => request.Path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));
    }

    private Task WriteMissingAsync(HttpContext context)
    {
        var text = $"""
            OrleansStore runs, but its pages are not in this build: {files.Missing ?? "the file is not there"}.
            The API is at /api/v1 and needs none of them.

            """;
        return Replies.WriteAsync(context, 404, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }

    private static Task WriteAsync(HttpContext context, WebFile file, int status)
    {
        var (encoding, bytes) = ContentCoding.Choose(context.Request, file);
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (headers.CacheControl.Count == 0) headers.CacheControl = file.IsHashed ? ForEver : Fresh;
        // Other bytes, another tag.
        var tag = new EntityTagHeaderValue($"\"{file.Tag}{(encoding is null ? "" : "-" + encoding)}\"");
        headers.ETag = tag.ToString();
        if (status == 200 && context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
            return Replies.WriteAsync(context, 304, file.ContentType, default);
        if (encoding is not null) headers.ContentEncoding = encoding;
        return Replies.WriteAsync(context, status, file.ContentType, bytes);
    }
}

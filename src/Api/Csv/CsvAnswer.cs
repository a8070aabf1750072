using System.Text;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Csv;

/// <summary>Answers with a file of comma-separated values, page by page: what the client has not taken yet is not read.</summary>
internal static class CsvAnswer
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/csv";

    /// <summary>Writes the file; a failure cuts it off, so that nobody takes a part for the whole.</summary>
    public static async Task WriteAsync(HttpContext context, string name, IAsyncEnumerable<string> pages)
    {
        var response = context.Response;
        response.ContentType = ContentType + "; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        await foreach (var page in pages.WithCancellation(context.RequestAborted))
        {
            Encoding.UTF8.GetBytes(page, response.BodyWriter);
            await response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>Whether a body may be such a file: the usual names, and what tools send that were told nothing.</summary>
    public static Problem? CheckContentType(HttpRequest request)
    {
        var type = request.ContentType?.Split(';', 2)[0].Trim().ToLowerInvariant();
        return type is null or ContentType or "application/csv" or "text/plain" or "application/octet-stream" or "application/vnd.ms-excel"
            ? null
            : new Problem(415, "unsupportedMediaType", $"Send 'Content-Type: {ContentType}'.");
    }
}

using OrleansStore.Web;

namespace OrleansStore.Api.Web;

/// <summary>Which of a file's forms a browser takes.</summary>
internal static class ContentCoding
{
    private const string Brotli = "br";
    private const string Gzip = "gzip";

    /// <summary>The smallest form that the request accepts, and its name; null for the plain one, which everybody takes.</summary>
    public static (string? Name, ReadOnlyMemory<byte> Bytes) Choose(HttpRequest request, WebFile file)
    {
        if (request.Headers.AcceptEncoding.Count == 0) return (null, file.Plain);
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        if (!file.Brotli.IsEmpty && Takes(Brotli)) return (Brotli, file.Brotli);
        return !file.Gzip.IsEmpty && Takes(Gzip) ? (Gzip, file.Gzip) : (null, file.Plain);

        // What is named counts; the star stands for what is not.
        bool Takes(string name) =>
            (accepted.FirstOrDefault(a => a.Value.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? accepted.FirstOrDefault(a => a.Value == "*")) is { Quality: null or > 0 };
    }
}

namespace OrleansStore.Web;

/// <summary>A file of the pages, as browsers get it.</summary>
/// <param name="Path">Its address, such as <c>/assets/shop-B1x2.js</c>.</param>
/// <param name="Plain">Its bytes.</param>
/// <param name="Tag">Hash of its bytes, in hexadecimal digits.</param>
public sealed record WebFile(string Path, ReadOnlyMemory<byte> Plain, string Tag)
{
    /// <summary>The folder of files whose names tell their content.</summary>
    public const string HashedFolder = "/assets/";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".css"] = "text/css; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".ico"] = "image/x-icon",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
        [".webmanifest"] = "application/manifest+json",
        [".webp"] = "image/webp",
        [".woff2"] = "font/woff2",
    };

    /// <summary>The same compressed with gzip; empty when that does not make it smaller.</summary>
    public ReadOnlyMemory<byte> Gzip { get; init; }

    /// <summary>The same compressed with Brotli; empty when that does not make it smaller.</summary>
    public ReadOnlyMemory<byte> Brotli { get; init; }

    /// <summary>Its media type.</summary>
    public string ContentType => Types.GetValueOrDefault(System.IO.Path.GetExtension(Path), "application/octet-stream");

    /// <summary>Whether its name changes with its content, so that it may be kept for ever.</summary>
    public bool IsHashed => Path.StartsWith(HashedFolder, StringComparison.Ordinal);
}

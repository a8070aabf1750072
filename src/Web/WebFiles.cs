using System.Reflection;
using System.Security.Cryptography;

namespace OrleansStore.Web;

/// <summary>The pages of shop and back office that were built into this assembly, by address.</summary>
public sealed class WebFiles
{
    private const string Notice = "missing";
    private const string Gzip = ".gz";
    private const string Brotli = ".br";

    private readonly Dictionary<string, WebFile> _files;

    private WebFiles(Dictionary<string, WebFile> files, string? missing) => (_files, Missing) = (files, missing);

    /// <summary>Why there are none; null when they are there.</summary>
    public string? Missing { get; }

    /// <summary>All addresses.</summary>
    public IReadOnlyCollection<string> Paths => _files.Keys;

    /// <summary>Reads what was built in; it is small, and kept in memory.</summary>
    public static WebFiles Read()
    {
        var assembly = typeof(WebFiles).Assembly;
        var bytes = assembly.GetManifestResourceNames().ToDictionary(name => name, name => Bytes(assembly, name), StringComparer.Ordinal);
        return bytes.Remove(Notice, out var missing) ? None(System.Text.Encoding.UTF8.GetString(missing).Trim()) : Of(bytes);
    }

    /// <summary>Files by address, the compressed ones beside the others with <c>.gz</c> and <c>.br</c> behind their names.</summary>
    public static WebFiles Of(IReadOnlyDictionary<string, byte[]> files) => new(Join(files), null);

    /// <summary>No pages.</summary>
    /// <param name="missing">Why.</param>
    public static WebFiles None(string missing) => new([], missing);

    /// <summary>A file by its address, or null.</summary>
    public WebFile? Find(string path) => _files.GetValueOrDefault(path);

    private static Dictionary<string, WebFile> Join(IReadOnlyDictionary<string, byte[]> bytes) =>
        bytes.Where(file => !file.Key.EndsWith(Gzip, StringComparison.Ordinal) && !file.Key.EndsWith(Brotli, StringComparison.Ordinal))
            .ToDictionary(file => file.Key, file => new WebFile(file.Key, file.Value, Convert.ToHexStringLower(SHA256.HashData(file.Value))[..16])
            {
                Gzip = bytes.GetValueOrDefault(file.Key + Gzip),
                Brotli = bytes.GetValueOrDefault(file.Key + Brotli),
            });

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

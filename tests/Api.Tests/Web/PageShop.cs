using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Web;

namespace OrleansStore.Api.Tests.Web;

/// <summary>A shop whose pages are known here, whether Node.js was there or not when it was built.</summary>
public class PageShop : Shop
{
    public const string Script = "/assets/shop-B1x2.js";

    public static readonly string Code = string.Concat(Enumerable.Repeat("console.log('a page of the shop');\n", 50));

    protected virtual WebFiles Pages { get; } = WebFiles.Of(new Dictionary<string, byte[]>(
        [
            .. Forms("/index.html", $"<!doctype html><title>shop</title><script type=\"module\" src=\"{Script}\"></script>"),
            .. Forms("/index.en.html", "<!doctype html><html lang=\"en\"><title>shop</title>"),
            .. Forms("/index.de.html", "<!doctype html><html lang=\"de\"><title>shop</title>"),
            .. Forms("/admin.html", $"<!doctype html><title>admin</title><script type=\"module\" src=\"{Script}\"></script>"),
            .. Forms(Script, Code),
            new("/assets/picture-A0.png", [1, 2, 3]),
            .. Forms("/favicon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            .. Forms("/robots.txt", "User-agent: *\nDisallow: /admin\n"),
        ]));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton(Pages));
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> Forms(string path, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        return [new(path, plain), new(path + ".gz", Packed(s => new GZipStream(s, CompressionLevel.Fastest))), new(path + ".br", Packed(s => new BrotliStream(s, CompressionLevel.Fastest)))];

        byte[] Packed(Func<Stream, Stream> pack)
        {
            using var packed = new MemoryStream();
            using (var stream = pack(packed)) stream.Write(plain);
            return packed.ToArray();
        }
    }
}

/// <summary>A shop that was built without pages.</summary>
public sealed class PagelessShop : PageShop
{
    protected override WebFiles Pages { get; } = WebFiles.None("Node.js was not found");
}

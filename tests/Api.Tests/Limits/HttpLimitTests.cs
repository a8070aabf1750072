using System.Net.Sockets;
using System.Text;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Limits;

public sealed class HttpLimitTests(Shop shop)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Too_many_headers_are_refused()
    {
        var many = string.Concat(Enumerable.Range(0, HttpLimits.HeaderCount).Select(i => $"X-{i}: 1\r\n"));
        (await StatusAsync($"GET /api/v1/products HTTP/1.1\r\nHost: a\r\n{many}\r\n")).ShouldBe(431);
        var fewer = string.Concat(Enumerable.Range(0, HttpLimits.HeaderCount - 5).Select(i => $"X-{i}: 1\r\n"));
        (await StatusAsync($"GET /api/v1/products HTTP/1.1\r\nHost: a\r\n{fewer}\r\n")).ShouldBe(200);
    }

    [Fact]
    public async Task Too_large_headers_are_refused() =>
        (await StatusAsync($"GET /api/v1/products HTTP/1.1\r\nHost: a\r\nX-Long: {new string('a', HttpLimits.HeaderBytes)}\r\n\r\n")).ShouldBe(431);

    [Fact]
    public async Task Too_long_addresses_are_refused() =>
        (await StatusAsync($"GET /api/v1/products?search={new string('a', HttpLimits.UrlBytes)} HTTP/1.1\r\nHost: a\r\n\r\n")).ShouldBe(414);

    [Theory]
    [InlineData("/products?limit=101")]
    [InlineData("/products?limit=0")]
    [InlineData("/products?limit=-1")]
    [InlineData("/products?limit=99999999999999999999")]
    public async Task Too_large_pages_are_refused(string path) => (await shop.Guest.Get(path)).MustBeProblem(400, "validation");

    private async Task<int> StatusAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", shop.Guest.Http.BaseAddress!.Port, Ct);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Ct);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        return int.Parse((await reader.ReadLineAsync(Ct))!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}

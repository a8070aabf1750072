using System.Net.WebSockets;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Hygiene;

public sealed class OriginTests : IAsyncLifetime
{
    private const string Listed = "https://shop.example.com";

    private readonly SetShop shop = new([("Store:Cors:Origins", $"{Listed}, http://localhost:3000")]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await shop.InitializeAsync();

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Scripts_of_a_listed_site_may_call_and_read_the_headers_that_count()
    {
        var asked = (await Ask(Listed)).MustBe(204);
        asked.Header("Access-Control-Allow-Origin").ShouldBe(Listed);
        asked.Header("Access-Control-Allow-Methods")!.ShouldContain("PATCH");
        asked.Header("Access-Control-Allow-Headers")!.ShouldContain("authorization");
        var answered = (await shop.Guest.Get("/products", ("Origin", Listed))).MustBe(200);
        answered.Header("Access-Control-Allow-Origin").ShouldBe(Listed);
        answered.Header("Access-Control-Expose-Headers")!.ShouldContain("RateLimit");
        answered.Header("Vary")!.ShouldContain("Origin");
        // A refusal is to be read too.
        (await shop.Guest.Get("/customers/me", ("Origin", Listed))).MustBe(401).Header("Access-Control-Allow-Origin").ShouldBe(Listed);
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("https://shop.example.com.evil.com")]
    [InlineData("https://evil-shop.example.com")]
    [InlineData("https://sub.shop.example.com")]
    [InlineData("http://shop.example.com")]
    [InlineData("https://shop.example.com:8443")]
    [InlineData("null")]
    [InlineData("*")]
    public async Task Scripts_of_any_other_site_may_not(string origin)
    {
        (await Ask(origin)).Header("Access-Control-Allow-Origin").ShouldBeNull();
        (await shop.Guest.Get("/products", ("Origin", origin))).Header("Access-Control-Allow-Origin").ShouldBeNull();
        await Should.ThrowAsync<WebSocketException>(() => OpenAsync("/ws/orders", origin));
        await Should.ThrowAsync<WebSocketException>(() => OpenAsync("/hubs/orders", origin));
        (await shop.Guest.Get("/orders/00000000-0000-0000-0000-000000000000/live", ("Origin", origin))).MustBeProblem(403, "originRefused");
    }

    [Fact]
    public async Task Live_connections_are_for_own_pages_listed_sites_and_what_is_no_browser()
    {
        foreach (var path in new[] { "/ws/orders", "/hubs/orders" })
        {
            foreach (var origin in new[] { null, Listed, "http://localhost:3000", $"http://{shop.Address.Authority}" })
            {
                using var socket = await OpenAsync(path, origin);
                socket.State.ShouldBe(WebSocketState.Open);
            }
        }
    }

    [Fact]
    public async Task A_page_of_the_own_host_by_another_scheme_is_another_site()
    {
        await Should.ThrowAsync<WebSocketException>(() => OpenAsync("/ws/orders", $"https://{shop.Address.Authority}"));
        (await shop.Guest.Get($"/orders/{Guid.Empty}/live", ("Origin", $"https://{shop.Address.Authority}"))).MustBeProblem(403, "originRefused");
    }

    private Task<Reply> Ask(string origin) => shop.Guest.Send(HttpMethod.Options, "/products", null,
        ("Origin", origin), ("Access-Control-Request-Method", "PATCH"), ("Access-Control-Request-Headers", "authorization"));

    private async Task<ClientWebSocket> OpenAsync(string path, string? origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {shop.Admin.AccessToken}");
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new Uri($"ws://{shop.Address.Authority}{path}"), Ct);
        return socket;
    }
}

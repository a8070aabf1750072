using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Limits;

public sealed class OverloadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_on_top_is_refused_at_once_and_logins_checkouts_and_probes_are_served_on()
    {
        await using var shop = await SetShop.OpenAsync(("Store:Limits:InFlight:Usual", "2"), ("Store:Limits:InFlight:Checkout", "1"));
        // It is bought until the held request has arrived, however long that takes.
        var product = await shop.NewProductAsync(pieces: 100_000);
        using (await HoldAsync(shop, "/api/v1/carts"))
        using (await HoldAsync(shop, "/api/v1/carts"))
        {
            Reply refused;
            // The held ones have to arrive first.
            while ((refused = await shop.Guest.Get("/products")).Status == 200) await Task.Delay(5, Ct);
            refused.MustBeProblem(503, "overloaded").Header("Retry-After").ShouldBe("1");
            (await shop.Guest.Post("/carts", new { })).MustBeProblem(503, "overloaded");
            (await shop.Guest.Get("/health/live")).MustBe(200);
            (await shop.Guest.Get("/health/ready")).MustBe(200);
            (await shop.LoginAsync(Shop.AdminEmail, Shop.Password)).AccessToken.ShouldNotBeNull();
            (await BuyAsync(shop, product)).MustBe(201);
            (await shop.Guest.Get("/metrics")).MustBe(200).Body.ShouldMatch("store_requests_shed_total\\{budget=\"usual\"\\} [1-9]");

            using var waiting = await HoldAsync(shop, "/api/v1/orders");
            while ((refused = await BuyAsync(shop, product)).Status == 201) await Task.Delay(5, Ct);
            refused.MustBeProblem(503, "overloaded");
        }

        await Patience.UntilAsync(async () => (await shop.Guest.Get("/products")).Status == 200);
        await Patience.UntilAsync(async () => (await BuyAsync(shop, product)).Status == 201);
        (await shop.Guest.Get("/metrics")).Body.ShouldContain("store_requests_inflight{budget=\"usual\"} 0");
    }

    [Fact]
    public async Task Live_connections_are_not_under_way()
    {
        await using var shop = await SetShop.OpenAsync(("Store:Limits:InFlight:Usual", "1"));
        var customer = await shop.NewCustomerAsync();
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {customer.AccessToken}");
        await socket.ConnectAsync(new Uri($"ws://{shop.Address.Authority}/ws/orders"), Ct);
        for (var i = 0; i < 5; i++) (await customer.Get("/customers/me")).MustBe(200);
    }

    /// <summary>A request whose body does not end.</summary>
    private static async Task<TcpClient> HoldAsync(SetShop shop, string path)
    {
        var client = new TcpClient();
        await client.ConnectAsync(shop.Address.Host, shop.Address.Port, Ct);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"), Ct);
        return client;
    }

    private static Task<Reply> BuyAsync(SetShop shop, Guid product) => shop.Guest.Post("/orders", new
    {
        items = new[] { new { productId = product, quantity = 1 } },
        email = "buyer@example.com",
        shippingAddress = new { street = "1 Way", city = "Town", state = "CA", zipCode = "90210", country = "US" },
        payment = new { method = "later" },
    });
}

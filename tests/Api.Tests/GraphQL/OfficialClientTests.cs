using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>graphql-js, graphql-http and graphql-ws, as npm has them, against the running store.</summary>
public sealed class OfficialClientTests(Shop shop)
{
    /// <summary>The names that the shop promises.</summary>
    private static readonly string[] Promised =
    [
        "customer", "customers", "product", "products", "searchProducts", "recommendedProducts", "similarProducts", "order", "customerOrders",
        "createCustomer", "updateCustomer", "createProduct", "updateProduct", "createOrder", "confirmPayment", "shipOrder",
        "orderUpdated", "myOrders", "allOrders", "productAdded", "stockLow",
    ];

    [Fact]
    public async Task The_official_clients_read_buy_follow_and_resume()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.SeenProductAsync(pieces: 50, price: 1_999));
        using var client = shop.CreateClient();
        var told = await NodeClients.RunAsync("clients.mjs", new { url = new Uri(client.BaseAddress!, "/graphql"), token = buyer.AccessToken, product });

        told.At("schema", "errors").GetArrayLength().ShouldBe(0, told.At("schema", "errors").ToString());
        told.At("schema", "invalid").GetArrayLength().ShouldBe(0, told.At("schema", "invalid").ToString());
        Promised.ShouldBeSubsetOf(told.At("schema", "names").EnumerateArray().Select(n => n.GetString()!));

        told.At("query", "data", "product", "price").Text("text").ShouldBe("19.99");
        told.At("query").TryGetProperty("errors", out _).ShouldBeFalse();
        told.At("purchase", "data", "createOrder").Text("status").ShouldBe("PENDING");

        told.At("overSocket", "data", "me").Text("id").ShouldBe(buyer.Id.ToString());
        told.Text("cut").ShouldStartWith("cut (");
        told.GetProperty("versions").EnumerateArray().Select(v => v.GetInt32()).ShouldBe([1, 2, 3, 4, 5]);
        told.At("order").GetProperty("itemCount").GetInt32().ShouldBe(5);
        told.GetProperty("forbidden").GetInt32().ShouldBe(4403);

        told.At("audits").GetProperty("all").GetInt32().ShouldBeGreaterThan(50);
        told.At("audits", "notOk").EnumerateArray().Select(a => a.GetString()).ShouldBeEmpty();
    }
}

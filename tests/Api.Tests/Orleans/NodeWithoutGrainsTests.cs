using System.Text.Json;
using OrleansStore.Api.Tests.Imports;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Api.Tests.Webhooks;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Orleans;

/// <summary>One API node that calls two silos: whatever is asked or answered goes over the wire, and is all there on the other side.</summary>
public sealed class NodeWithoutGrainsTests(SharedPostgres postgres)
{
    [Fact]
    public async Task Coupons_carts_parcels_returns_and_reviews_are_had_from_silos()
    {
        using var cluster = await StartAsync();
        using var http = new HttpClient { BaseAddress = cluster.Api };
        var admin = await LoginAsync(http, Shop.AdminEmail);
        var customer = (await new Visitor(http).Post("/customers", new { email = "eva@example.com", name = "Eva", password = Shop.Password })).MustBe(201);
        (await admin.Patch($"/customers/{customer.Id}", new { group = "vip" })).MustBe(200);
        var eva = await LoginAsync(http, "eva@example.com");
        var lamp = await NewProductAsync(admin, "LAMP", 1_000);
        var promotion = new { name = "Ten", code = "TEN", kind = "percentage", percent = 10, maxUses = 5, maxUsesPerCustomer = 1, customerGroup = "vip" };
        var ten = (await admin.Post("/promotions", promotion)).MustBe(201);
        (await admin.Get("/promotions")).MustBe(200)["items"].EnumerateArray().ShouldHaveSingleItem().GetRawText().ShouldBe(ten.Body);

        var cart = (await eva.Post("/carts", new { items = new[] { new { productId = lamp, quantity = 3 } } })).MustBe(201);
        (await eva.Put($"/carts/{cart.Id}/coupon", new { code = "TEN" })).MustBe(200)["coupon"].GetString().ShouldBe("TEN");
        var draft = new { name = "Half", kind = "percentage", percent = 50 };
        (await admin.Post("/promotions/what-if", new { promotion = draft, cartId = cart.Id })).MustBe(200)["items"].GetArrayLength().ShouldBe(1);
        (await eva.Get("/shipping/methods?country=US")).MustBe(200)["items"].GetArrayLength().ShouldBe(1);

        var order = (await eva.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBe(201);
        Amount(order, "total").ShouldBe(2_700);
        (await admin.Get($"/promotions/{ten.Id}"))["uses"].GetInt32().ShouldBe(1);
        (await eva.Get($"/orders/{order.Id}/explain")).MustBe(200)["steps"].GetArrayLength().ShouldBeGreaterThan(1);
        (await admin.Post("/promotions/what-if", new { promotion = draft, orderIds = new[] { order.Id } })).MustBe(200)["items"].GetArrayLength().ShouldBe(1);
        (await eva.Post("/orders", new { items = new[] { new { productId = lamp, quantity = 1 } }, coupon = "TEN", shippingAddress = OrderSteps.Address, payment = new { method = "card" } }))
            .MustBeProblem(409, "couponUsedByCustomer");

        var parcels = new[] { new { trackingNumber = "T1", carrier = "DHL" }, new { trackingNumber = "T2", carrier = "UPS" } };
        (await admin.Post($"/orders/{order.Id}/ship", new { parcels })).MustBe(200)["shipments"][0].GetProperty("parcels").GetArrayLength().ShouldBe(2);
        (await admin.Post($"/orders/{order.Id}/deliver", new { })).MustBe(200);
        (await admin.Post($"/orders/{order.Id}/notes", new { text = "A regular." })).MustBe(201);
        (await eva.Post($"/orders/{order.Id}/returns", new { lines = new[] { new { productId = lamp, quantity = 1 } }, reason = "ugly" })).MustBe(201);
        (await admin.Post($"/orders/{order.Id}/returns/1/approve")).MustBe(200);
        Amount((await admin.Post($"/orders/{order.Id}/returns/1/receive", new { })).MustBe(200)["returns"][0], "refund").ShouldBe(900);

        var review = (await eva.Post($"/products/{lamp}/reviews", new { rating = 4, text = "Bright." })).MustBe(201);
        (await eva.Get($"/products/{lamp}", Seen(review))).MustBe(200)["reviewCount"].GetInt32().ShouldBe(1);
        (await eva.Get("/customers/me/notifications", Seen(review))).MustBe(200)["items"].EnumerateArray()
            .Select(n => n.GetProperty("type").GetString()).ShouldContain("order.shipped");
        (await admin.Post("/admin/reconciliation")).MustBe(200)["last"].GetProperty("differences").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Files_are_imported_and_integrators_told_by_silos()
    {
        using var cluster = await StartAsync();
        using var http = new HttpClient { BaseAddress = cluster.Api };
        var admin = await LoginAsync(http, Shop.AdminEmail);
        await using var receiver = await new HookReceiver().UpAsync();
        var webhook = (await admin.Post("/webhooks", new { url = receiver.Url, events = new[] { "*" }, secret = HookShop.Secret })).MustBe(201);
        (await admin.Post($"/webhooks/{webhook.Id}/ping")).MustBe(200);
        await receiver.GotAsync(1);

        var import = (await admin.Import(ImportSteps.Header + ImportSteps.Row("A", stock: "5") + ImportSteps.Row("B", price: -1) + ImportSteps.Row("C"))).MustBe(200);
        (await admin.Get($"/products/import/{import.Id}")).MustBe(200).Body.ShouldContain("\"failed\":1", customMessage: import.Body);
        (await admin.Get("/products/import")).MustBe(200)["items"].GetArrayLength().ShouldBe(1);
        (await admin.Get($"/products/import/{import.Id}/errors")).MustBe(200).Body.ShouldContain("B");

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (receiver.Got.Count(h => h.Type == "product.added") < 2) await Task.Delay(50, patience.Token);
        var deliveries = (await admin.Get($"/webhooks/{webhook.Id}/deliveries")).MustBe(200);
        deliveries["items"].GetArrayLength().ShouldBeGreaterThan(2);
        (await admin.Patch($"/webhooks/{webhook.Id}", new { description = "Paused", active = false, events = new[] { "order.created" } })).MustBe(200)["active"].GetBoolean().ShouldBeFalse();
        (await admin.Delete($"/webhooks/{webhook.Id}")).MustBe(204);
        (await admin.Get("/webhooks")).MustBe(200)["items"].GetArrayLength().ShouldBe(0);
    }

    private async Task<Started> StartAsync()
    {
        SharedPostgres.Require();
        var cluster = new StoreClusterProcesses(await (await postgres.ServerAsync()).CreateDatabaseAsync());
        // The second joins the first: two that start on an empty database at once would both make its tables.
        for (var i = 0; i < 2; i++) await cluster.StartSiloAsync(("Store__Webhooks__AllowPrivate", "true"));
        return new Started(cluster, (await cluster.StartApiAsync(("Store__Webhooks__AllowPrivate", "true"))).Address);
    }

    private static async Task<Visitor> LoginAsync(HttpClient http, string email)
    {
        var visitor = new Visitor(http);
        return visitor with { AccessToken = (await visitor.Post("/auth/login", new { email, password = Shop.Password })).MustBe(200)["accessToken"].GetString() };
    }

    private static async Task<Guid> NewProductAsync(Visitor admin, string sku, long amount)
    {
        var product = (await admin.Post("/products", new { sku, name = sku, price = new { amount, currency = "USD" }, category = "Things" })).MustBe(201).Id;
        (await admin.Post($"/products/{product}/stock/receipts", new { quantity = 10 })).MustBe(200);
        return product;
    }

    private static (string, string) Seen(Reply after) => ("Store-Min-Position", after.Header("Store-Position")!);

    private static long Amount(Reply reply, string name) => Amount(reply.Json, name);

    private static long Amount(JsonElement json, string name) => json.GetProperty(name).GetProperty("amount").GetInt64();

    private sealed record Started(StoreClusterProcesses Processes, Uri Api) : IDisposable
    {
        public void Dispose() => Processes.Dispose();
    }
}

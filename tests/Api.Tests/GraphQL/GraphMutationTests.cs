using System.Text.Json;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>Commands in GraphQL are the commands of REST: idempotency, versions, problems, audit trail.</summary>
public sealed class GraphMutationTests(Shop shop)
{
    private const string CreateOrder = "mutation($input: CreateOrderInput!, $key: String) { createOrder(input: $input, idempotencyKey: $key) { id status version } }";

    [Fact]
    public async Task A_purchase_from_registration_to_delivery()
    {
        var product = await shop.NewProductAsync(pieces: 5);
        var email = $"{Guid.NewGuid():N}@example.com";
        var customer = (await shop.Guest.AskAsync(
            "mutation($input: CreateCustomerInput!) { createCustomer(input: $input) { id email role addresses { city } } }", new { input = new { email, name = "Ada", password = Shop.Password } })).MustBeWell();
        customer["createCustomer"].Text("role").ShouldBe("CUSTOMER");
        var tokens = (await shop.Guest.AskAsync("mutation($e: String!, $p: String!) { login(email: $e, password: $p) { accessToken tokenType expiresIn refreshToken } }", new { e = email, p = Shop.Password })).MustBeWell()["login"];
        var buyer = shop.Guest with { AccessToken = tokens.Text("accessToken") };
        (await buyer.AskAsync("mutation { updateCustomer(input: { phone: \"1\", preferences: { categories: [\"Things\"], emailOptIn: true } }) { phone preferences { categories emailOptIn } } }")).MustBeWell()
            ["updateCustomer"].Text("phone").ShouldBe("1");

        var order = (await buyer.AskAsync(CreateOrder, new { input = OrderSteps.OrderOf(product, 2, "later", email: null) })).MustBeWell()["createOrder"];
        order.Text("status").ShouldBe("PENDING");
        var id = order.Text("id");
        (await buyer.AskAsync("mutation($id: ID!) { confirmPayment(id: $id, method: \"card\") { status payment { status } } }", new { id })).MustBeWell()["confirmPayment"].Text("status").ShouldBe("PAID");
        (await buyer.AskAsync("mutation($id: ID!) { shipOrder(id: $id, trackingNumber: \"T1\", carrier: \"DHL\") { status } }", new { id })).MustBeProblem(403, "forbidden");
        var shipped = (await shop.Admin.AskAsync("mutation($id: ID!) { shipOrder(id: $id, trackingNumber: \"T1\", carrier: \"DHL\") { status shipments { status parcels { trackingNumber } items { quantity product { sku } } } } }", new { id })).MustBeWell();
        shipped["shipOrder"].Text("status").ShouldBe("SHIPPED");
        shipped["shipOrder"].GetProperty("shipments")[0].Text("status").ShouldBe("SHIPPED");
        (await shop.Admin.AskAsync("mutation($id: ID!) { deliverOrder(id: $id) { status } }", new { id })).MustBeWell()["deliverOrder"].Text("status").ShouldBe("DELIVERED");
        var review = (await buyer.AskAsync("mutation($p: ID!) { createReview(productId: $p, input: { rating: 5, text: \"good\" }) { id rating product { name } } }", new { p = product })).MustBeWell()["createReview"];
        review.GetProperty("rating").GetInt32().ShouldBe(5);
        (await buyer.AskAsync("mutation($p: ID!, $id: ID!) { removeReview(productId: $p, id: $id) }", new { p = product, id = review.Text("id") })).MustBeWell()["removeReview"].GetBoolean().ShouldBeTrue();
        (await buyer.AskAsync("mutation { logout }")).MustBeWell()["logout"].GetBoolean().ShouldBeTrue();
        (await buyer.AskAsync("{ me { id } }")).Http.Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_order_and_another_input_is_refused()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync());
        var key = Guid.NewGuid().ToString();
        var first = (await buyer.AskAsync(CreateOrder, new { input = OrderSteps.OrderOf(product, email: null), key })).MustBeWell();
        var again = (await buyer.AskAsync(CreateOrder, new { input = OrderSteps.OrderOf(product, email: null), key })).MustBeWell();
        again["createOrder"].Text("id").ShouldBe(first["createOrder"].Text("id"));
        again.Extensions.GetProperty("writes")[0].GetProperty("replayed").GetBoolean().ShouldBeTrue();
        first.Extensions.GetProperty("writes")[0].TryGetProperty("replayed", out _).ShouldBeFalse();
        first.Extensions.GetProperty("writes")[0].GetProperty("status").GetInt32().ShouldBe(201);
        (await buyer.AskAsync(CreateOrder, new { input = OrderSteps.OrderOf(product, 2, email: null), key })).MustBeProblem(422, "idempotencyKeyReused");
        (await shop.StockOfAsync(product)).Sold.ShouldBe(1);
        (await shop.Guest.AskAsync(CreateOrder, new { input = OrderSteps.OrderOf(product), key = "1" })).MustBeProblem(400, "validation");
    }

    [Fact]
    public async Task A_refusal_that_is_replayed_is_the_same_error()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync(pieces: 1));
        var key = Guid.NewGuid().ToString();
        for (var i = 0; i < 2; i++)
        {
            var refused = await buyer.AskAsync(CreateOrder, new { input = OrderSteps.OrderOf(product, 5, email: null), key });
            refused.MustBeProblem(409, "outOfStock");
            refused["createOrder"].ValueKind.ShouldBe(JsonValueKind.Null);
            refused.Errors[0].At("extensions", "available").GetInt32().ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_declined_payment_tells_which_order_can_be_paid_again()
    {
        var product = await shop.NewProductAsync();
        var refused = await shop.Guest.AskAsync(CreateOrder, new { input = OrderSteps.OrderOf(product, token: "card_declined") });
        refused.MustBeProblem(402, "paymentDeclined");
        var extensions = refused.Errors[0].GetProperty("extensions");
        var guest = shop.Guest with { OrderToken = extensions.Text("orderToken") };
        (await guest.AskAsync("mutation($id: ID!) { confirmPayment(id: $id, method: \"card\") { status } }", new { id = extensions.Text("orderId") })).MustBeWell()["confirmPayment"].Text("status").ShouldBe("PAID");
    }

    [Fact]
    public async Task An_old_version_changes_nothing()
    {
        var product = await shop.NewProductAsync();
        const string Update = "mutation($id: ID!, $name: String, $seen: Int) { updateProduct(id: $id, input: { name: $name }, expectedVersion: $seen) { name version description } }";
        var changed = (await shop.Admin.AskAsync(Update, new { id = product, name = "Renamed", seen = 1 })).MustBeWell()["updateProduct"];
        changed.Text("name").ShouldBe("Renamed");
        changed.Text("description").ShouldBe("What it is.");
        (await shop.Admin.AskAsync(Update, new { id = product, name = "Again", seen = 1 })).MustBeProblem(412, "versionMismatch");
    }

    [Fact]
    public async Task Several_commands_run_one_after_the_other_and_one_that_fails_stops_no_other()
    {
        var product = await shop.NewProductAsync(pieces: 0);
        var reply = await shop.Admin.AskAsync(
            "mutation($p: ID!) { a: receiveStock(productId: $p, quantity: 5) { available } b: receiveStock(productId: $p, quantity: 0) { available } c: adjustStock(productId: $p, delta: -2, reason: \"lost\") { available } }",
            new { p = product });
        reply.MustBeProblem(400, "validation");
        reply["a"].GetProperty("available").GetInt32().ShouldBe(5);
        reply["b"].ValueKind.ShouldBe(JsonValueKind.Null);
        reply["c"].GetProperty("available").GetInt32().ShouldBe(3);
        reply.Extensions.GetProperty("writes").EnumerateArray().Select(w => w.GetProperty("path")[0].GetString()).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task What_is_done_by_a_permission_and_what_is_denied_is_in_the_audit_trail()
    {
        var (product, stranger) = (await shop.NewProductAsync(pieces: 0), await shop.NewCustomerAsync());
        (await shop.Admin.AskAsync("mutation($p: ID!) { receiveStock(productId: $p, quantity: 5) { available } }", new { p = product })).MustBeWell();
        (await stranger.AskAsync("mutation($p: ID!) { receiveStock(productId: $p, quantity: 5) { available } }", new { p = product })).MustBeProblem(403, "forbidden");
        await Patience.UntilAsync(async () =>
        {
            var entries = (await shop.Admin.Get($"/admin/audit?object=products/{product}")).MustBe(200)["items"].EnumerateArray()
                .Where(e => e.Text("operation")!.StartsWith("GRAPHQL:receiveStock", StringComparison.Ordinal)).Select(e => e.Text("outcome")).ToList();
            return entries.Contains("done") && entries.Contains("denied");
        });
    }

    [Fact]
    public async Task Promotions_and_accounts_are_administered()
    {
        var code = $"G{Guid.NewGuid():N}"[..12].ToUpperInvariant();
        var made = (await shop.Admin.AskAsync(
            "mutation($input: PromotionInput!) { createPromotion(input: $input) { id kind percent code startsAt active } }",
            new { input = new { name = "GraphQL", code, kind = "PERCENTAGE", percent = 12.5, startsAt = "2026-01-01T00:00:00+01:00" } })).MustBeWell()["createPromotion"];
        made.Text("kind").ShouldBe("PERCENTAGE");
        made.GetProperty("percent").GetDouble().ShouldBe(12.5);
        made.Text("startsAt").ShouldBe("2025-12-31T23:00:00Z");
        (await shop.Admin.AskAsync("mutation($id: ID!) { updatePromotion(id: $id, input: { active: false, clear: [\"startsAt\"] }) { active startsAt } }", new { id = made.Text("id") })).MustBeWell()
            ["updatePromotion"].GetProperty("startsAt").ValueKind.ShouldBe(JsonValueKind.Null);
        (await shop.Admin.AskAsync("{ promotions(limit: 100) { items { id code } } }")).MustBeWell()["promotions"].GetProperty("items").EnumerateArray().ShouldContain(p => p.Text("code") == code);
        var customer = await shop.NewCustomerAsync();
        (await shop.Admin.AskAsync("mutation($id: ID!) { administerCustomer(id: $id, role: CATALOG_MANAGER, group: \"staff\") { role group } }", new { id = customer.Id })).MustBeWell()
            ["administerCustomer"].Text("role").ShouldBe("CATALOG_MANAGER");
    }
}

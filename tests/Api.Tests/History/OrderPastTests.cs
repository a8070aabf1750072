using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.History;

public sealed class OrderPastTests(Shop shop)
{
    [Fact]
    public async Task An_older_version_is_what_was_answered_then_and_carries_its_ETag()
    {
        var customer = await shop.NewCustomerAsync();
        var answers = await LifeAsync(customer, await shop.NewProductAsync(pieces: 9, price: 500));
        var id = answers[0].Id;
        foreach (var then in answers)
        {
            var seen = (await customer.Get($"/orders/{id}?version={then.Version}")).MustBe(200);
            seen.Body.ShouldBe(then.Body);
            seen.Header("ETag").ShouldBe($"\"{then.Version}\"");
            (await customer.Get($"/orders/{id}?asOf={Uri.EscapeDataString(then["updatedAt"].GetString()!)}")).Body.ShouldBe(then.Body);
            (await customer.Get($"/orders/{id}?version={then.Version}", ("If-None-Match", $"\"{then.Version}\""))).MustBe(304);
        }

        answers.Select(a => a["status"].GetString()).ShouldBe(["pending", "paid", "shipped", "delivered"]);
        (await customer.Get($"/orders/{id}")).Body.ShouldBe(answers[^1].Body);
    }

    [Fact]
    public async Task What_was_not_and_what_will_be_are_told_from_each_other()
    {
        var customer = await shop.NewCustomerAsync();
        var order = (await customer.Order(await shop.NewProductAsync(), method: "later")).MustBe(201);
        var path = $"/orders/{order.Id}";
        (await customer.Get($"{path}?asOf=2026-01-01")).MustBeProblem(404, "orderNotFound");
        (await customer.Get($"{path}?asOf=2199-01-01T00:00:00Z")).MustBeProblem(400, "validation");
        (await customer.Get($"{path}?version={order.Version + 1}")).MustBeProblem(400, "validation")["errors"].GetProperty("version")[0].GetString()!.ShouldContain($"from 1 to {order.Version}");
        (await customer.Get($"{path}?version=0")).MustBeProblem(400, "validation");
        (await customer.Get($"{path}?version=x")).MustBeProblem(400, "validation");
        (await customer.Get($"{path}?asOf=yesterday")).MustBeProblem(400, "validation");
        (await customer.Get($"{path}?version=1&asOf=2026-11-21")).MustBeProblem(400, "validation");
        // A plus sign that was not escaped.
        (await customer.Get($"{path}?asOf={DateTimeOffset.UtcNow.AddHours(1).AddSeconds(20):yyyy-MM-ddTHH:mm:ss}+01:00")).MustBe(200).Version.ShouldBe(order.Version);
        (await customer.Get($"/orders/{Guid.NewGuid()}?version=1")).MustBeProblem(404, "orderNotFound");
    }

    [Fact]
    public async Task The_past_of_an_order_is_open_to_whom_the_order_is()
    {
        var product = await shop.NewProductAsync();
        var order = (await shop.Guest.Order(product)).MustBe(201);
        var guest = shop.Guest with { OrderToken = order["orderToken"].GetString() };
        foreach (var path in new[] { "?version=1", "/history", "/diff?from=1", "/timeline" })
        {
            (await guest.Get($"/orders/{order.Id}{path}")).MustBe(200);
            (await shop.Admin.Get($"/orders/{order.Id}{path}")).MustBe(200);
            (await shop.Guest.Get($"/orders/{order.Id}{path}")).MustBeProblem(404, "orderNotFound");
            (await (await shop.NewCustomerAsync()).Get($"/orders/{order.Id}{path}")).MustBeProblem(404, "orderNotFound");
        }
    }

    [Fact]
    public async Task History_tells_who_did_what_when_and_why()
    {
        var customer = await shop.NewCustomerAsync();
        var answers = await LifeAsync(customer, await shop.NewProductAsync(pieces: 9, price: 500));
        var (id, last) = (answers[0].Id, answers[^1].Version);
        (await shop.Admin.Post($"/orders/{id}/notes", new { text = "difficult", @internal = true })).MustBe(201);

        var entries = await PagesAsync(customer, $"/orders/{id}/history", 2);
        entries.Select(e => e.GetProperty("version").GetInt32()).ShouldBe(Enumerable.Range(1, last));
        string Of(string name, string member) => entries.First(e => e.GetProperty("event").GetString() == name).GetProperty(member).GetString()!;
        Of("order.created", "why").ShouldBe($"placeOrder → checkout.started → stock.held (by customer:{customer.Id:N})");
        Of("payment.completed", "why").ShouldStartWith("payOrder → checkout.paymentAsked → payment.authorised");
        Of("order.shipped", "why").ShouldBe("shipOrder (by admin)");
        Of("order.shipped", "actor").ShouldBe("admin");
        Of("order.created", "actor").ShouldBe($"customer:{customer.Id:N}");
        var shipped = entries.First(e => e.GetProperty("event").GetString() == "order.shipped");
        shipped.TryGetProperty("commandId", out _).ShouldBeFalse();
        shipped.GetProperty("changes").EnumerateArray().ShouldContain(c =>
            c.GetProperty("path").GetString() == "/status" && c.GetProperty("from").GetString() == "paid" && c.GetProperty("to").GetString() == "shipped");
        var created = entries[0].GetProperty("changes").EnumerateArray().Single();
        (created.GetProperty("op").GetString(), created.GetProperty("path").GetString(), created.GetProperty("to").GetProperty("status").GetString()).ShouldBe(("add", "", "pending"));

        var all = await PagesAsync(shop.Admin, $"/orders/{id}/history", 100);
        all.Count.ShouldBe(last + 1);
        all[^1].GetProperty("event").GetString().ShouldBe("order.noteAdded");
        all[^1].GetProperty("actor").GetString().ShouldStartWith("admin:");
        all[^1].GetProperty("commandId").GetGuid().ShouldNotBe(Guid.Empty);
        (await customer.Get($"/orders/{id}/history?cursor=x")).MustBeProblem(400, "invalidCursor");
    }

    [Fact]
    public async Task A_diff_tells_what_is_not_the_same_by_versions_and_by_times()
    {
        var (first, second) = (await shop.NewProductAsync(pieces: 9, price: 500), await shop.NewProductAsync(pieces: 9, price: 30));
        var customer = await shop.NewCustomerAsync();
        var order = (await customer.Order(first, 2, method: "later")).MustBe(201);
        var changed = (await customer.Post($"/orders/{order.Id}/items", new { productId = second, quantity = 3 })).MustBe(200);
        changed = (await customer.Delete($"/orders/{order.Id}/items", new { productId = first, quantity = 1 })).MustBe(200);
        var diff = (await customer.Get($"/orders/{order.Id}/diff?from={order.Version}&to={changed.Version}")).MustBe(200);
        var changes = diff["changes"].EnumerateArray().ToDictionary(c => c.GetProperty("path").GetString()!, c => c);
        changes[$"/items/{second}"].GetProperty("op").GetString().ShouldBe("add");
        (changes[$"/items/{first}/quantity"].GetProperty("from").GetInt32(), changes[$"/items/{first}/quantity"].GetProperty("to").GetInt32()).ShouldBe((2, 1));
        changes["/total"].GetProperty("to").GetProperty("amount").GetInt64().ShouldBe(590);
        changes.Keys.ShouldNotContain(p => p.StartsWith("/version", StringComparison.Ordinal) || p.StartsWith("/updatedAt", StringComparison.Ordinal));
        diff["to"].GetProperty("version").GetInt32().ShouldBe(changed.Version);

        var byTime = (await customer.Get($"/orders/{order.Id}/diff?from={Uri.EscapeDataString(order["updatedAt"].GetString()!)}")).MustBe(200);
        byTime["changes"].ToString().ShouldBe(diff["changes"].ToString());
        (await customer.Get($"/orders/{order.Id}/diff?from={changed.Version}&to={changed.Version}"))["changes"].GetArrayLength().ShouldBe(0);
        var whole = (await customer.Get($"/orders/{order.Id}/diff?from=0")).MustBe(200)["changes"].EnumerateArray().Single();
        whole.GetProperty("to").GetProperty("id").GetGuid().ShouldBe(order.Id);
        (await customer.Get($"/orders/{order.Id}/diff")).MustBeProblem(400, "validation");
        (await customer.Get($"/orders/{order.Id}/diff?from=1&to=99")).MustBeProblem(400, "validation")["errors"].TryGetProperty("to", out _).ShouldBeTrue();
        (await customer.Get($"/orders/{order.Id}/diff?from=2026-01-01&to=1")).MustBeProblem(404, "orderNotFound");
    }

    [Fact]
    public async Task What_was_known_of_somebody_who_is_erased_is_not_in_the_past_either()
    {
        var customer = await shop.NewCustomerAsync();
        var order = (await customer.Order(await shop.NewProductAsync())).MustBe(201);
        (await shop.Admin.Get($"/orders/{order.Id}?version=1")).MustBe(200)["shippingAddress"].GetProperty("city").GetString().ShouldBe("Springfield");
        (await customer.Post($"/orders/{order.Id}/cancel", new { reason = "my own secret" })).MustBe(200);
        (await customer.Delete("/customers/me")).MustBe(200);
        foreach (var path in new[] { $"/orders/{order.Id}?version=1", $"/orders/{order.Id}/history", $"/orders/{order.Id}/diff?from=0", $"/orders/{order.Id}/timeline?limit=100" })
        {
            var body = (await shop.Admin.Get(path)).MustBe(200).Body;
            body.ShouldNotContain("Springfield");
            body.ShouldNotContain("my own secret");
            body.ShouldContain("[erased]");
        }
    }

    /// <summary>What was answered each time, one version after the other as far as commands go.</summary>
    private async Task<Reply[]> LifeAsync(Visitor customer, Guid product)
    {
        var order = (await customer.Order(product, 2, method: "later")).MustBe(201);
        var paid = (await customer.Post($"/orders/{order.Id}/pay", new { method = "card" })).MustBe(200);
        (await shop.Admin.Post($"/orders/{order.Id}/ship", new { trackingNumber = "T1", carrier = "Snail" })).MustBe(200);
        var shipped = await customer.Get($"/orders/{order.Id}");
        (await shop.Admin.Post($"/orders/{order.Id}/deliver")).MustBe(200);
        return [order, paid, shipped, await customer.Get($"/orders/{order.Id}")];
    }

    internal static async Task<List<System.Text.Json.JsonElement>> PagesAsync(Visitor visitor, string path, int limit)
    {
        var (all, cursor) = (new List<System.Text.Json.JsonElement>(), "");
        do
        {
            var page = (await visitor.Get($"{path}?limit={limit}{cursor}")).MustBe(200);
            page["items"].GetArrayLength().ShouldBeLessThanOrEqualTo(limit);
            all.AddRange(page["items"].EnumerateArray());
            cursor = page.Json.TryGetProperty("nextCursor", out var next) ? $"&cursor={next.GetString()}" : "";
        }
        while (cursor.Length > 0);
        return all;
    }
}

using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.History;

/// <summary>The flight recorder, and the journal as it is stored.</summary>
public sealed class TimelineTests(Shop shop)
{
    [Fact]
    public async Task A_timeline_is_all_that_happened_across_grains_in_the_global_order()
    {
        var (customer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync(pieces: 9));
        var cart = await customer.Cart(product, 2);
        var order = (await customer.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBe(201);
        (await customer.Order(product)).MustBe(201);
        (await customer.Post($"/orders/{order.Id}/cancel", new { reason = "my own secret" })).MustBe(200);
        var path = $"/orders/{order.Id}/timeline";
        var all = await EventuallyAsync(path, "checkout.finished", 2);
        all.Select(e => e.GetProperty("position").GetInt64()).ShouldBeInOrder();
        var names = all.Select(e => e.GetProperty("type").GetString()!).ToList();
        names.ShouldBe(
            [
                "cart.created.v1", "checkout.started.v1", "cart.closed.v1", "stock.held.v1", "customer.firstOrderRecorded.v1", "order.placed.v1", "order.paid.v1", "payment.authorised.v1", "payment.captured.v1",
                "order.captured.v1", "stock.sold.v1", "checkout.finished.v1", "checkout.cancelAsked.v1", "order.cancelled.v1", "payment.refundAsked.v1", "payment.refunded.v1",
                "order.refunded.v1", "stock.restocked.v1", "customer.orderReleased.v1", "checkout.finished.v1",
            ],
            ignoreOrder: true);
        all.Single(e => e.GetProperty("event").GetString() == "cart.closed").GetProperty("data").GetProperty("orderId").GetGuid().ShouldBe(order.Id);
        (await shop.Admin.Get($"{path}?limit=100"))["complete"].GetBoolean().ShouldBeTrue();
        string.Join('\n', all).ShouldNotContain("my own secret");
        string.Join('\n', all).ShouldNotContain("Springfield");

        var own = await OrderPastTests.PagesAsync(customer, path, 3);
        own.Select(e => e.GetProperty("kind").GetString()!).Distinct().ShouldBe(["order", "stock"], ignoreOrder: true);
        own.Select(e => e.GetProperty("event").GetString()).ShouldContain("stock.reserved");
        own.Any(e => e.TryGetProperty("data", out _) || e.TryGetProperty("commandId", out _)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_order_that_was_refused_tells_those_who_run_the_shop_why()
    {
        var (customer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync(pieces: 1));
        var refused = (await customer.Order(product, 5)).MustBeProblem(409, "outOfStock")["orderId"].GetGuid();
        var all = await EventuallyAsync($"/orders/{refused}/timeline", "checkout.finished", 1);
        all.Select(e => e.GetProperty("why").GetString()!).ShouldContain(w => w.StartsWith("placeOrder → checkout.started → checkout.refused", StringComparison.Ordinal));
        (await shop.Admin.Get($"/orders/{Guid.NewGuid()}/timeline")).MustBeProblem(404, "orderNotFound");
    }

    [Fact]
    public async Task The_journal_is_read_as_it_is_stored_with_what_it_says_of_people_sealed()
    {
        var customer = await shop.NewCustomerAsync();
        var stream = $"customer-{customer.Id:N}";
        var (after, events) = (0L, new List<System.Text.Json.JsonElement>());
        while ((await shop.Admin.Get($"/admin/journal?stream={stream}&after={after}&limit=1")).MustBe(200) is var page && page["items"].GetArrayLength() > 0)
        {
            events.AddRange(page["items"].EnumerateArray());
            after = page["nextAfter"].GetInt64();
        }

        events[0].GetProperty("type").GetString().ShouldBe("customer.registered.v1");
        events[0].GetProperty("isSealed").GetBoolean().ShouldBeTrue();
        events[0].GetProperty("payload").GetProperty("email").GetString().ShouldBe("[erased]");
        events.ShouldAllBe(e => !e.ToString().Contains("@example.com") && !e.ToString().Contains("\"sealed\"") && e.GetProperty("stream").GetString() == stream);

        var position = events[0].GetProperty("position").GetInt64();
        var next = (await shop.Admin.Get($"/admin/journal?after={position - 1}&limit=2")).MustBe(200);
        next["items"][0].GetProperty("eventId").GetGuid().ShouldBe(events[0].GetProperty("eventId").GetGuid());
        (await shop.Admin.Get("/admin/journal?stream=nothing-at-all"))["items"].GetArrayLength().ShouldBe(0);
        (await shop.Admin.Get("/admin/journal?after=-1")).MustBeProblem(400, "validation");
        (await shop.Admin.Get($"/admin/journal?stream=x&after={long.MaxValue}")).MustBeProblem(400, "validation");
        (await shop.Admin.Get($"/admin/journal?stream={new string('x', 321)}")).MustBeProblem(400, "validation");
        (await shop.Admin.Get("/admin/journal?stream=a%00b")).MustBeProblem(400, "validation");
        (await customer.Get("/admin/journal")).MustBeProblem(403, "forbidden");
        (await shop.Guest.Get("/admin/journal")).MustBeProblem(401, "unauthenticated");
    }

    /// <summary>Marks of a checkout are stored without anybody waiting for them.</summary>
    private async Task<List<System.Text.Json.JsonElement>> EventuallyAsync(string path, string name, int count)
    {
        while (true)
        {
            var all = await OrderPastTests.PagesAsync(shop.Admin, path, 100);
            if (all.Count(e => e.GetProperty("event").GetString() == name) >= count) return all;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}

using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Live;

public sealed class OrderEventsTests(LiveShop shop) : IClassFixture<LiveShop>
{
    [Fact]
    public async Task An_order_is_followed_from_its_start_and_live()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product);
        using var events = await shop.EventsAsync(buyer, order);
        events.ContentType.ShouldBe("text/event-stream");
        var created = (await events.TakeAsync(1)).Single();

        await shop.ChangeAsync(buyer, order, product);
        var added = (await events.TakeAsync(1)).Single();
        await shop.SendAsync(buyer, "POST", $"/orders/{order}/cancel", new { reason = "Changed my mind." });
        var cancelled = (await events.TakeAsync(1)).Single();

        (created.Id, created.Event).ShouldBe(("1", "order.created"));
        created.Json.GetProperty("orderId").GetGuid().ShouldBe(order);
        created.Json.GetProperty("version").GetInt32().ShouldBe(1);
        created.Json.GetProperty("status").GetString().ShouldBe("pending");
        (added.Id, added.Event).ShouldBe(("2", "order.itemAdded"));
        (cancelled.Id, cancelled.Event).ShouldBe(("3", "order.cancelled"));
        cancelled.Json.GetProperty("status").GetString().ShouldBe("cancelled");
        cancelled.Json.GetProperty("reason").GetString().ShouldBe("Changed my mind.");
    }

    [Fact]
    public async Task A_reader_that_was_cut_off_resumes_after_the_last_event_it_got()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product);
        string last;
        using (var first = await shop.EventsAsync(buyer, order)) last = (await first.TakeAsync(1))[0].Id!;
        await shop.ChangeAsync(buyer, order, product, 20);

        using var byHeader = await shop.EventsAsync(buyer, order, lastEventId: last);
        using var byQuery = await shop.EventsAsync(buyer, order, "?afterVersion=15");

        (await byHeader.TakeAsync(20)).Select(e => e.Id).ShouldBe(Enumerable.Range(2, 20).Select(v => v.ToString()));
        (await byQuery.TakeAsync(6)).Select(e => e.Id).ShouldBe(Enumerable.Range(16, 6).Select(v => v.ToString()));
    }

    [Fact]
    public async Task To_strangers_an_order_does_not_exist()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product);

        foreach (var stranger in new[] { null, await shop.CustomerAsync() })
        {
            using var events = await shop.EventsAsync(stranger, order);
            events.Status.ShouldBe(404);
            (await events.BodyAsync()).ShouldContain("orderNotFound");
        }
    }

    [Fact]
    public async Task A_forged_token_is_refused_and_not_taken_for_a_guest()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product);
        using var header = await shop.EventsAsync("forged", order);
        using var query = await shop.EventsAsync(null, order, "?access_token=forged");

        header.Status.ShouldBe(401);
        query.Status.ShouldBe(401);
    }

    [Fact]
    public async Task Administrators_and_a_browser_with_its_token_in_the_query_may_follow()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product);
        using var admin = await shop.EventsAsync(shop.Admin, order);
        using var browser = await shop.EventsAsync(null, order, $"?access_token={Uri.EscapeDataString(buyer)}");

        (await admin.TakeAsync(1)).Single().Id.ShouldBe("1");
        (await browser.TakeAsync(1)).Single().Id.ShouldBe("1");
    }

    [Fact]
    public async Task A_guest_follows_its_order_by_the_order_token_and_no_other()
    {
        var product = await shop.ProductAsync();
        var order = (await shop.SendAsync(null, "POST", "/orders", LiveShop.OrderOf(product, email: "guest@example.com"))).Body;
        var token = Uri.EscapeDataString(order.GetProperty("orderToken").GetString()!);
        var other = await shop.OrderAsync(await shop.CustomerAsync(), product);

        using var mine = await shop.EventsAsync(null, order.GetProperty("id").GetGuid(), $"?orderToken={token}");
        using var others = await shop.EventsAsync(null, other, $"?orderToken={token}");

        (await mine.TakeAsync(1)).Single().Event.ShouldBe("order.created");
        others.Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("?afterVersion=-1", null)]
    [InlineData("?afterVersion=many", null)]
    [InlineData("", "x")]
    public async Task A_cursor_that_is_no_version_is_refused(string query, string? lastEventId)
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product);
        using var events = await shop.EventsAsync(buyer, order, query, lastEventId);

        events.Status.ShouldBe(400);
        (await events.BodyAsync()).ShouldContain("validation");
    }

    [Fact]
    public async Task The_answer_ends_when_the_store_stops()
    {
        var own = new LiveShop();
        await own.InitializeAsync();
        var (buyer, product) = (await own.CustomerAsync(), await own.ProductAsync());
        using var events = await own.EventsAsync(buyer, await own.OrderAsync(buyer, product));
        await events.TakeAsync(1);
        var stopping = own.StopAsync();

        (await events.NextAsync()).ShouldBeNull();
        await stopping.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        await own.DisposeAsync();
    }

    [Fact]
    public async Task One_user_has_a_limited_number_of_connections_and_gets_them_back()
    {
        var own = new LiveShop(builder => builder.Services.AddLimits(new LiveLimits { ConnectionsPerUser = 2 }));
        await own.InitializeAsync();
        var (buyer, product) = (await own.CustomerAsync(), await own.ProductAsync());
        var order = await own.OrderAsync(buyer, product);
        var first = await own.EventsAsync(buyer, order);
        using var second = await own.EventsAsync(buyer, order);
        using (var third = await own.EventsAsync(buyer, order))
        {
            third.Status.ShouldBe(429);
            (await third.BodyAsync()).ShouldContain("tooManyConnections");
        }

        first.Dispose();
        var again = 0;
        await Patience.UntilAsync(() => again == 200, () =>
        {
            using var retry = own.EventsAsync(buyer, order).GetAwaiter().GetResult();
            again = retry.Status;
        });
        await own.DisposeAsync();
    }
}

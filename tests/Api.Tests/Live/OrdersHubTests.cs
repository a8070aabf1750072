using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Live;

public sealed class OrdersHubTests(LiveShop shop) : IClassFixture<LiveShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_was_cut_off_gets_every_version_once_when_it_returns_in_order()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product);
        var seen = new List<int>();
        var (hub, lines) = await shop.HubAsync(buyer);
        await using (hub)
        {
            await shop.ChangeAsync(buyer, order, product, 5);
            var stream = hub.StreamAsync<JsonElement>("TrackOrder", order, 0, Ct).GetAsyncEnumerator(Ct);
            for (var i = 0; i < 4; i++) seen.Add(Version(await NextAsync(stream)));
            lines.Newest!.Cut();
            await Should.ThrowAsync<Exception>(async () =>
            {
                while (true) seen.Add(Version(await NextAsync(stream)));
            });
        }

        await shop.ChangeAsync(buyer, order, product, 60);
        var (returned, _) = await shop.HubAsync(buyer);
        await using (returned)
        {
            var stream = returned.StreamAsync<JsonElement>("TrackOrder", order, seen[^1], Ct).GetAsyncEnumerator(Ct);
            while (seen[^1] < 66) seen.Add(Version(await NextAsync(stream)));
            await shop.ChangeAsync(buyer, order, product);
            seen.Add(Version(await NextAsync(stream)));
        }

        seen.ShouldBe(Enumerable.Range(1, 67));
    }

    [Fact]
    public async Task A_client_that_was_cut_off_gets_the_updates_of_all_its_orders_once_when_it_returns_in_order()
    {
        // More than what the node keeps for those who watch a customer: the rest comes from the journal.
        var away = 0;
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var orders = new[] { await shop.OrderAsync(buyer, product), await shop.OrderAsync(buyer, product), await shop.OrderAsync(buyer, product) };
        var seen = new List<JsonElement>();
        var (hub, lines) = await shop.HubAsync(buyer);
        await using (hub)
        {
            var stream = hub.StreamAsync<JsonElement>("TrackMine", 0L, Ct).GetAsyncEnumerator(Ct);
            while (seen.Count < orders.Length) seen.Add(await NextAsync(stream));
            lines.Newest!.Cut();
        }

        var gone = Stopwatch.StartNew();
        for (; away < 40 || gone.Elapsed < TimeSpan.FromSeconds(SoakSize.Of("STORE_SOAK_AWAY_SECONDS", 0)); away++)
        {
            // Each round is a piece more in each order, and an order holds 999 of one thing: a long absence goes slowly.
            if (away >= 40) await Task.Delay(200, Ct);
            foreach (var order in orders) await shop.ChangeAsync(buyer, order, product);
        }

        (away * orders.Length).ShouldBeGreaterThan(new LiveLimits().RecentOfCustomer);

        var (returned, _) = await shop.HubAsync(buyer);
        await using (returned)
        {
            var stream = returned.StreamAsync<JsonElement>("TrackMine", Position(seen[^1]), Ct).GetAsyncEnumerator(Ct);
            while (seen.Count < orders.Length * (away + 1)) seen.Add(await NextAsync(stream));
            foreach (var order in orders) await shop.ChangeAsync(buyer, order, product);
            while (seen.Count < orders.Length * (away + 2)) seen.Add(await NextAsync(stream));
        }

        seen.Select(Position).ShouldBeInOrder();
        foreach (var order in orders) VersionsOf(seen, order).ShouldBe(Enumerable.Range(1, away + 2));
    }

    [Fact]
    public async Task Two_tracks_of_one_order_each_get_all_of_it()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product);
        var (hub, _) = await shop.HubAsync(buyer);
        await using var closing = hub;
        var streams = new[] { Track(hub, order, 0), Track(hub, order, 0) };
        foreach (var stream in streams) Version(await NextAsync(stream)).ShouldBe(1);
        await shop.ChangeAsync(buyer, order, product, 10);

        foreach (var stream in streams)
            for (var version = 2; version <= 11; version++) Version(await NextAsync(stream)).ShouldBe(version);
    }

    [Fact]
    public async Task TrackMine_goes_across_all_of_ones_orders_in_global_order_and_resumes()
    {
        var (buyer, other, product) = (await shop.CustomerAsync(), await shop.CustomerAsync(), await shop.ProductAsync());
        var (hub, _) = await shop.HubAsync(buyer);
        await using var closing = hub;
        var live = hub.StreamAsync<JsonElement>("TrackMine", 0L, Ct).GetAsyncEnumerator(Ct);
        var orders = new[] { await shop.OrderAsync(buyer, product), await shop.OrderAsync(buyer, product) };
        var strange = await shop.OrderAsync(other, product);
        for (var i = 0; i < 4; i++)
        {
            await shop.ChangeAsync(buyer, orders[i % 2], product);
            await shop.ChangeAsync(other, strange, product);
        }

        var updates = new List<JsonElement>();
        while (updates.Count < 6) updates.Add(await NextAsync(live));
        var late = hub.StreamAsync<JsonElement>("TrackMine", Position(updates[2]), Ct).GetAsyncEnumerator(Ct);
        var past = new List<JsonElement>();
        while (past.Count < 3) past.Add(await NextAsync(late));

        updates.ShouldAllBe(u => orders.Contains(u.GetProperty("orderId").GetGuid()));
        updates.Select(Position).ShouldBeInOrder();
        past.Select(Position).ShouldBe(updates.Skip(3).Select(Position));
    }

    [Fact]
    public async Task TrackAll_is_for_administrators_only()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var (mine, _) = await shop.HubAsync(buyer);
        await using var closing = mine;
        var refused = await Should.ThrowAsync<HubException>(async () =>
            await NextAsync(mine.StreamAsync<JsonElement>("TrackAll", 0L, Ct).GetAsyncEnumerator(Ct)));
        ProblemOf(refused).GetProperty("code").GetString().ShouldBe("forbidden");

        var (admin, _) = await shop.HubAsync(shop.Admin);
        await using var alsoClosing = admin;
        var all = admin.StreamAsync<JsonElement>("TrackAll", 0L, Ct).GetAsyncEnumerator(Ct);
        var order = await shop.OrderAsync(buyer, product);
        var last = 0L;
        JsonElement update;
        do
        {
            update = await NextAsync(all);
            Position(update).ShouldBeGreaterThan(last);
            last = Position(update);
        }
        while (update.GetProperty("orderId").GetGuid() != order);
    }

    [Fact]
    public async Task To_strangers_an_order_does_not_exist()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product);
        var (hub, _) = await shop.HubAsync(await shop.CustomerAsync());
        await using var closing = hub;

        var refused = await Should.ThrowAsync<HubException>(async () => await NextAsync(Track(hub, order, 0)));
        ProblemOf(refused).GetProperty("code").GetString().ShouldBe("orderNotFound");
        refused.Message.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task Without_a_good_token_nobody_is_connected(string? token)
    {
        var refused = await Should.ThrowAsync<WebSocketException>(() => shop.HubAsync(token));
        refused.Message.ShouldContain("401");
    }

    [Fact]
    public async Task A_browser_connects_with_its_token_in_the_query()
    {
        var buyer = await shop.CustomerAsync();
        var (hub, _) = await shop.HubAsync(null, $"?access_token={Uri.EscapeDataString(buyer)}");
        await using var closing = hub;
        hub.State.ShouldBe(HubConnectionState.Connected);
    }

    [Fact]
    public async Task A_guest_tracks_its_order_by_the_order_token()
    {
        var product = await shop.ProductAsync();
        var order = (await shop.SendAsync(null, "POST", "/orders", LiveShop.OrderOf(product, email: "guest@example.com"))).Body;
        var (hub, _) = await shop.HubAsync(null, $"?orderToken={Uri.EscapeDataString(order.GetProperty("orderToken").GetString()!)}");
        await using var closing = hub;

        Version(await NextAsync(Track(hub, order.GetProperty("id").GetGuid(), 0))).ShouldBe(1);
        var refused = await Should.ThrowAsync<HubException>(async () =>
            await NextAsync(hub.StreamAsync<JsonElement>("TrackMine", 0L, Ct).GetAsyncEnumerator(Ct)));
        ProblemOf(refused).GetProperty("code").GetString().ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task Commands_do_what_rest_does_and_a_repeat_gets_the_first_answer()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync(1));
        var (hub, _) = await shop.HubAsync(buyer);
        await using var closing = hub;
        var input = LiveShop.OrderOf(product);
        input["idempotencyKey"] = Guid.NewGuid().ToString();

        var placed = await hub.InvokeAsync<JsonElement>("PlaceOrder", input, Ct);
        var repeated = await hub.InvokeAsync<JsonElement>("PlaceOrder", input, Ct);
        var id = placed.GetProperty("id").GetGuid();
        var rest = await shop.SendAsync(buyer, "GET", $"/orders/{id}");

        repeated.ToString().ShouldBe(placed.ToString());
        rest.Body.GetProperty("number").GetString().ShouldBe(placed.GetProperty("number").GetString());
        (await CodeAsync(hub, "PlaceOrder", LiveShop.OrderOf(product))).ShouldBe("outOfStock");
        (await CodeAsync(hub, "ShipOrder", new { orderId = id, trackingNumber = "T-1", carrier = "Post" })).ShouldBe("forbidden");

        var cancelled = await hub.InvokeAsync<JsonElement>("CancelOrder", new { orderId = id, reason = "No." }, Ct);
        cancelled.GetProperty("status").GetString().ShouldBe("cancelled");
    }

    [Fact]
    public async Task The_same_key_and_input_is_one_command_over_the_hub_and_rest()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var (hub, _) = await shop.HubAsync(buyer);
        await using var closing = hub;
        var key = Guid.NewGuid().ToString();
        var input = LiveShop.OrderOf(product);

        var rest = await shop.SendAsync(buyer, "POST", "/orders", input, key);
        var overHub = await hub.InvokeAsync<JsonElement>("PlaceOrder", new Dictionary<string, object>(input) { ["idempotencyKey"] = key }, Ct);

        overHub.GetProperty("id").GetGuid().ShouldBe(rest.Body.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task An_administrator_ships()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product, "card");
        var (hub, _) = await shop.HubAsync(shop.Admin);
        await using var closing = hub;

        (await CodeAsync(hub, "ShipOrder", new { orderId = order, trackingNumber = "T-1", carrier = "Post", expectedVersion = 99 })).ShouldBe("versionMismatch");
        var shipped = await hub.InvokeAsync<JsonElement>("ShipOrder", new { orderId = order, trackingNumber = "T-1", carrier = "Post" }, Ct);

        shipped.GetProperty("status").GetString().ShouldBe("shipped");
    }

    [Theory]
    [InlineData("PlaceOrder", "[]", "malformedJson")]
    [InlineData("PlaceOrder", "{}", "validation")]
    [InlineData("PlaceOrder", """{"idempotencyKey": 5}""", "validation")]
    [InlineData("PlaceOrder", """{"items": "many"}""", "malformedJson")]
    [InlineData("CancelOrder", "{}", "validation")]
    [InlineData("CancelOrder", """{"orderId": "x"}""", "validation")]
    [InlineData("CancelOrder", """{"orderId": "01890000-0000-7000-8000-000000000000"}""", "orderNotFound")]
    public async Task Bad_commands_are_refused_with_a_stable_code(string method, string input, string code)
    {
        var (hub, _) = await shop.HubAsync(await shop.CustomerAsync());
        await using var closing = hub;

        (await CodeAsync(hub, method, JsonSerializer.Deserialize<JsonElement>(input))).ShouldBe(code);
        hub.State.ShouldBe(HubConnectionState.Connected);
    }

    [Fact]
    public async Task Owners_and_administrators_are_told_of_updates_and_nobody_else()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var stranger = shop.UnstartedHub(await shop.CustomerAsync(), out _);
        var owner = shop.UnstartedHub(buyer, out _);
        var admin = shop.UnstartedHub(shop.Admin, out _);
        var told = new[] { stranger, owner, admin }.Select(hub => Listen(hub, "OrderUpdated")).ToArray();
        foreach (var hub in new[] { stranger, owner, admin }) await hub.StartAsync(Ct);

        var order = await shop.OrderAsync(buyer, product);
        await shop.ChangeAsync(buyer, order, product, 3);
        await Patience.UntilAsync(() => VersionsOf(told[1], order).Count == 4 && VersionsOf(told[2], order).Count == 4);

        VersionsOf(told[1], order).ShouldBe([1, 2, 3, 4]);
        VersionsOf(told[2], order).ShouldBe([1, 2, 3, 4]);
        told[0].ShouldBeEmpty();
        foreach (var hub in new[] { stranger, owner, admin }) await hub.DisposeAsync();
    }

    [Fact]
    public async Task Everybody_is_told_of_new_products_and_administrators_of_low_stock()
    {
        var buyer = await shop.CustomerAsync();
        var (customer, admin) = (shop.UnstartedHub(buyer, out _), shop.UnstartedHub(shop.Admin, out _));
        var added = Listen(customer, "ProductAdded");
        var low = Listen(admin, "StockLow");
        var notForCustomers = Listen(customer, "StockLow");
        await customer.StartAsync(Ct);
        await admin.StartAsync(Ct);

        var product = await shop.ProductAsync(12);
        await Patience.UntilAsync(() => added.Any(p => p.GetProperty("productId").GetGuid() == product));
        low.Where(p => p.GetProperty("productId").GetGuid() == product).ShouldBeEmpty();
        for (var i = 0; i < 4; i++) await shop.OrderAsync(buyer, product);
        await Patience.UntilAsync(() => low.Any(p => p.GetProperty("productId").GetGuid() == product));

        low.Single(p => p.GetProperty("productId").GetGuid() == product).GetProperty("available").GetInt32().ShouldBeLessThanOrEqualTo(10);
        notForCustomers.ShouldBeEmpty();
        await customer.DisposeAsync();
        await admin.DisposeAsync();
    }

    [Fact]
    public async Task When_all_signals_are_lost_updates_still_come()
    {
        var own = new LiveShop(builder => builder.Services.AddSignals(new FakeSignals { Lost = true }));
        await own.InitializeAsync();
        var (buyer, product) = (await own.CustomerAsync(), await own.ProductAsync());
        var order = await own.OrderAsync(buyer, product);
        var (hub, _) = await own.HubAsync(buyer);
        await using (hub)
        {
            var stream = Track(hub, order, 1);
            var next = NextAsync(stream);
            await own.ChangeAsync(buyer, order, product);
            Version(await next).ShouldBe(2);
        }

        await own.DisposeAsync();
    }

    [Fact]
    public async Task One_connection_has_a_limited_number_of_streams()
    {
        var own = new LiveShop(builder => builder.Services.AddLimits(new LiveLimits { Subscriptions = 2 }));
        await own.InitializeAsync();
        var (buyer, product) = (await own.CustomerAsync(), await own.ProductAsync());
        var order = await own.OrderAsync(buyer, product);
        var (hub, _) = await own.HubAsync(buyer);
        await using (hub)
        {
            for (var i = 0; i < 2; i++) await NextAsync(Track(hub, order, 0));
            var refused = await Should.ThrowAsync<HubException>(async () => await NextAsync(Track(hub, order, 0)));
            ProblemOf(refused).GetProperty("code").GetString().ShouldBe("tooManySubscriptions");
        }

        await own.DisposeAsync();
    }

    private static IAsyncEnumerator<JsonElement> Track(HubConnection hub, Guid order, int afterVersion) =>
        hub.StreamAsync<JsonElement>("TrackOrder", order, afterVersion, Ct).GetAsyncEnumerator(Ct);

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<JsonElement> stream)
    {
        (await stream.MoveNextAsync().AsTask().WaitAsync(Patience.Limit, Ct)).ShouldBeTrue();
        return stream.Current;
    }

    private static ConcurrentQueue<JsonElement> Listen(HubConnection hub, string name)
    {
        var told = new ConcurrentQueue<JsonElement>();
        hub.On<JsonElement>(name, told.Enqueue);
        return told;
    }

    private static async Task<string?> CodeAsync(HubConnection hub, string method, object input) =>
        ProblemOf(await Should.ThrowAsync<HubException>(() => hub.InvokeAsync<JsonElement>(method, input, Ct))).GetProperty("code").GetString();

    // The framework says in front which method was called.
    private static JsonElement ProblemOf(HubException refused) =>
        JsonSerializer.Deserialize<JsonElement>(refused.Message[refused.Message.IndexOf('{', StringComparison.Ordinal)..]);

    private static List<int> VersionsOf(IEnumerable<JsonElement> updates, Guid order) =>
        [.. updates.Where(u => u.GetProperty("orderId").GetGuid() == order).Select(Version)];

    private static int Version(JsonElement update) => update.GetProperty("version").GetInt32();

    private static long Position(JsonElement update) => update.GetProperty("position").GetInt64();
}

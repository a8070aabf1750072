using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Notifications;

public sealed class NotificationTests(LiveShop shop) : IClassFixture<LiveShop>
{
    [Fact]
    public async Task Who_is_connected_is_told_what_comes_into_the_inbox_and_finds_the_same_there()
    {
        var (buyer, other, product) = (await shop.CustomerAsync(), await shop.CustomerAsync(), await shop.ProductAsync());
        var (pushed, strange) = (new ConcurrentQueue<JsonElement>(), new ConcurrentQueue<JsonElement>());
        var (hub, _) = await shop.HubAsync(buyer);
        var (otherHub, _) = await shop.HubAsync(other);
        await using (hub)
        await using (otherHub)
        {
            hub.On<JsonElement>("Notification", pushed.Enqueue);
            otherHub.On<JsonElement>("Notification", strange.Enqueue);
            var order = await shop.OrderAsync(buyer, product, method: "card");
            await Patience.UntilAsync(() => pushed.Count >= 2);
            (await shop.SendAsync(shop.Admin, "POST", $"/orders/{order}/ship", new { trackingNumber = "T1", carrier = "DHL" })).Status.ShouldBe(200);
            await Patience.UntilAsync(() => pushed.Count >= 3);

            pushed.Select(n => n.GetProperty("type").GetString()).ShouldBe(["order.created", "payment.completed", "order.shipped"]);
            pushed.ShouldAllBe(n => n.GetProperty("orderId").GetGuid() == order);
            strange.ShouldBeEmpty();
        }

        var inbox = (await shop.SendAsync(buyer, "GET", "/customers/me/notifications")).Body;
        var items = inbox.GetProperty("items").EnumerateArray().ToList();
        items.Select(n => n.GetProperty("id").GetString()).ShouldBe(pushed.Select(n => n.GetProperty("id").GetString()));
        items[2].GetProperty("trackingNumber").GetString().ShouldBe("T1");
        var after = items[1].GetProperty("position").GetInt64();
        var rest = (await shop.SendAsync(buyer, "GET", $"/customers/me/notifications?after={after}&limit=1")).Body;
        rest.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("type").GetString().ShouldBe("order.shipped");
    }

    [Fact]
    public async Task Who_prefers_a_category_is_told_of_a_new_product()
    {
        var reader = await shop.CustomerAsync();
        var preferences = new { preferences = new { categories = new[] { "THINGS" }, emailOptIn = true } };
        (await shop.SendAsync(reader, "PATCH", "/customers/me", preferences)).Status.ShouldBe(200);
        var pushed = new ConcurrentQueue<JsonElement>();
        var (hub, _) = await shop.HubAsync(reader);
        await using (hub)
        {
            hub.On<JsonElement>("Notification", pushed.Enqueue);
            var product = await shop.ProductAsync();
            await Patience.UntilAsync(() => !pushed.IsEmpty);
            pushed.ShouldHaveSingleItem().GetProperty("productId").GetGuid().ShouldBe(product);
        }
    }

    [Fact]
    public async Task An_internal_note_is_told_to_administrators_and_to_no_buyer()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var (told, known) = (new ConcurrentQueue<string?>(), new ConcurrentQueue<string?>());
        var (hub, _) = await shop.HubAsync(buyer);
        var (adminHub, _) = await shop.HubAsync(shop.Admin);
        await using (hub)
        await using (adminHub)
        {
            var order = await shop.OrderAsync(buyer, product, method: "card");
            hub.On<JsonElement>("OrderUpdated", u => told.Enqueue(u.GetProperty("event").GetString()));
            hub.On<JsonElement>("Notification", n => told.Enqueue(n.GetProperty("type").GetString()));
            adminHub.On<JsonElement>("OrderUpdated", u =>
            {
                if (u.GetProperty("orderId").GetGuid() == order) known.Enqueue(u.GetProperty("event").GetString());
            });
            (await shop.SendAsync(shop.Admin, "POST", $"/orders/{order}/notes", new { text = "psst", @internal = true })).Status.ShouldBe(201);
            (await shop.SendAsync(shop.Admin, "POST", $"/orders/{order}/ship", new { trackingNumber = "T1", carrier = "DHL" })).Status.ShouldBe(200);
            await Patience.UntilAsync(() => known.Contains("order.shipped") && told.Count(t => t == "order.shipped") == 2);
            known.ShouldContain("order.noteAdded");
            told.ShouldNotContain("order.noteAdded");
        }

        (await shop.SendAsync(buyer, "GET", "/customers/me/notifications")).Body.GetProperty("items").EnumerateArray()
            .ShouldNotContain(n => n.GetProperty("type").GetString() == "order.noteAdded");
    }

    [Theory]
    [InlineData("?after=-1", 400)]
    [InlineData("?after=soon", 400)]
    [InlineData("?limit=0", 400)]
    [InlineData("?limit=101", 400)]
    [InlineData("?colour=red", 400)]
    [InlineData("?after=0&limit=100", 200)]
    public async Task What_is_asked_for_is_checked(string query, int status) =>
        (await shop.SendAsync(await shop.CustomerAsync(), "GET", $"/customers/me/notifications{query}")).Status.ShouldBe(status);

    [Fact]
    public async Task An_inbox_is_nobody_elses() => (await shop.SendAsync(null, "GET", "/customers/me/notifications")).Status.ShouldBe(401);
}

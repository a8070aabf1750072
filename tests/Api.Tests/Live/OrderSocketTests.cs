using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;

namespace OrleansStore.Api.Tests.Live;

public sealed class OrderSocketTests(LiveShop shop) : IClassFixture<LiveShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscriber_gets_the_past_and_each_new_version_once_in_order()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product);
        await shop.ChangeAsync(buyer, order, product, 4);
        using var socket = await shop.SocketAsync(buyer);
        await socket.SubscribeAsync(order);
        (await socket.VersionsAsync(5)).ShouldBe(Enumerable.Range(1, 5));

        await shop.ChangeAsync(buyer, order, product, 20);
        (await socket.VersionsAsync(20)).ShouldBe(Enumerable.Range(6, 20));
        await socket.SendAsync(new { type = "ping", id = 1 });
        await socket.NextAsync("pong");
    }

    [Fact]
    public async Task A_client_that_closes_is_answered_in_kind()
    {
        using var socket = await shop.SocketAsync(await shop.CustomerAsync());
        await socket.CloseAsync();
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Fact]
    public async Task A_client_that_does_not_take_its_messages_is_closed_and_resumes_by_version()
    {
        // The line holds some 4 MB in its buffers; the flood is twice that.
        const int changes = 20_000;
        var limits = new LiveLimits { CloseWait = TimeSpan.FromDays(1) };
        var time = new ManualTime();
        await using var own = new LiveShop(builder =>
        {
            builder.Services.AddLimits(limits);
            builder.Services.AddSocketTime(time);
        });
        await own.InitializeAsync();
        var (buyer, product) = (await own.CustomerAsync(), await own.ProductAsync());
        var order = await own.OrderAsync(buyer, product);
        using var slow = await own.SocketAsync(buyer, tune: line => line.ReceiveBufferSize = 4096);
        await slow.SubscribeAsync(order);
        var newest = await FloodAsync(own, order, changes);
        var topics = own.Services.GetRequiredService<LiveTopics>();
        await Patience.UntilAsync(() => !topics.IsWatched(order), () => time.Advance(limits.SlowClient));

        var seen = new List<int>();
        while (await slow.NextAsync() is { } message) seen.Add(VersionOf(message));
        slow.CloseStatus.ShouldBe(OrderSocket.TooSlow);
        seen.Count.ShouldBeInRange(1, newest - 1);

        using var back = await own.SocketAsync(buyer);
        await back.SubscribeAsync(order, seen[^1]);
        while (seen[^1] < newest) seen.Add(VersionOf(await back.NextAsync("event")));
        seen.ShouldBe(Enumerable.Range(1, newest));
    }

    [Fact]
    public async Task Several_orders_are_followed_until_they_are_unsubscribed()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var orders = new[] { await shop.OrderAsync(buyer, product), await shop.OrderAsync(buyer, product) };
        using var socket = await shop.SocketAsync(buyer);
        foreach (var order in orders) await socket.SubscribeAsync(order, 1);
        await socket.SendAsync(new { type = "unsubscribe", orderId = orders[0] });
        await socket.NextAsync("unsubscribed");
        await shop.ChangeAsync(buyer, orders[0], product);
        await shop.ChangeAsync(buyer, orders[1], product);

        var update = (await socket.NextAsync("event")).GetProperty("update");
        update.GetProperty("orderId").GetGuid().ShouldBe(orders[1]);
        update.GetProperty("version").GetInt32().ShouldBe(2);

        await socket.SubscribeAsync(orders[0], 1);
        (await socket.VersionsAsync(1)).ShouldBe([2]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task Without_a_good_token_the_connection_is_refused(string? token)
    {
        var refused = await Should.ThrowAsync<WebSocketException>(() => shop.SocketAsync(token));
        refused.Message.ShouldContain("401");
        foreach (var query in new[] { "?access_token=forged", "?orderToken=forged", "?orderToken=CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAA" })
            (await Should.ThrowAsync<WebSocketException>(() => shop.SocketAsync(null, query))).Message.ShouldContain("401");
    }

    [Fact]
    public async Task Strangers_may_not_subscribe()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        var order = await shop.OrderAsync(buyer, product);
        using var socket = await shop.SocketAsync(await shop.CustomerAsync());
        await socket.SendAsync(new { type = "subscribe", id = 7, orderId = order });

        var error = await socket.NextAsync("error");
        error.GetProperty("code").GetString().ShouldBe("orderNotFound");
        error.GetProperty("id").GetInt32().ShouldBe(7);
        error.GetProperty("orderId").GetGuid().ShouldBe(order);
    }

    [Fact]
    public async Task Commands_do_what_rest_does_and_a_repeat_gets_the_first_answer()
    {
        var (buyer, product) = (await shop.CustomerAsync(), await shop.ProductAsync());
        using var socket = await shop.SocketAsync(buyer);
        var place = new Dictionary<string, object>(LiveShop.OrderOf(product)) { ["type"] = "placeOrder", ["idempotencyKey"] = Guid.NewGuid().ToString() };
        await socket.SendAsync(new { type = "command", id = "a", action = place });
        var placed = await socket.NextAsync("result");
        await socket.SendAsync(new { type = "command", id = "b", action = place });
        var repeated = await socket.NextAsync("result");

        placed.GetProperty("id").GetString().ShouldBe("a");
        placed.GetProperty("status").GetInt32().ShouldBe(201);
        repeated.GetProperty("id").GetString().ShouldBe("b");
        repeated.GetProperty("replayed").GetBoolean().ShouldBeTrue();
        repeated.GetProperty("body").ToString().ShouldBe(placed.GetProperty("body").ToString());

        var order = placed.GetProperty("body").GetProperty("id").GetGuid();
        await socket.SendAsync(new { type = "command", id = "c", action = new { type = "shipOrder", orderId = order, trackingNumber = "T", carrier = "P" } });
        var refused = await socket.NextAsync("result");
        refused.GetProperty("status").GetInt32().ShouldBe(403);
        refused.GetProperty("body").GetProperty("code").GetString().ShouldBe("forbidden");

        await socket.SendAsync(new { type = "command", id = "d", action = new { type = "cancelOrder", orderId = order } });
        (await socket.NextAsync("result")).GetProperty("body").GetProperty("status").GetString().ShouldBe("cancelled");
    }

    [Theory]
    [InlineData("not json", "malformedJson")]
    [InlineData("[]", "unknownType")]
    [InlineData("""{"type": "dance"}""", "unknownType")]
    [InlineData("""{"type": "subscribe"}""", "validation")]
    [InlineData("""{"type": "subscribe", "orderId": 5}""", "validation")]
    [InlineData("""{"type": "unsubscribe", "orderId": "01890000-0000-7000-8000-000000000000"}""", "notSubscribed")]
    [InlineData("""{"type": "command"}""", "validation")]
    [InlineData("""{"type": "command", "action": {"type": "dance"}}""", "unknownAction")]
    public async Task What_is_not_understood_is_answered_with_a_code_and_the_connection_stays(string message, string code)
    {
        using var socket = await shop.SocketAsync(await shop.CustomerAsync());
        await socket.SendTextAsync(message);
        (await socket.NextAsync("error")).GetProperty("code").GetString().ShouldBe(code);

        await socket.SendAsync(new { type = "ping", id = 1 });
        (await socket.NextAsync("pong")).GetProperty("id").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_message_over_the_limit_closes_the_connection()
    {
        using var socket = await shop.SocketAsync(await shop.CustomerAsync());
        await socket.SendTextAsync(new string(' ', new LiveLimits().MessageBytes + 1));

        (await socket.NextAsync()).ShouldBeNull();
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.MessageTooBig);
    }

    [Fact]
    public async Task The_client_is_told_when_the_store_stops()
    {
        var own = new LiveShop();
        await own.InitializeAsync();
        using var socket = await own.SocketAsync(await own.CustomerAsync());
        var stopping = own.StopAsync();

        (await socket.NextAsync()).ShouldBeNull();
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await stopping.WaitAsync(Patience.Limit, Ct);
        await own.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_has_a_limited_number_of_subscriptions()
    {
        var own = new LiveShop(builder => builder.Services.AddLimits(new LiveLimits { Subscriptions = 1 }));
        await own.InitializeAsync();
        var (buyer, product) = (await own.CustomerAsync(), await own.ProductAsync());
        var orders = new[] { await own.OrderAsync(buyer, product), await own.OrderAsync(buyer, product) };
        using var socket = await own.SocketAsync(buyer);
        await socket.SubscribeAsync(orders[0], 1);
        await socket.SendAsync(new { type = "subscribe", orderId = orders[0] });
        (await socket.NextAsync("error")).GetProperty("code").GetString().ShouldBe("alreadySubscribed");
        await socket.SendAsync(new { type = "subscribe", orderId = orders[1] });
        (await socket.NextAsync("error")).GetProperty("code").GetString().ShouldBe("tooManySubscriptions");
        await own.DisposeAsync();
    }

    [Fact]
    public async Task An_accounts_connection_ends_after_a_time_and_a_guests_does_not()
    {
        var own = new LiveShop(builder => builder.Services.AddLimits(
            new LiveLimits { Longest = TimeSpan.FromSeconds(2), Recheck = TimeSpan.FromMilliseconds(50) }));
        await own.InitializeAsync();
        var (buyer, product) = (await own.CustomerAsync(), await own.ProductAsync());
        var order = await own.OrderAsync(buyer, product);
        var guests = (await own.SendAsync(null, "POST", "/orders", LiveShop.OrderOf(product, email: "guest@example.com"))).Body;
        using var guest = await own.SocketAsync(null, $"?orderToken={Uri.EscapeDataString(guests.GetProperty("orderToken").GetString()!)}");
        using (var socket = await own.SocketAsync(buyer))
        {
            await socket.SubscribeAsync(order);
            (await socket.VersionsAsync(1)).ShouldBe([1]);
            (await Should.ThrowAsync<WebSocketException>(() => socket.NextAsync("event"))).WebSocketErrorCode.ShouldBe(WebSocketError.ConnectionClosedPrematurely);
        }

        await guest.SendAsync(new { type = "ping" });
        await guest.NextAsync("pong");
        // Whoever still may comes back and misses nothing.
        await own.ChangeAsync(buyer, order, product);
        using var again = await own.SocketAsync(buyer);
        await again.SubscribeAsync(order, 1);
        (await again.VersionsAsync(1)).ShouldBe([2]);
        await own.DisposeAsync();
    }

    private static int VersionOf(JsonElement update) => update.GetProperty("update").GetProperty("version").GetInt32();

    /// <summary>Stores many versions of an order straight in the journal.</summary>
    private static async Task<int> FloodAsync(LiveShop shop, Guid order, int changes)
    {
        var journal = shop.Services.GetRequiredService<IJournal>();
        var codec = shop.Services.GetRequiredService<EventCodec>();
        var stream = StoreStreams.Of(StoreStreams.Order, order);
        var placed = (OrderPlaced)codec.Read((await journal.ReadStreamAsync(stream, 0, 1))[0]);
        var (name, payload) = codec.Write(new OrderLineSet(placed.Lines[0] with { Quantity = 2 }));
        var version = 1;
        while (version <= changes)
        {
            var events = Enumerable.Range(0, 1_000)
                .Select(_ => new NewEvent(Guid.CreateVersion7(), name, Guid.CreateVersion7(), Guid.CreateVersion7(), Actors.System, DateTimeOffset.UnixEpoch, payload));
            version = (await journal.AppendAsync(stream, version, [.. events])).Version;
        }

        return version;
    }
}

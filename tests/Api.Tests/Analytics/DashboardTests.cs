using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Analytics;

public sealed class DashboardTests : IAsyncLifetime
{
    private readonly LiveShop _shop = new(builder => builder.Services.AddLimits(new LiveLimits { DashboardPause = TimeSpan.FromMilliseconds(50), Subscriptions = 3 }));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _shop.InitializeAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task The_dashboard_moves_as_orders_come_in_and_resumes_by_its_position()
    {
        var (buyer, product) = (await _shop.CustomerAsync(), await _shop.ProductAsync());
        var (hub, lines) = await _shop.HubAsync(_shop.Admin);
        long seen;
        await using (hub)
        {
            var stream = Track(hub, 0);
            var first = await NextAsync(stream);
            Orders(first).ShouldBe(0);
            await _shop.OrderAsync(buyer, product);
            var next = await UntilAsync(stream, 1, Position(first));
            await _shop.OrderAsync(buyer, product, "card");
            await _shop.OrderAsync(buyer, product, "card");
            next = await UntilAsync(stream, 3, Position(next));
            next.GetProperty("ordersByStatus").GetProperty("pending").GetInt32().ShouldBe(1);
            seen = Position(next);
            lines.Newest!.Cut();
        }

        await _shop.OrderAsync(buyer, product);
        var (returned, _) = await _shop.HubAsync(_shop.Admin);
        await using var closing = returned;
        // What happened meanwhile is told at once; who has seen it hears of it when figures move again.
        var missed = await UntilAsync(Track(returned, seen), 4, seen);
        var fresh = Track(returned, -1);
        var news = fresh.MoveNextAsync().AsTask();
        await Task.Delay(300, Ct);
        news.IsCompleted.ShouldBeFalse();
        await _shop.OrderAsync(buyer, product);
        (await news.WaitAsync(Patience.Limit, Ct)).ShouldBeTrue();
        Position(fresh.Current).ShouldBeGreaterThan(Position(missed));
        Orders(fresh.Current).ShouldBe(5);
    }

    [Fact]
    public async Task The_plain_socket_tells_the_same_and_stops_when_it_is_told_to()
    {
        var (buyer, product) = (await _shop.CustomerAsync(), await _shop.ProductAsync());
        using var socket = await _shop.SocketAsync(_shop.Admin);
        await socket.SendAsync(new { type = "subscribeDashboard" });
        (await socket.NextAsync("subscribedDashboard")).GetProperty("afterPosition").GetInt64().ShouldBe(0);
        Orders((await socket.NextAsync("dashboard")).GetProperty("dashboard")).ShouldBe(0);
        await socket.SendAsync(new { type = "subscribeDashboard" });
        (await socket.NextAsync("error")).GetProperty("code").GetString().ShouldBe("alreadySubscribed");
        await _shop.OrderAsync(buyer, product);
        while (Orders((await socket.NextAsync("dashboard")).GetProperty("dashboard")) < 1)
        {
        }

        await socket.SendAsync(new { type = "unsubscribeDashboard" });
        while ((await socket.NextAsync()).ShouldNotBeNull().GetProperty("type").GetString() != "unsubscribedDashboard")
        {
        }

        await _shop.OrderAsync(buyer, product);
        await Task.Delay(300, Ct);
        await socket.SendAsync(new { type = "unsubscribeDashboard" });
        (await socket.NextAsync("error")).GetProperty("code").GetString().ShouldBe("notSubscribed");
        await socket.SendAsync(new { type = "subscribeDashboard", afterPosition = "x" });
        (await socket.NextAsync("error")).GetProperty("code").GetString().ShouldBe("validation");
        await socket.SendAsync(new { type = "subscribeDashboard", afterPosition = 0 });
        await socket.NextAsync("subscribedDashboard");
        Orders((await socket.NextAsync("dashboard")).GetProperty("dashboard")).ShouldBe(2);
    }

    [Fact]
    public async Task Only_who_may_see_figures_is_told_of_them_and_a_stream_takes_one_of_the_connections()
    {
        var (hub, _) = await _shop.HubAsync(await _shop.CustomerAsync());
        await using (hub)
        {
            var refused = await Should.ThrowAsync<HubException>(async () => await NextAsync(Track(hub, 0)));
            refused.Message.ShouldContain("\"forbidden\"");
        }

        var (admin, _) = await _shop.HubAsync(_shop.Admin);
        await using var closing = admin;
        for (var i = 0; i < 3; i++) await NextAsync(Track(admin, 0));
        var full = await Should.ThrowAsync<HubException>(async () => await NextAsync(Track(admin, 0)));
        full.Message.ShouldContain("\"tooManySubscriptions\"");
    }

    private static IAsyncEnumerator<JsonElement> Track(HubConnection hub, long after) =>
        hub.StreamAsync<JsonElement>("TrackDashboard", after, Ct).GetAsyncEnumerator(Ct);

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<JsonElement> stream)
    {
        (await stream.MoveNextAsync().AsTask().WaitAsync(Patience.Limit, Ct)).ShouldBeTrue();
        return stream.Current;
    }

    /// <summary>Until so many orders are counted; positions only rise.</summary>
    private static async Task<JsonElement> UntilAsync(IAsyncEnumerator<JsonElement> stream, int orders, long after)
    {
        while (true)
        {
            var next = await NextAsync(stream);
            Position(next).ShouldBeGreaterThan(after);
            after = Position(next);
            if (Orders(next) == orders) return next;
            Orders(next).ShouldBeLessThan(orders);
        }
    }

    private static long Position(JsonElement dashboard) => dashboard.GetProperty("position").GetInt64();

    private static long Orders(JsonElement dashboard) =>
        dashboard.GetProperty("today").GetProperty("sales").EnumerateArray().Sum(s => s.GetProperty("orders").GetInt64());
}

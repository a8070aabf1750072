using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Access;

/// <summary>Live connections: what is done over them is in the audit trail, and they end with what let them in.</summary>
public sealed class LiveAccessTests(MatrixShop shop) : IClassFixture<MatrixShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Visitor Owner => shop.Guest with { AccessToken = shop.Actors.Single(a => a.IsOwner).AccessToken, Id = shop.Things.Owner };

    [Fact]
    public async Task What_is_done_and_denied_over_live_connections_is_in_the_audit_trail_too()
    {
        var (stranger, key, things) = (shop.Actors.Single(a => a.Name == "stranger"), shop.Actors.Single(a => a.Name == "key for orders"), await shop.NewThingsAsync(Owner, shared: false));
        // Other tests may have denied more at once than there is room for.
        var mark = Guid.NewGuid();
        await Patience.UntilAsync(
            async () =>
            {
                await shop.SendAsync(stranger, "GET", $"/api/v1/customers/{mark}", null);
                return (await shop.Admin.Get($"/admin/audit?object=customers/{mark}")).MustBe(200)["items"].GetArrayLength() > 0;
            },
            TimeSpan.FromMilliseconds(100));
        await using (var hub = await shop.HubAsync(stranger))
        {
            (await hub.CallAsync("TrackOrder", things.Order)).ShouldBe("orderNotFound");
            (await hub.CallAsync("ShipOrder", things.Order)).ShouldBe("forbidden");
        }

        using (var socket = await shop.SocketAsync(stranger))
        {
            await socket.SendAsync(new { type = "subscribe", orderId = things.Order });
            (await socket.AnswerAsync()).GetProperty("code").GetString().ShouldBe("orderNotFound");
        }

        using (var socket = await shop.SocketAsync(key))
        {
            await socket.SendAsync(new { type = "command", action = new { type = "cancelOrder", orderId = things.Order } });
            (await socket.AnswerAsync()).GetProperty("status").GetInt32().ShouldBe(200);
        }

        List<JsonElement> items = [];
        await Patience.UntilAsync(async () =>
        {
            items = [.. (await shop.Admin.Get($"/admin/audit?object=orders/{things.Order}")).MustBe(200)["items"].EnumerateArray()];
            return items.Count >= 3;
        });
        items.Select(i => $"{i.GetProperty("operation").GetString()} {i.GetProperty("outcome").GetString()} {i.GetProperty("status")}").ShouldBe(
            ["HUB TrackOrder denied 404", "WS subscribe denied 404", $"LIVE /api/v1/orders/{things.Order}/cancelOrder done 200"], ignoreOrder: true);
        items.ShouldAllBe(i => i.GetProperty("address").GetString() == "127.0.0.1");
        var shipping = (await shop.Admin.Get($"/admin/audit?actor=customer:{stranger.Account:N}&limit=100")).MustBe(200)["items"].EnumerateArray();
        shipping.ShouldContain(i => i.GetProperty("operation").GetString() == "HUB ShipOrder" && i.GetProperty("status").GetInt32() == 403);
    }

    [Fact]
    public async Task A_live_connection_does_not_outlast_the_key_that_let_it_in()
    {
        var issued = (await shop.Admin.Post("/admin/api-keys", new { name = "brief", scopes = new[] { "ordersRead" } })).MustBe(201);
        var key = new MatrixActor("brief", Permissions.OrdersRead) { AccessToken = issued["key"].GetString() };
        await CutOffAsync(key, async () => (await shop.Admin.Delete($"/admin/api-keys/{issued.Id}")).MustBe(204));
    }

    [Fact]
    public async Task A_live_connection_does_not_outlast_the_session_that_let_it_in()
    {
        var email = (await Owner.Get("/customers/me"))["email"].GetString()!;
        var owner = await shop.LoginAsync(email, Shop.Password);
        await CutOffAsync(
            new MatrixActor("brief", Permissions.None) { AccessToken = owner.AccessToken, Account = shop.Things.Owner, IsOwner = true },
            async () => (await owner.Post("/auth/logout")).MustBe(204));
    }

    /// <summary>Both kinds of connection are cut when what let them in is taken away.</summary>
    private async Task CutOffAsync(MatrixActor caller, Func<Task> takeAway)
    {
        await using var hub = await shop.HubAsync(caller);
        var closed = hub.ClosedAsync();
        using var socket = await shop.SocketAsync(caller);
        await socket.SubscribeAsync(shop.Things.Order);
        (await hub.CallAsync("TrackOrder", shop.Things.Order)).ShouldBeNull();

        await takeAway();
        await closed;
        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(async () =>
        {
            while (await socket.NextAsync() is not null)
            {
                // What was on its way.
            }
        });
        await Should.ThrowAsync<Exception>(() => shop.HubAsync(caller));
    }

    [Fact]
    public async Task A_live_connection_does_not_outlast_the_role_that_let_it_in()
    {
        var customer = await shop.NewCustomerAsync();
        var account = (await shop.Admin.Patch($"/customers/{customer.Id}", new { role = "admin" })).MustBe(200);
        (await customer.Get("/customers/me")).MustBeProblem(401, "unauthenticated");
        var boss = await shop.LoginAsync(account["email"].GetString()!, Shop.Password);
        await using var hub = await shop.HubAsync(new MatrixActor("boss", Permissions.All) { AccessToken = boss.AccessToken });
        var closed = hub.ClosedAsync();
        (await hub.CallAsync("TrackAll", default)).ShouldBeNull();

        (await shop.Admin.Patch($"/customers/{customer.Id}", new { role = "customer" })).MustBe(200);
        (await boss.Get("/orders")).MustBeProblem(401, "unauthenticated");
        await closed;
        await Patience.UntilAsync(async () =>
            (await shop.Admin.Get($"/admin/audit?object=customers/{customer.Id}")).MustBe(200)["items"].GetArrayLength() == 2);
    }
}

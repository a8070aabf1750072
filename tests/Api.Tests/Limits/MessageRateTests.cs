using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Limits;

public sealed class MessageRateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_of_one_user_are_counted_over_all_connections_and_channels()
    {
        await using var shop = await SetShop.OpenAsync(("Store:Limits:Message:PerSecond", "1"), ("Store:Limits:Message:Burst", "5"));
        var (loud, quiet) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync());
        using var one = await SocketAsync(shop, loud);
        using var two = await SocketAsync(shop, loud);
        string? code = null;
        for (var i = 0; code is null && i < 1_000; i++) code = await PingAsync(i % 2 == 0 ? one : two);
        code.ShouldBe("rateLimited");

        using var other = await SocketAsync(shop, quiet);
        (await PingAsync(other)).ShouldBeNull();

        await using var hub = await HubAsync(shop, loud);
        HubException? refusal = null;
        for (var i = 0; refusal is null && i < 1_000; i++)
        {
            try
            {
                await hub.InvokeAsync<JsonElement>("CancelOrder", new { orderId = Guid.NewGuid() }, Ct);
            }
            catch (HubException e) when (e.Message.Contains("rateLimited", StringComparison.Ordinal))
            {
                refusal = e;
            }
            catch (HubException e)
            {
                e.Message.ShouldContain("orderNotFound");
            }
        }

        refusal.ShouldNotBeNull().Message.ShouldContain("\"status\":429");
        // The connection serves on.
        await Patience.UntilAsync(async () => await PingAsync(one) is null);
    }

    [Fact]
    public async Task A_checkout_by_message_counts_as_a_checkout()
    {
        await using var shop = await SetShop.OpenAsync(("Store:Limits:Checkout:PerSecond", "1"), ("Store:Limits:Checkout:Burst", "3"));
        var buyer = await shop.NewCustomerAsync();
        using var socket = await SocketAsync(shop, buyer);
        var codes = new List<string?>();
        while (!codes.Contains("rateLimited") && codes.Count < 1_000)
            codes.Add(await AskAsync(socket, new { type = "command", requestId = "a", action = new { type = "placeOrder" } }));
        codes[0].ShouldBe("validation");
        codes[^1].ShouldBe("rateLimited");
        (await PingAsync(socket)).ShouldBeNull();
    }

    private static async Task<ClientWebSocket> SocketAsync(SetShop shop, Visitor user)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {user.AccessToken}");
        await socket.ConnectAsync(new Uri($"ws://{shop.Address.Authority}/ws/orders"), Ct);
        return socket;
    }

    private static async Task<HubConnection> HubAsync(SetShop shop, Visitor user)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<System.Net.EndPoint>(new UriEndPoint(shop.Address));
        builder.Services.AddSingleton<IConnectionFactory>(new Line(new Uri($"ws://{shop.Address.Authority}/hubs/orders"), user.AccessToken!));
        var hub = builder.AddJsonProtocol().Build();
        await hub.StartAsync(Ct);
        return hub;
    }

    private static Task<string?> PingAsync(ClientWebSocket socket) => AskAsync(socket, new { type = "ping" });

    /// <summary>The code of the refusal, or null.</summary>
    private static async Task<string?> AskAsync(ClientWebSocket socket, object message)
    {
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, Ct);
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, Ct);
            var answer = Encoding.UTF8.GetString(buffer, 0, received.Count);
            // The beat of the connection itself.
            if (answer.Contains("\"type\":\"ping\"", StringComparison.Ordinal)) continue;
            var at = answer.IndexOf("\"code\":\"", StringComparison.Ordinal);
            return at < 0 ? null : answer[(at + 8)..answer.IndexOf('"', at + 8)];
        }
    }

    private sealed class Line(Uri address, string token) : IConnectionFactory
    {
        public async ValueTask<ConnectionContext> ConnectAsync(System.Net.EndPoint endPoint, CancellationToken cancellationToken = default) =>
            await WebSocketConnection.ConnectAsync(address, token, cancellationToken);
    }
}

using System.Net.WebSockets;
using System.Text.Json;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>A WebSocket that speaks graphql-transport-ws.</summary>
internal sealed class GraphLine(ClientWebSocket socket) : IDisposable
{
    private readonly SocketClient _client = new(socket);

    public int? CloseCode => (int?)_client.CloseStatus;

    public string? CloseReason => _client.CloseReason;

    /// <summary>Connects and says nothing yet.</summary>
    public static async Task<GraphLine> OpenAsync(Uri address, string? protocol = "graphql-transport-ws")
    {
        var socket = new ClientWebSocket();
        if (protocol is not null) socket.Options.AddSubProtocol(protocol);
        await socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        return new GraphLine(socket);
    }

    /// <summary>Connects to a shop as somebody who says so.</summary>
    public static async Task<GraphLine> ConnectAsync(Shop shop, object payload)
    {
        var line = await OpenAsync(AddressOf(shop));
        await line.SendAsync(new { type = "connection_init", payload });
        await line.NextAsync("connection_ack");
        return line;
    }

    public static Uri AddressOf(Shop shop)
    {
        using var client = shop.CreateClient();
        return new Uri($"ws://{client.BaseAddress!.Authority}/graphql");
    }

    public Task SendAsync(object message) => _client.SendAsync(message);

    public Task SendTextAsync(string text) => _client.SendTextAsync(text);

    public Task SubscribeAsync(string id, string query, object? variables = null) => SendAsync(new { id, type = "subscribe", payload = new { query, variables } });

    /// <summary>The next message, which must be of a type.</summary>
    public Task<JsonElement> NextAsync(string type) => _client.NextAsync(type);

    /// <summary>The data of the next result.</summary>
    public async Task<JsonElement> DataAsync(string field) => (await NextAsync("next")).At("payload", "data", field);

    /// <summary>The next message; null when the connection was closed.</summary>
    public Task<JsonElement?> NextAsync() => _client.NextAsync();

    /// <summary>The connection must be closed by the server, with this code.</summary>
    public async Task MustCloseAsync(int code)
    {
        (await NextAsync()).ShouldBeNull();
        CloseCode.ShouldBe(code, CloseReason);
    }

    /// <summary>Closes the connection, and waits until the server agrees.</summary>
    public Task CloseAsync() => _client.CloseAsync();

    /// <summary>Cuts the line without a word.</summary>
    public void Cut() => socket.Abort();

    public void Dispose() => _client.Dispose();
}

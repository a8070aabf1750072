using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Live;

/// <summary>The whole store on a real port, and clients of its live channels.</summary>
public sealed class LiveShop : IAsyncLifetime
{
    private const string AdminEmail = "admin@example.com";
    private const string Password = "correct horse battery";

    private readonly Action<WebApplicationBuilder>? _configure;
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;
    private Uri _address = null!;
    private int _names;

    public LiveShop()
    {
    }

    internal LiveShop(Action<WebApplicationBuilder> configure) => _configure = configure;

    public string Admin { get; private set; } = "";

    public IServiceProvider Services => _app.Services;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Store:Journal"] = "memory",
            ["Store:Demo"] = "false",
            ["Store:Admin:Email"] = AdminEmail,
            ["Store:Admin:Password"] = Password,
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Logging.ClearProviders();
        builder.AddStoreApi();
        builder.Services.AddSingleton(new AccountCosts { Iterations = 1_000, Uniform = TimeSpan.Zero });
        _configure?.Invoke(builder);
        _app = builder.Build();
        _app.MapStoreApi();
        await _app.StartAsync();
        _address = new Uri(_app.Urls.Single());
        _http.BaseAddress = _address;
        var first = Services.GetRequiredService<FirstStart>();
        await Patience.UntilAsync(() => first.IsDone);
        Admin = await LogInAsync(AdminEmail);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public Task StopAsync() => _app.StopAsync();

    /// <summary>A new customer's access token.</summary>
    public async Task<string> CustomerAsync()
    {
        var email = $"customer{Interlocked.Increment(ref _names)}@example.com";
        (await SendAsync(null, "POST", "/customers", new { email, name = "Cus Tomer", password = Password })).Status.ShouldBe(201);
        return await LogInAsync(email);
    }

    /// <summary>A new product with so many pieces.</summary>
    public async Task<Guid> ProductAsync(int pieces = 1_000_000)
    {
        var sku = $"SKU-{Interlocked.Increment(ref _names)}";
        var product = await SendAsync(Admin, "POST", "/products", new
        {
            sku,
            name = $"Thing {sku}",
            description = "A thing.",
            price = new { amount = 500, currency = "USD" },
            category = "things",
            tags = Array.Empty<string>(),
        });
        product.Status.ShouldBe(201);
        var id = product.Body.GetProperty("id").GetGuid();
        (await SendAsync(Admin, "POST", $"/products/{id}/stock/receipts", new { quantity = pieces })).Status.ShouldBe(200);
        return id;
    }

    /// <summary>The input of an order.</summary>
    public static Dictionary<string, object> OrderOf(Guid product, int quantity = 1, string method = "later", string? email = null)
    {
        var order = new Dictionary<string, object>
        {
            ["items"] = new[] { new { productId = product, quantity } },
            ["shippingAddress"] = new { street = "1 Main St", city = "Springfield", state = "IL", zipCode = "62701", country = "US" },
            ["payment"] = new { method },
        };
        if (email is not null) order["email"] = email;
        return order;
    }

    /// <summary>Places an order; unpaid unless said otherwise.</summary>
    public async Task<Guid> OrderAsync(string? token, Guid product, string method = "later")
    {
        var order = await SendAsync(token, "POST", "/orders", OrderOf(product, 1, method));
        order.Status.ShouldBe(201);
        return order.Body.GetProperty("id").GetGuid();
    }

    /// <summary>Changes an unpaid order so many times: each is one version.</summary>
    public async Task ChangeAsync(string token, Guid order, Guid product, int times = 1)
    {
        for (var i = 0; i < times; i++)
            (await SendAsync(token, "POST", $"/orders/{order}/items", new { productId = product, quantity = 1 })).Status.ShouldBe(200);
    }

    /// <summary>Asks the REST API.</summary>
    public async Task<(int Status, JsonElement Body)> SendAsync(string? token, string method, string path, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1{path}");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }

    /// <summary>Opens an order's server-sent events.</summary>
    internal async Task<SseReader> EventsAsync(string? token, Guid order, string query = "", string? lastEventId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/orders/{order}/live{query}");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        return new SseReader(await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    /// <summary>Connects to the hub.</summary>
    internal async Task<(HubConnection Hub, WebSocketConnections Lines)> HubAsync(string? token, string query = "")
    {
        var hub = UnstartedHub(token, out var lines, query);
        await hub.StartAsync();
        return (hub, lines);
    }

    /// <summary>A hub client that has not connected yet, so that handlers can be set.</summary>
    internal HubConnection UnstartedHub(string? token, out WebSocketConnections lines, string query = "")
    {
        lines = new WebSocketConnections(SocketAddress($"/hubs/orders{query}"), token);
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(lines);
        builder.Services.AddSingleton<System.Net.EndPoint>(new System.Net.DnsEndPoint(_address.Host, _address.Port));
        builder.AddJsonProtocol();
        return builder.Build();
    }

    /// <summary>Connects to the plain WebSocket.</summary>
    internal async Task<SocketClient> SocketAsync(string? token, string query = "", Action<System.Net.Sockets.Socket>? tune = null)
    {
        var socket = new ClientWebSocket();
        if (token is not null) socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                var line = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
                tune?.Invoke(line);
                await line.ConnectAsync(context.DnsEndPoint, cancellation);
                return new System.Net.Sockets.NetworkStream(line, ownsSocket: true);
            },
        };
        var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        await socket.ConnectAsync(SocketAddress($"/ws/orders{query}"), invoker, CancellationToken.None);
        return new SocketClient(socket);
    }

    private Uri SocketAddress(string path) => new($"ws://{_address.Authority}{path}");

    private async Task<string> LogInAsync(string email)
    {
        var login = await SendAsync(null, "POST", "/auth/login", new { email, password = Password });
        login.Status.ShouldBe(200);
        return login.Body.GetProperty("accessToken").GetString()!;
    }
}

/// <summary>Reads server-sent events.</summary>
internal sealed class SseReader(HttpResponseMessage response) : IDisposable
{
    private StreamReader? _reader;

    public int Status => (int)response.StatusCode;

    public string? ContentType => response.Content.Headers.ContentType?.MediaType;

    public Task<string> BodyAsync() => response.Content.ReadAsStringAsync();

    /// <summary>The next event; null at the end of the answer. Heartbeats do not make it come later.</summary>
    public Task<SseEvent?> NextAsync() => ReadAsync().WaitAsync(Patience.Limit);

    public async Task<List<SseEvent>> TakeAsync(int count)
    {
        var events = new List<SseEvent>();
        while (events.Count < count) events.Add((await NextAsync()).ShouldNotBeNull());
        return events;
    }

    public void Dispose() => response.Dispose();

    private async Task<SseEvent?> ReadAsync()
    {
        _reader ??= new StreamReader(await response.Content.ReadAsStreamAsync());
        var e = new SseEvent(null, null, null);
        while (await _reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) e = e with { Id = line[4..] };
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) e = e with { Event = line[7..] };
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) e = e with { Data = line[6..] };
            else if (line.Length == 0 && e.Data is not null) return e;
        }

        return null;
    }
}

/// <summary>One server-sent event.</summary>
internal sealed record SseEvent(string? Id, string? Event, string? Data)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Data!);
}

/// <summary>A client of the plain WebSocket.</summary>
internal sealed class SocketClient(ClientWebSocket socket) : IDisposable
{
    private readonly byte[] _buffer = new byte[256 * 1024];

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public string? CloseReason => socket.CloseStatusDescription;

    public Task SendAsync(object message) => SendTextAsync(JsonSerializer.Serialize(message));

    public Task SendTextAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next message; null when the connection is closed. Pings of the server are answered and left out.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        while (true)
        {
            var length = 0;
            while (true)
            {
                var received = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    return null;
                }

                length += received.Count;
                if (received.EndOfMessage) break;
            }

            var message = JsonSerializer.Deserialize<JsonElement>(_buffer.AsSpan(0, length));
            if (Type(message) != "ping") return message;
            await SendAsync(new { type = "pong" });
        }
    }

    /// <summary>Closes the connection, and waits until the server agrees.</summary>
    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(Patience.Limit);

    /// <summary>The next message, which must be of a type.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        var message = (await NextAsync()).ShouldNotBeNull();
        Type(message).ShouldBe(type, message.ToString());
        return message;
    }

    /// <summary>The versions of the next events.</summary>
    public async Task<List<int>> VersionsAsync(int count)
    {
        var versions = new List<int>();
        while (versions.Count < count) versions.Add((await NextAsync("event")).GetProperty("update").GetProperty("version").GetInt32());
        return versions;
    }

    /// <summary>Subscribes and waits until it holds.</summary>
    public async Task SubscribeAsync(Guid order, int afterVersion = 0)
    {
        await SendAsync(new { type = "subscribe", orderId = order, afterVersion });
        await NextAsync("subscribed");
    }

    public void Dispose() => socket.Dispose();

    private static string? Type(JsonElement message) => message.GetProperty("type").GetString();
}

/// <summary>Puts other parts into a shop.</summary>
internal static class LiveShopParts
{
    public static void AddLimits(this IServiceCollection services, LiveLimits limits) => services.Replace(ServiceDescriptor.Singleton(limits));

    /// <summary>Lets a test say when a client of the plain WebSocket was waited for long enough.</summary>
    public static void AddSocketTime(this IServiceCollection services, TimeProvider time) => services.Replace(ServiceDescriptor.Singleton(
        s => ActivatorUtilities.CreateInstance<OrderSocketParts>(s, time)));

    public static void AddSignals(this IServiceCollection services, IOrderSignals signals) => services.Replace(ServiceDescriptor.Singleton(signals));
}

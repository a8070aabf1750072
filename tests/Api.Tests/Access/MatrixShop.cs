using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Access;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Access;

/// <summary>A shop with an owner's and a guest's things in it, and with everybody who may or may not reach them.</summary>
public sealed class MatrixShop : Shop
{
    /// <summary>Stands in whatever is the owner's or the guest's own.</summary>
    public const string Marker = "Quitten 17";

    private static readonly object Address = new { street = Marker, city = "Springfield", zipCode = "12345", country = "us" };

    internal MatrixThings Things { get; private set; } = null!;

    internal IReadOnlyList<MatrixActor> Actors { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var owner = await NewCustomerAsync();
        (await owner.Patch("/customers/me", new { name = Marker, addresses = new[] { Address } })).MustBe(200);
        Things = await NewThingsAsync(owner, shared: true);
        var other = await NewThingsAsync(await NewCustomerAsync(), shared: false);
        var stranger = await NewCustomerAsync();
        var manager = await NewCustomerAsync();
        (await Admin.Patch($"/customers/{manager.Id}", new { role = "catalogManager" })).MustBe(200);
        manager = await LoginAsync((await Admin.Get($"/customers/{manager.Id}"))["email"].GetString()!, Password) with { Id = manager.Id };
        var boss = (await Admin.Get("/customers/me")).Id;
        List<MatrixActor> actors =
        [
            new("guest", Permissions.None),
            new("guest with the things' tokens", Permissions.None) { OrderToken = Things.OrderToken, CartToken = Things.CartToken, IsHolder = true },
            new("guest with another's tokens", Permissions.None) { OrderToken = other.OrderToken, CartToken = other.CartToken },
            new("owner", Permissions.None) { AccessToken = owner.AccessToken, Account = owner.Id, IsOwner = true },
            new("stranger", Permissions.None) { AccessToken = stranger.AccessToken, Account = stranger.Id },
            new("stranger with another's tokens", Permissions.None) { AccessToken = stranger.AccessToken, Account = stranger.Id, OrderToken = other.OrderToken, CartToken = other.CartToken },
            new("catalogManager", Permissions.Catalog | Permissions.Stock | Permissions.Reviews | Permissions.Promotions) { AccessToken = manager.AccessToken, Account = manager.Id },
            new("admin", Permissions.All) { AccessToken = Admin.AccessToken, Account = boss },
            new("forger", Permissions.None) { AccessToken = owner.AccessToken![..^4] + "AAAA", IsForged = true },
            new("forger of a key", Permissions.None) { AccessToken = $"osk_{Guid.NewGuid():N}_{new string('A', 43)}", IsForged = true },
        ];
        foreach (var scope in Grants.Scopes)
        {
            var permissions = Enum.Parse<Permissions>(scope, ignoreCase: true);
            if (permissions == Permissions.Orders) permissions |= Permissions.OrdersRead;
            actors.Add(new($"key for {scope}", permissions) { AccessToken = await KeyAsync(scope) });
        }

        actors.Add(new("key for everything", Permissions.All & ~(Permissions.Customers | Permissions.ApiKeys)) { AccessToken = await KeyAsync([.. Grants.Scopes]) });
        Actors = actors;
    }

    /// <summary>New things of a customer and of a guest.</summary>
    /// <param name="shared">With those, too, that take long to make and of which one is enough.</param>
    internal async Task<MatrixThings> NewThingsAsync(Visitor owner, bool shared)
    {
        var product = Things is null ? await NewProductAsync(pieces: 100_000) : Things.Product;
        var order = (await owner.Post("/orders", OrderOf(product, "later"))).MustBe(201);
        (await owner.Post($"/orders/{order.Id}/notes", new { text = Marker })).MustBe(201);
        var guestOrder = (await Guest.Post("/orders", OrderOf(product, "later"))).MustBe(201);
        var cart = await owner.Cart(product);
        var guestCart = await Guest.Cart(product);
        var things = new MatrixThings(
            owner.Id, product, order.Id, guestOrder.Id, guestOrder["orderToken"].GetString()!, cart.Id, guestCart.Id, guestCart["cartToken"].GetString()!, Things?.Review ?? default,
            Things?.Webhook ?? default, Things?.Promotion ?? default, Things?.ApiKey ?? default);
        if (!shared) return things;

        var bought = (await owner.Post("/orders", OrderOf(product, "card"))).MustBe(201).Id;
        (await Admin.Post($"/orders/{bought}/ship", new { trackingNumber = "T1", carrier = "DHL" })).MustBe(200);
        (await Admin.Post($"/orders/{bought}/deliver", new { })).MustBe(200);
        var review = (await owner.Post($"/products/{product}/reviews", new { rating = 5, text = "good" })).MustBe(201).Id;
        var webhook = (await Admin.Post("/webhooks", new { url = "https://example.org/hook", events = new[] { "*" } })).MustBe(201).Id;
        (await Admin.Patch($"/webhooks/{webhook}", new { active = false })).MustBe(200);
        var promotion = (await Admin.Post("/promotions", new { name = "Matrix", code = "MATRIX", kind = "percentage", percent = 10 })).MustBe(201).Id;
        var key = (await Admin.Post("/admin/api-keys", new { name = "matrix", scopes = new[] { "stock" } })).MustBe(201).Id;
        return things with { Review = review, Webhook = webhook, Promotion = promotion, ApiKey = key };

        object OrderOf(Guid id, string method) =>
            new { items = new[] { new { productId = id, quantity = 2 } }, shippingAddress = Address, payment = new { method }, email = "quitten@example.com" };
    }

    /// <summary>Asks as somebody; of an answer that goes on for ever only the beginning is read.</summary>
    internal async Task<(int Status, string Body)> SendAsync(MatrixActor actor, string method, string path, object? body)
    {
        using var client = CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (actor.AccessToken is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", actor.AccessToken);
        if (actor.OrderToken is not null) request.Headers.Add("Order-Token", actor.OrderToken);
        if (actor.CartToken is not null) request.Headers.Add("Cart-Token", actor.CartToken);
        if (body is string text) request.Content = new StringContent(text, Encoding.UTF8, "text/csv");
        else if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var isLive = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return ((int)response.StatusCode, isLive ? "" : await response.Content.ReadAsStringAsync());
    }

    /// <summary>Connects to the hub as somebody.</summary>
    internal async Task<HubConnection> HubAsync(MatrixActor actor)
    {
        var address = WebSocketAddress("/hubs/orders", actor);
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnections(address, actor.AccessToken));
        builder.Services.AddSingleton<EndPoint>(new DnsEndPoint(address.Host, address.Port));
        builder.AddJsonProtocol();
        var hub = builder.Build();
        await hub.StartAsync();
        return hub;
    }

    /// <summary>Connects to the plain WebSocket as somebody.</summary>
    internal async Task<SocketClient> SocketAsync(MatrixActor actor)
    {
        var socket = new ClientWebSocket();
        if (actor.AccessToken is not null) socket.Options.SetRequestHeader("Authorization", $"Bearer {actor.AccessToken}");
        await socket.ConnectAsync(WebSocketAddress("/ws/orders", actor), CancellationToken.None);
        return new SocketClient(socket);
    }

    private Uri WebSocketAddress(string path, MatrixActor actor)
    {
        using var client = CreateClient();
        var query = actor.OrderToken is null ? "" : $"?orderToken={Uri.EscapeDataString(actor.OrderToken)}";
        return new Uri($"ws://{client.BaseAddress!.Authority}{path}{query}");
    }

    private async Task<string> KeyAsync(params string[] scopes) =>
        (await Admin.Post("/admin/api-keys", new { name = "matrix", scopes })).MustBe(201)["key"].GetString()!;
}

/// <summary>The things that somebody reaches or does not.</summary>
internal sealed record MatrixThings(
    Guid Owner, Guid Product, Guid Order, Guid GuestOrder, string OrderToken, Guid Cart, Guid GuestCart, string CartToken, Guid Review, Guid Webhook, Guid Promotion, Guid ApiKey);

using System.Net.WebSockets;
using System.Text;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Hygiene;

/// <summary>What the shop says of a day on which everything happens that people do, and what goes wrong with them.</summary>
public sealed class LogTests
{
    private const string Email = "greta.garbo@privacy.example";
    private const string Name = "Greta Lovisa Gustafsson";
    private const string Phone = "+46 8 555 0199";
    private const string Street = "Blekingegatan 32";
    private const string City = "Hollywoodstad";
    private const string Secret = "wants to be alone 1905";
    private const string Wrong = "did not want to be alone";
    private const string End = "\u001e";
    private const string Card = "tok_greta_declined";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_day_s_log_names_nobody_and_holds_no_secret()
    {
        // All that the store and its engine have to say; of the framework what is said by default.
        await using var shop = new SetShop([("Logging:LogLevel:OrleansStore", "Trace"), ("Logging:LogLevel:Orleans", "Trace")], "Production");
        await shop.InitializeAsync();
        var secrets = await DayAsync(shop);

        var said = string.Join('\n', shop.Log.Lines);
        // It is heard: what failed stands there.
        said.ShouldContain("storageUnavailable");
        foreach (var secret in secrets) said.ShouldNotContain(secret, Case.Insensitive);
    }

    [Fact]
    public async Task A_refusal_does_not_say_back_what_people_wrote()
    {
        await using var shop = new SetShop([]);
        await shop.InitializeAsync();
        (await shop.Guest.Post("/customers", new { email = Email, name = Name, password = Secret })).MustBe(201);
        Reply[] refused =
        [
            await shop.Guest.Post("/auth/login", new { email = Email, password = Wrong }),
            await shop.Guest.Post("/auth/login", new { email = $"{Email} ", password = Secret }),
            await shop.Guest.Post("/customers", new { email = $"{Email}@", name = Name, password = Secret }),
            await shop.Guest.Post("/customers", new { email = Email, name = new string('x', 5_000) + Name, password = Secret }),
            await shop.Guest.Post("/customers", $$"""{"email":"{{Email}}","name":"{{Name}}","passwort":"{{Secret}}"}"""),
            await shop.Guest.Post("/orders", new { email = Email, items = Array.Empty<object>(), shippingAddress = new { street = Street, city = City } }),
        ];
        foreach (var reply in refused)
        {
            reply.Status.ShouldBeInRange(400, 499);
            foreach (var value in new[] { Email, Name, Secret, Wrong, Street, City }) reply.Body.ShouldNotContain(value, Case.Insensitive);
        }
    }

    private static async Task<List<string>> DayAsync(SetShop shop)
    {
        var secrets = new List<string> { Email, Name, "Garbo", Phone, Street, City, Secret, Wrong, Card, Shop.Password };
        var product = await shop.NewProductAsync();
        (await shop.Guest.Post("/customers", new { email = Email, name = Name, password = Secret })).MustBe(201);
        await shop.Guest.Post("/customers", new { email = Email, name = Name, password = Secret });
        (await shop.Guest.Post("/auth/login", new { email = Email, password = Wrong })).MustBe(401);
        var login = (await shop.Guest.Post("/auth/login", new { email = Email, password = Secret })).MustBe(200);
        var (access, refresh) = (login["accessToken"].GetString()!, login["refreshToken"].GetString()!);
        secrets.AddRange([access, refresh]);
        await shop.Guest.Post("/auth/refresh", new { refreshToken = refresh });
        var greta = new Visitor(shop.CreateClient()) { AccessToken = access };
        var address = new { street = Street, city = City, state = "CA", zipCode = "90210", country = "US" };
        (await greta.Patch("/customers/me", new { phone = Phone, addresses = new[] { address } })).MustBe(200);
        await greta.Patch("/customers/me", $$"""{"phone":"{{Phone}}","nme":"{{Name}}"}""");

        var items = new[] { new { productId = product, quantity = 1 } };
        var order = (await greta.Post("/orders", new { items, shippingAddress = address, payment = new { method = "card" } })).MustBe(201);
        await greta.Post("/orders", new { items, shippingAddress = address, payment = new { method = "card", token = Card } });
        var guests = (await shop.Guest.Post("/orders", new { items, shippingAddress = address, payment = new { method = "card" }, email = Email })).MustBe(201);
        secrets.Add(guests["orderToken"].GetString()!);
        await shop.Guest.Get($"/orders/{guests.Id}?orderToken={guests["orderToken"].GetString()}");
        await shop.Guest.Get($"/orders/{guests.Id}?orderToken={secrets[^1]}x");
        await shop.Admin.Get($"/customers/{login["accessToken"].GetString()![..20]}");
        await greta.Post($"/orders/{order.Id}/notes", new { text = $"Leave it with {Name}" });
        await shop.Admin.Post($"/orders/{order.Id}/ship", new { trackingNumber = "T1", carrier = "Post" });
        await greta.Post($"/products/{product}/reviews", new { rating = 5, text = "Alone at last", author = Name });
        (await shop.Admin.Get("/orders/export")).MustBe(200);

        await ListenAsync(shop, $"/ws/orders?access_token={access}", $$"""{"type":"command","action":{"type":"placeOrder","email":"{{Email}}","colour":"{{Name}}"} }""");
        await ListenAsync(shop, $"/hubs/orders?access_token={access}", $$"""{"protocol":"json","version":1}{{End}}{"type":1,"invocationId":"1","target":"PlaceOrder","arguments":[{"email":"{{Email}}","street":"{{Street}}"} ] }{{End}}""");
        // The journal fails under a request that is full of names.
        shop.Journal.Full = true;
        (await shop.Guest.Post("/customers", new { email = $"x{Email}", name = Name, password = Secret })).MustBe(503);
        await greta.Patch("/customers/me", new { phone = Phone });
        shop.Journal.Full = false;
        return secrets;
    }

    /// <summary>Says something over a live connection, and hears one answer.</summary>
    private static async Task ListenAsync(SetShop shop, string path, string message)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{shop.Address.Authority}{path}"), Ct);
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, Ct);
        await socket.ReceiveAsync(new byte[4096], Ct);
    }
}

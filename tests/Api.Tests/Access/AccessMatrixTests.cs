using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Access;
using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Access;

/// <summary>
/// Role × owner or stranger × everything that can be called, as the running store declares it: whoever is not meant to get
/// somewhere does not, learns nothing and changes nothing; whoever is, does. An endpoint, hub method or command that is new
/// is in it by being there; when it names a thing or takes an input of which nothing is known here, the test asks for it.
/// </summary>
public sealed partial class AccessMatrixTests(MatrixShop shop, ITestOutputHelper output) : IClassFixture<MatrixShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IReadOnlyList<RouteEndpoint> Endpoints => [.. shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private Visitor Owner => shop.Guest with { AccessToken = shop.Actors.Single(a => a.IsOwner).AccessToken, Id = shop.Things.Owner };

    [Fact]
    public async Task Nobody_gets_past_a_policy_learns_anything_or_changes_anything()
    {
        var (wrong, cells, before) = (new List<string>(), 0, await StateAsync());
        foreach (var endpoint in Endpoints)
            foreach (var guests in Variants(PolicyOf(endpoint)))
                foreach (var actor in shop.Actors.Where(a => !a.MayPass(PolicyOf(endpoint), guests)))
                {
                    var (status, body) = await shop.SendAsync(actor, MethodOf(endpoint), Path(endpoint, shop.Things, guests), Body(endpoint, shop.Things, guests));
                    cells++;
                    if (!Expected(actor, PolicyOf(endpoint)).Contains(status)) wrong.Add($"{actor.Name}: {MethodOf(endpoint)} {endpoint.RoutePattern.RawText} was answered {status} {body}");
                    if (body.Contains(MatrixShop.Marker, StringComparison.Ordinal)) wrong.Add($"{actor.Name}: {MethodOf(endpoint)} {endpoint.RoutePattern.RawText} tells {body}");
                }

        output.WriteLine($"{cells} denied cells of {Endpoints.Count} endpoints and {shop.Actors.Count} callers");
        wrong.ShouldBeEmpty();
        cells.ShouldBeGreaterThan(1_000);
        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Whoever_a_policy_is_open_to_gets_in()
    {
        var (wrong, cells) = (new List<string>(), 0);
        foreach (var endpoint in Endpoints.Where(e => PolicyOf(e).Door is not (Door.Public or Door.Anyone)))
            foreach (var guests in Variants(PolicyOf(endpoint)))
                foreach (var actor in shop.Actors.Where(a => a.MayPass(PolicyOf(endpoint), guests)))
                {
                    var (caller, things) = await FreshAsync(endpoint, actor);
                    var (status, body) = await shop.SendAsync(caller, MethodOf(endpoint), Path(endpoint, things, guests), Body(endpoint, things, guests));
                    cells++;
                    var isHidden = status == 404 && PolicyOf(endpoint).Door == Door.Owner;
                    if (status is 401 or 403 or >= 500 || isHidden) wrong.Add($"{actor.Name}: {MethodOf(endpoint)} {endpoint.RoutePattern.RawText} was answered {status} {body}");
                }

        output.WriteLine($"{cells} allowed cells");
        wrong.ShouldBeEmpty();
        cells.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task Hub_methods_let_in_whom_they_are_for_and_nobody_else()
    {
        var (wrong, before) = (new List<string>(), await StateAsync());
        foreach (var actor in shop.Actors)
        {
            if (!actor.MayPass(Policy.Known, guests: false))
            {
                await Should.ThrowAsync<Exception>(() => shop.HubAsync(actor));
                continue;
            }

            await using var hub = await shop.HubAsync(actor);
            foreach (var method in HubGate.Methods)
                foreach (var guests in Variants(HubGate.PolicyOf(method.Name)))
                {
                    var mayPass = actor.MayPass(HubGate.PolicyOf(method.Name), guests);
                    var changes = mayPass && !method.Name.StartsWith("Track", StringComparison.Ordinal);
                    // What is changed is made for it; a guest's connection opens the one order alone, which others still need.
                    if (changes && actor.IsHolder && guests) continue;
                    var things = changes ? await shop.NewThingsAsync(Owner, shared: false) : shop.Things;
                    var code = await CallAsync(hub, method.Name, guests ? things.GuestOrder : things.Order);
                    if (IsDenial(code) == mayPass) wrong.Add($"{actor.Name}: {method.Name} came to {code}");
                }
        }

        wrong.ShouldBeEmpty();
        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Socket_messages_and_commands_let_in_whom_they_are_for_and_nobody_else()
    {
        var (wrong, before) = (new List<string>(), await StateAsync());
        var commands = shop.Services.GetRequiredService<LiveCommands>().Policies.ToList();
        foreach (var actor in shop.Actors)
        {
            if (!actor.MayPass(Policy.Known, guests: false))
            {
                await Should.ThrowAsync<Exception>(() => shop.SocketAsync(actor));
                continue;
            }

            using var socket = await shop.SocketAsync(actor);
            foreach (var (name, policy) in OrderSocket.Policies.Where(p => p.Key is not ("command" or "pong")))
                foreach (var guests in Variants(policy))
                {
                    await socket.SendAsync(new { type = name, orderId = guests ? shop.Things.GuestOrder : shop.Things.Order });
                    var answer = await AnswerAsync(socket);
                    var code = answer.TryGetProperty("code", out var c) ? c.GetString() : null;
                    if (IsDenial(code) == actor.MayPass(policy, guests)) wrong.Add($"{actor.Name}: {name} came to {answer}");
                }

            foreach (var (name, policy) in commands.Where(c => c.Value.Door is Door.Owner or Door.Permitted))
                foreach (var guests in Variants(policy).Where(g => !actor.MayPass(policy, g)))
                {
                    var action = new Dictionary<string, object?>(CommandInput(name)) { ["type"] = name, ["orderId"] = guests ? shop.Things.GuestOrder : shop.Things.Order };
                    await socket.SendAsync(new { type = "command", action });
                    var answer = await AnswerAsync(socket);
                    if (!IsDenial(answer.GetProperty("body").GetProperty("code").GetString())) wrong.Add($"{actor.Name}: {name} came to {answer}");
                }
        }

        wrong.ShouldBeEmpty();
        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task What_an_input_names_is_looked_at_like_what_an_address_names()
    {
        var stranger = shop.Actors.Single(a => a.Name == "stranger with another's tokens");
        var visitor = shop.Guest with { AccessToken = stranger.AccessToken, CartToken = stranger.CartToken };
        foreach (var cart in new[] { shop.Things.Cart, shop.Things.GuestCart })
        {
            (await visitor.Post("/orders", OrderSteps.OrderOfCart(cart))).MustBeProblem(404, "cartNotFound");
            var own = await visitor.Cart(shop.Things.Product);
            (await visitor.Post($"/carts/{own.Id}/merge", new { fromCartId = cart })).MustBeProblem(404, "cartNotFound");
            (await visitor.Post($"/carts/{own.Id}/merge", new { fromCartId = cart, fromCartToken = stranger.CartToken })).MustBeProblem(404, "cartNotFound");
        }

        var orders = (await visitor.Get("/orders?limit=100")).MustBe(200);
        orders.Body.ShouldNotContain(shop.Things.Order.ToString());
    }

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
            (await CallAsync(hub, "TrackOrder", things.Order)).ShouldBe("orderNotFound");
            (await CallAsync(hub, "ShipOrder", things.Order)).ShouldBe("forbidden");
        }

        using (var socket = await shop.SocketAsync(stranger))
        {
            await socket.SendAsync(new { type = "subscribe", orderId = things.Order });
            (await AnswerAsync(socket)).GetProperty("code").GetString().ShouldBe("orderNotFound");
        }

        using (var socket = await shop.SocketAsync(key))
        {
            await socket.SendAsync(new { type = "command", action = new { type = "cancelOrder", orderId = things.Order } });
            (await AnswerAsync(socket)).GetProperty("status").GetInt32().ShouldBe(200);
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
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        using var socket = await shop.SocketAsync(caller);
        await socket.SubscribeAsync(shop.Things.Order);
        (await CallAsync(hub, "TrackOrder", shop.Things.Order)).ShouldBeNull();

        await takeAway();
        await closed.Task.WaitAsync(Patience.Limit, Ct);
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
    public async Task Nor_the_session_of_whoever_has_another_role()
    {
        var customer = await shop.NewCustomerAsync();
        var account = (await shop.Admin.Patch($"/customers/{customer.Id}", new { role = "admin" })).MustBe(200);
        (await customer.Get("/customers/me")).MustBeProblem(401, "unauthenticated");
        var boss = await shop.LoginAsync(account["email"].GetString()!, Shop.Password);
        await using var hub = await shop.HubAsync(new MatrixActor("boss", Permissions.All) { AccessToken = boss.AccessToken });
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        (await CallAsync(hub, "TrackAll", default)).ShouldBeNull();

        (await shop.Admin.Patch($"/customers/{customer.Id}", new { role = "customer" })).MustBe(200);
        (await boss.Get("/orders")).MustBeProblem(401, "unauthenticated");
        await closed.Task.WaitAsync(Patience.Limit, Ct);
        await Patience.UntilAsync(async () =>
            (await shop.Admin.Get($"/admin/audit?object=customers/{customer.Id}")).MustBe(200)["items"].GetArrayLength() == 2);
    }

    [Fact]
    public async Task A_password_that_its_owner_changes_is_in_the_audit_trail()
    {
        var customer = await shop.NewCustomerAsync();
        (await customer.Post("/customers/me/password", new { currentPassword = Shop.Password, newPassword = "battery staple correct horse" })).MustBe(204);
        await Patience.UntilAsync(async () =>
        {
            var items = (await shop.Admin.Get($"/admin/audit?actor=customer:{customer.Id:N}")).MustBe(200)["items"].EnumerateArray();
            return items.Any(i => i.GetProperty("operation").GetString() == "POST /api/v1/customers/me/password" && i.GetProperty("outcome").GetString() == "done");
        });
    }

    private static Policy PolicyOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Policy>() ?? throw new InvalidOperationException($"{endpoint.DisplayName} declares no policy.");

    private static string MethodOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";

    /// <summary>The owner's thing, and where there is such a one, the guest's.</summary>
    private static bool[] Variants(Policy policy) => policy.Thing is Thing.Order or Thing.Cart ? [false, true] : [false];

    /// <summary>How somebody is turned away: by what they are, or as if the thing did not exist.</summary>
    private static int[] Expected(MatrixActor actor, Policy policy) =>
        actor.IsForged ? [401]
        : policy.Door == Door.Owner && policy.Thing is Thing.Order or Thing.Cart ? [404]
        : !actor.IsKnown ? [401]
        : [403];

    private static bool IsDenial(string? code) => code is "unauthenticated" or "forbidden" or "orderNotFound";

    /// <summary>Who calls what it is let in to, and on what: what a call uses up is made for it.</summary>
    private async Task<(MatrixActor Caller, MatrixThings Things)> FreshAsync(RouteEndpoint endpoint, MatrixActor actor)
    {
        var policy = PolicyOf(endpoint);
        if (policy.Door == Door.Account && actor.Account is not null && !MethodOf(endpoint).Equals("GET", StringComparison.Ordinal))
        {
            var customer = await shop.NewCustomerAsync();
            return (actor with { AccessToken = customer.AccessToken, Account = customer.Id }, shop.Things);
        }

        // Behind the door nothing has to be there.
        if (policy.Door != Door.Owner)
            return (actor, shop.Things with { Product = Guid.NewGuid(), Order = Guid.NewGuid(), Owner = Guid.NewGuid(), Webhook = Guid.NewGuid(), Promotion = Guid.NewGuid(), ApiKey = Guid.NewGuid() });
        if (MethodOf(endpoint) == "GET") return (actor, shop.Things);
        if (policy.Thing == Thing.Review) return await FreshReviewAsync(actor);
        if (policy.Thing == Thing.Customer)
        {
            var customer = await shop.NewCustomerAsync();
            return (actor.IsOwner ? actor with { AccessToken = customer.AccessToken, Account = customer.Id } : actor, shop.Things with { Owner = customer.Id });
        }

        var things = await shop.NewThingsAsync(Owner, shared: false);
        return (actor.IsHolder ? actor with { OrderToken = things.OrderToken, CartToken = things.CartToken } : actor, things);
    }

    private async Task<(MatrixActor Caller, MatrixThings Things)> FreshReviewAsync(MatrixActor actor)
    {
        var (author, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync());
        var order = (await author.Order(product)).MustBe(201).Id;
        (await shop.Admin.Post($"/orders/{order}/ship", new { trackingNumber = "T1", carrier = "DHL" })).MustBe(200);
        (await shop.Admin.Post($"/orders/{order}/deliver", new { })).MustBe(200);
        var review = (await author.Post($"/products/{product}/reviews", new { rating = 5 })).MustBe(201).Id;
        return (actor.IsOwner ? actor with { AccessToken = author.AccessToken } : actor, shop.Things with { Product = product, Review = review });
    }

    private static string Path(RouteEndpoint endpoint, MatrixThings things, bool guests)
    {
        var path = "";
        foreach (var part in endpoint.RoutePattern.RawText!.TrimStart('/').Split('/'))
            path += "/" + (part.Contains('{', StringComparison.Ordinal) ? Value($"{PatternOf(endpoint.RoutePattern.RawText, part)}", things, guests) : part);
        return path;
    }

    /// <summary>A parameter by what comes before it.</summary>
    private static string PatternOf(string pattern, string part) => pattern[..(pattern.IndexOf(part, StringComparison.Ordinal) + part.Length)].Replace("/api/v1", "", StringComparison.Ordinal);

    private static string Value(string parameter, MatrixThings things, bool guests) => parameter switch
    {
        "/orders/{id}" => $"{(guests ? things.GuestOrder : things.Order)}",
        "/carts/{id}" => $"{(guests ? things.GuestCart : things.Cart)}",
        "/customers/{id}" => $"{things.Owner}",
        "/products/{id}" or "/orders/{id}/items/{productId}" or "/carts/{id}/items/{productId}" => $"{things.Product}",
        "/products/{id}/reviews/{reviewId}" => $"{things.Review}",
        "/orders/{id}/returns/{number}" => "1",
        "/webhooks/{id}" => $"{things.Webhook}",
        "/promotions/{id}" => $"{things.Promotion}",
        "/admin/api-keys/{id}" => $"{things.ApiKey}",
        // Nobody's: whoever is let in finds nothing.
        "/products/import/{id}" or "/customers/me/sessions/{id}" => $"{Guid.NewGuid()}",
        "/openapi/{documentName}.json" => "v1.json",
        "/docs/{**path}" => "index.html",
        _ => throw new InvalidOperationException($"Nothing is known here of '{parameter}': name a thing of the owner for it."),
    };

    /// <summary>An input that is good enough to come to the question whose the thing is.</summary>
    private static object? Body(RouteEndpoint endpoint, MatrixThings things, bool guests)
    {
        var (method, pattern) = (MethodOf(endpoint), endpoint.RoutePattern.RawText!.Replace("/api/v1", "", StringComparison.Ordinal));
        if (method is "GET" or "HEAD") return null;
        if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("text/csv") is true) return "sku,name\r\n";
        var item = new { productId = things.Product, quantity = 1 };
        if (PolicyOf(endpoint).Door != Door.Owner) return new { };
        return $"{method} {pattern}" switch
        {
            "DELETE /carts/{id}/items" or "DELETE /carts/{id}/items/{productId}" or "DELETE /carts/{id}/coupon" => null,
            "DELETE /orders/{id}/items/{productId}" or "DELETE /products/{id}/reviews/{reviewId}" => null,
            "DELETE /customers/{id}" or "DELETE /orders/{id}/personal-data" => null,
            "POST /carts/{id}/items" or "POST /orders/{id}/items" or "DELETE /orders/{id}/items" => item,
            "PUT /carts/{id}/items/{productId}" => new { quantity = 2 },
            "PUT /carts/{id}/coupon" => new { code = "SAVE10" },
            "POST /carts/{id}/prices" => new { items = Array.Empty<object>() },
            "POST /carts/{id}/merge" => new { fromCartId = guests ? things.GuestCart : things.Cart },
            "POST /orders/{id}/pay" => new { method = "card" },
            "POST /payments" => new { orderId = guests ? things.GuestOrder : things.Order, method = "card" },
            "POST /orders/{id}/cancel" => new { reason = "no" },
            "POST /orders/{id}/returns" => new { lines = new[] { item }, reason = "broken" },
            "POST /orders/{id}/notes" => new { text = "hello" },
            "PUT /products/{id}/reviews/{reviewId}" => new { rating = 1 },
            var unknown => throw new InvalidOperationException($"Nothing is known here of the input of '{unknown}': give a valid one."),
        };
    }

    private static Dictionary<string, object?> CommandInput(string command) => command switch
    {
        "payOrder" => new() { ["method"] = "card" },
        "cancelOrder" => new() { ["reason"] = "no" },
        "shipOrder" => new() { ["trackingNumber"] = "T1", ["carrier"] = "DHL" },
        "deliverOrder" => [],
        _ => throw new InvalidOperationException($"Nothing is known here of the input of '{command}': give a valid one."),
    };

    /// <summary>Calls a hub method.</summary>
    /// <returns>The code of its refusal; null when there was none.</returns>
    private async Task<string?> CallAsync(HubConnection hub, string method, Guid order)
    {
        try
        {
            switch (method)
            {
                case "TrackOrder":
                    await FirstAsync(hub, method, order, 0);
                    break;
                case "TrackMine" or "TrackAll":
                    await FirstAsync(hub, method, 0L);
                    break;
                case "PlaceOrder":
                    await hub.InvokeAsync<JsonElement>(method, new { }, Ct);
                    break;
                case "CancelOrder" or "ShipOrder":
                    var input = new Dictionary<string, object?>(CommandInput(char.ToLowerInvariant(method[0]) + method[1..])) { ["orderId"] = order };
                    await hub.InvokeAsync<JsonElement>(method, input, Ct);
                    break;
                default:
                    throw new InvalidOperationException($"Nothing is known here of the hub method '{method}': call it.");
            }

            return null;
        }
        catch (HubException e)
        {
            return JsonSerializer.Deserialize<JsonElement>(e.Message[e.Message.IndexOf('{', StringComparison.Ordinal)..]).GetProperty("code").GetString();
        }
    }

    /// <summary>Waits for a stream's first item, or a while where it has none.</summary>
    private static async Task FirstAsync(HubConnection hub, string method, params object[] arguments)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var stream = hub.StreamAsyncCore<JsonElement>(method, arguments, ending.Token).GetAsyncEnumerator(ending.Token);
        var first = stream.MoveNextAsync().AsTask();
        await Task.WhenAny(first, Task.Delay(400, Ct));
        if (first.IsCompleted) await first;
        await ending.CancelAsync();
        try
        {
            await first;
        }
        catch (OperationCanceledException)
        {
            // It was let in and had nothing to hear.
        }
    }

    /// <summary>What is said in answer; updates that come between are not.</summary>
    private static async Task<JsonElement> AnswerAsync(SocketClient socket)
    {
        while (true)
        {
            var message = (await socket.NextAsync()).ShouldNotBeNull();
            if (message.GetProperty("type").GetString() != "event") return message;
        }
    }

    [GeneratedRegex(""" "available":[0-9]+ """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Available();

    /// <summary>Everything that could have been changed, as the administrator sees it.</summary>
    private async Task<string> StateAsync()
    {
        var things = shop.Things;
        string[] paths =
        [
            $"/orders/{things.Order}", $"/orders/{things.GuestOrder}", $"/carts/{things.Cart}", $"/carts/{things.GuestCart}", $"/customers/{things.Owner}",
            $"/customers/{things.Owner}/orders?limit=1&status=shipped", $"/products/{things.Product}/reviews/{things.Review}", "/webhooks", "/promotions", "/products/import", "/admin/reconciliation",
        ];
        var state = new List<string>();
        // How many pieces are left is everybody's doing.
        foreach (var path in paths) state.Add($"{path}: {Available().Replace((await shop.Admin.Get(path)).MustBe(200).Body, "")}");
        var product = (await shop.Admin.Get($"/products/{things.Product}")).MustBe(200);
        state.Add($"{product["name"]} {product["price"]}");
        state.Add(string.Join(",", (await shop.Admin.Get("/admin/api-keys")).MustBe(200)["items"].EnumerateArray().Select(k => k.GetProperty("id").GetGuid())));
        return string.Join("\n", state);
    }
}

using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Access;
using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Setup;
using static OrleansStore.Api.Tests.Access.MatrixInputs;

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
                    var code = await hub.CallAsync(method.Name, guests ? things.GuestOrder : things.Order);
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
                    var answer = await socket.AnswerAsync();
                    var code = answer.TryGetProperty("code", out var c) ? c.GetString() : null;
                    if (IsDenial(code) == actor.MayPass(policy, guests)) wrong.Add($"{actor.Name}: {name} came to {answer}");
                }

            foreach (var (name, policy) in commands.Where(c => c.Value.Door is Door.Owner or Door.Permitted))
                foreach (var guests in Variants(policy).Where(g => !actor.MayPass(policy, g)))
                {
                    var action = new Dictionary<string, object?>(OfCommand(name)) { ["type"] = name, ["orderId"] = guests ? shop.Things.GuestOrder : shop.Things.Order };
                    await socket.SendAsync(new { type = "command", action });
                    var answer = await socket.AnswerAsync();
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

using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Fuzz;

/// <summary>What is attacked: things that may be changed, and things of others that must stay as they are.</summary>
internal sealed class Scene(Shop shop, Targets targets, string[] watched)
{
    /// <summary>Of each kind; orders are cancelled and products sold out on the way.</summary>
    private const int OwnThings = 24;

    public Targets Targets => targets;

    public static async Task<Scene> SetAsync(Shop shop)
    {
        var (attacker, own, foreign) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync(), await shop.NewCustomerAsync());
        var others = await MakeAsync(shop, foreign, foreign.Id);
        var cartToken = (await shop.Guest.Post("/carts", new { items = Array.Empty<object>() })).MustBe(201)["cartToken"].GetString()!;
        var mine = new List<Dictionary<string, Guid>>();
        for (var i = 0; i < OwnThings; i++) mine.Add(await MakeAsync(shop, attacker, own.Id));
        string[] watched =
        [
            $"/products/{others["products"]}", $"/products/{others["products"]}/stock", $"/products/{others["products"]}/reviews",
            $"/customers/{others["customers"]}", $"/customers/{others["customers"]}/orders",
            $"/orders/{others["orders"]}", $"/orders/{others["orders"]}/explain", $"/carts/{others["carts"]}",
            $"/promotions/{others["promotions"]}", $"/webhooks/{others["webhooks"]}",
        ];
        var targets = new Targets(
            mine[0].Keys.ToDictionary(noun => noun, noun => mine.Select(things => things[noun]).Distinct().ToArray()),
            others.ToDictionary(thing => thing.Key, thing => new[] { thing.Value }),
            attacker.AccessToken!, shop.Admin.AccessToken!, cartToken);
        return new Scene(shop, targets, watched);
    }

    /// <summary>What an administrator sees of what must stay as it is.</summary>
    public async Task<List<string>> LookAsync()
    {
        var seen = new List<string>();
        foreach (var path in watched) seen.Add($"{path} {(await shop.Admin.Get(path)).MustBe(200).Body}");
        return seen;
    }

    private static async Task<Dictionary<string, Guid>> MakeAsync(Shop shop, Visitor customer, Guid account)
    {
        var product = await shop.NewProductAsync(pieces: 100_000);
        var items = new[] { new { productId = product, quantity = 1 } };
        var cart = (await customer.Post("/carts", new { items })).MustBe(201);
        var order = (await customer.Post("/orders", new
        {
            items,
            shippingAddress = new { street = "1 Way", city = "Town", state = "CA", zipCode = "90210", country = "US" },
            payment = new { method = "later" },
        })).MustBe(201);
        var promotion = (await shop.Admin.Post("/promotions", new { name = "Five off", kind = "percentage", percent = 5, code = $"OFF{Guid.NewGuid():N}"[..20] })).MustBe(201);
        var webhook = (await shop.Admin.Post("/webhooks", new { url = "https://receiver.invalid/hook", events = new[] { "order.returnRejected" } })).MustBe(201);
        return new(StringComparer.Ordinal)
        {
            ["products"] = product,
            ["orders"] = order.Id,
            ["carts"] = cart.Id,
            ["customers"] = account,
            ["promotions"] = promotion.Id,
            ["webhooks"] = webhook.Id,
            ["import"] = Guid.NewGuid(),
            ["reviews"] = Guid.NewGuid(),
        };
    }
}

using System.Text.Json;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts;

namespace OrleansStore.Api.Tests.Access;

public sealed class AuditTests(Shop shop)
{
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

    [Fact]
    public async Task What_was_done_by_a_permission_is_written_down_before_it_is_answered()
    {
        var product = await shop.NewProductAsync(pieces: 3);
        // Read from the journal: the answer to the receipt was given after it was there.
        var stored = await TrailAsync();
        var mine = stored.Where(e => e.GetProperty("object").GetString() == $"products/{product}").ToList();
        mine.Select(e => e.GetProperty("operation").GetString()).ShouldBe(["POST /api/v1/products", $"POST /api/v1/products/{product}/stock/receipts"]);
        // Where it came from is personal, and opened for who may read the trail.
        mine.ShouldAllBe(e => e.GetProperty("outcome").GetString() == "Done" && e.GetProperty("address").GetString() == PersonalData.Erased);
        (await ItemsAsync($"object=products/{product}")).ShouldAllBe(i => i.GetProperty("address").GetString() == "127.0.0.1");
        var boss = (await shop.Admin.Get("/customers/me")).Id;
        mine.ShouldAllBe(e => e.GetProperty("actor").GetString() == $"admin:{boss:N}" && e.GetProperty("account").GetGuid() == boss);
    }

    [Fact]
    public async Task A_refusal_by_a_rule_of_the_shop_is_written_down_too_and_what_anybody_may_is_not()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync());
        (await shop.Admin.Post($"/products/{product}/stock/adjustments", new { delta = -1_000, reason = "gone" })).Status.ShouldBeInRange(400, 499);
        var order = (await buyer.Order(product)).MustBe(201);
        (await buyer.Get($"/orders/{order.Id}")).MustBe(200);
        var items = await ItemsAsync($"object=products/{product}");
        items[0].GetProperty("outcome").GetString().ShouldBe("refused");
        (await ItemsAsync($"object=orders/{order.Id}")).ShouldBeEmpty();
        (await ItemsAsync($"actor=customer:{buyer.Id:N}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_is_kept_from_something_is_written_down()
    {
        var (buyer, stranger, product) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync(), await shop.NewProductAsync());
        var order = (await buyer.Order(product)).MustBe(201);
        (await stranger.Get($"/orders/{order.Id}")).MustBeProblem(404, "orderNotFound");
        (await stranger.Post($"/orders/{order.Id}/ship", new { })).MustBeProblem(403, "forbidden");
        (await stranger.Get($"/customers/{buyer.Id}")).MustBeProblem(403, "forbidden");
        var items = await UntilAsync($"actor=customer:{stranger.Id:N}", 3);
        items.Select(i => (i.GetProperty("operation").GetString(), i.GetProperty("object").GetString(), i.GetProperty("status").GetInt32())).ShouldBe(
            [
                ($"GET /api/v1/orders/{order.Id}", $"orders/{order.Id}", 404),
                ($"POST /api/v1/orders/{order.Id}/ship", $"orders/{order.Id}", 403),
                ($"GET /api/v1/customers/{buyer.Id}", $"customers/{buyer.Id}", 403),
            ],
            ignoreOrder: true);
        items.ShouldAllBe(i => i.GetProperty("outcome").GetString() == "denied" && i.GetProperty("address").GetString() == "127.0.0.1");
        // What does not exist at all is nobody's to be kept from.
        (await stranger.Get($"/orders/{Guid.NewGuid()}")).MustBeProblem(404, "orderNotFound");
        (await UntilAsync($"actor=customer:{stranger.Id:N}", 3)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_token_that_is_not_valid_is_a_denial_and_none_at_all_is_not()
    {
        var forger = shop.Guest with { AccessToken = "forged" };
        var before = await GuestsAsync("DELETE /api/v1/carts/{id}/coupon");
        // Ids that a guest made up do not fill the trail: they are one entry with a count, and name nothing.
        for (var i = 0; i < 20; i++) (await forger.Delete($"/carts/{Guid.NewGuid()}/coupon")).MustBeProblem(401, "unauthenticated");
        (await shop.Guest.Get($"/customers/{Guid.NewGuid()}")).MustBeProblem(401, "unauthenticated");
        List<JsonElement> mine = [];
        await Patience.UntilAsync(async () => (mine = (await GuestsAsync("DELETE /api/v1/carts/{id}/coupon"))[..^before.Count]).Sum(Count) == 20);
        mine.Count.ShouldBeLessThan(20);
        mine.ShouldAllBe(i => !NamesObject(i) && i.GetProperty("address").GetString() == "127.0.0.1");
        (await GuestsAsync("GET /api/v1/customers/{id}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Addresses_and_sites_that_somebody_made_up_are_one_denial()
    {
        var origin = ("Origin", "https://evil.example.com");
        var upgrade = ("Upgrade", "websocket");
        for (var i = 0; i < 20; i++)
            (await shop.Guest.Get($"/made-up/{Guid.NewGuid()}", ("Origin", $"https://evil{i}.example.com"), upgrade)).MustBeProblem(403, "originRefused");
        (await shop.Guest.Get($"/orders/{Guid.NewGuid()}/live", origin)).MustBeProblem(403, "originRefused");
        List<JsonElement> refused = [];
        await Patience.UntilAsync(async () => (refused = await GuestsAsync("live connection")).Sum(Count) >= 21);
        refused.ShouldAllBe(i => i.GetProperty("code").GetString() == "originRefused" && !NamesObject(i));
        refused.Count.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task Knocking_again_and_again_is_counted_and_fills_nothing()
    {
        var (stranger, id) = (await shop.NewCustomerAsync(), Guid.NewGuid());
        for (var i = 0; i < 60; i++) (await stranger.Get($"/customers/{id}")).MustBeProblem(403, "forbidden");
        var items = await UntilAsync($"actor=customer:{stranger.Id:N}", all => all.Sum(Count) == 60);
        // A round a second: as many entries as seconds, and some.
        items.Count.ShouldBeLessThan(30);
    }

    [Fact]
    public async Task What_does_not_fit_is_told_as_lost()
    {
        var before = await LostAsync();
        var (stranger, all) = (await shop.NewCustomerAsync(), 0);
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
        {
            (await stranger.Get($"/customers/{Guid.NewGuid()}")).MustBeProblem(403, "forbidden");
            Interlocked.Increment(ref all);
        });
        // Each is another one: in rounds of a hundred at most, whatever does not fit is counted.
        await Patience.UntilAsync(async () => (await AllAsync($"actor=customer:{stranger.Id:N}")).Count + (await LostAsync() - before) >= all);
        (await AllAsync($"actor=customer:{stranger.Id:N}")).Count.ShouldBeLessThanOrEqualTo(all);
    }

    [Fact]
    public async Task The_trail_is_read_in_pages_both_ways()
    {
        var (stranger, things) = (await shop.NewCustomerAsync(), new List<Guid>());
        for (var i = 0; i < 5; i++)
        {
            things.Add(Guid.NewGuid());
            (await stranger.Get($"/customers/{things[i]}")).MustBeProblem(403, "forbidden");
        }

        var filter = $"actor=customer:{stranger.Id:N}";
        var newestFirst = (await UntilAsync(filter, 5)).Select(Position).ToList();
        newestFirst.ShouldBe(newestFirst.OrderDescending());

        var paged = new List<long>();
        var page = (await shop.Admin.Get($"/admin/audit?{filter}&limit=2")).MustBe(200);
        while (true)
        {
            paged.AddRange(page["items"].EnumerateArray().Select(Position));
            if (!page.Json.TryGetProperty("nextCursor", out var cursor)) break;
            page = (await shop.Admin.Get($"/admin/audit?{filter}&limit=2&cursor={cursor.GetString()}")).MustBe(200);
        }

        paged.ShouldBe(newestFirst);

        var followed = new List<long>();
        for (var after = 0L; ;)
        {
            var next = (await shop.Admin.Get($"/admin/audit?{filter}&limit=2&after={after}")).MustBe(200);
            if (next["items"].GetArrayLength() == 0) break;
            followed.AddRange(next["items"].EnumerateArray().Select(Position));
            after = next["nextAfter"].GetInt64();
        }

        followed.ShouldBe(newestFirst.Order());
        (await shop.Admin.Get("/admin/audit?after=x")).MustBeProblem(400, "validation");
        (await shop.Admin.Get("/admin/audit?cursor=x")).MustBeProblem(400, "invalidCursor");
        (await shop.Admin.Get("/admin/audit?who=x")).MustBeProblem(400, "validation");
    }

    private static bool NamesObject(JsonElement item) => item.TryGetProperty("object", out _);

    private static int Count(JsonElement item) => item.GetProperty("count").GetInt32();

    private static long Position(JsonElement item) => item.GetProperty("position").GetInt64();

    private async Task<List<JsonElement>> ItemsAsync(string filter)
    {
        // Denials are written once a second: one that is there shows that those before it are.
        var (marker, mark) = (await shop.NewCustomerAsync(), Guid.NewGuid());
        (await marker.Get($"/customers/{mark}")).MustBeProblem(403, "forbidden");
        await UntilAsync($"object=customers/{mark}", 1);
        return await AllAsync(filter);
    }

    private async Task<List<JsonElement>> AllAsync(string filter)
    {
        var all = new List<JsonElement>();
        var page = (await shop.Admin.Get($"/admin/audit?{filter}&limit=100")).MustBe(200);
        while (true)
        {
            all.AddRange(page["items"].EnumerateArray());
            if (!page.Json.TryGetProperty("nextCursor", out var cursor)) return all;
            page = (await shop.Admin.Get($"/admin/audit?{filter}&limit=100&cursor={cursor.GetString()}")).MustBe(200);
        }
    }

    private async Task<List<JsonElement>> GuestsAsync(string operation) =>
        [.. (await AllAsync("actor=guest")).Where(i => i.GetProperty("operation").GetString() == operation)];

    private async Task<long> LostAsync() => (await AllAsync("")).Where(i => i.GetProperty("outcome").GetString() == "lost").Sum(i => i.GetProperty("count").GetInt64());

    private Task<List<JsonElement>> UntilAsync(string filter, int count) => UntilAsync(filter, all => all.Count >= count);

    private async Task<List<JsonElement>> UntilAsync(string filter, Func<List<JsonElement>, bool> enough)
    {
        List<JsonElement> items = [];
        await Patience.UntilAsync(async () => enough(items = await AllAsync(filter)));
        return items;
    }

    private async Task<List<JsonElement>> TrailAsync()
    {
        var all = new List<JsonElement>();
        for (var after = 0L; ;)
        {
            var events = await shop.Journal.ReadAllAsync(after, 1_000);
            if (events.Count == 0) return all;
            all.AddRange(events.Where(e => e.Type == "audit.noted.v1").Select(e => JsonSerializer.Deserialize<JsonElement>(e.Payload.Span)).Where(e => e.TryGetProperty("object", out _)));
            after = events[^1].Position;
        }
    }
}

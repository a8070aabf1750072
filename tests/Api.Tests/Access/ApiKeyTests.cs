using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Access;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts;
using OrleansStore.Contracts.ApiKeys;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Api.Tests.Access;

public sealed class ApiKeyTests(Shop shop)
{
    private IApiKeysGrain Grain => shop.Services.GetRequiredService<IGrainFactory>().GetGrain<IApiKeysGrain>(IApiKeysGrain.Key);

    [Fact]
    public async Task A_key_does_what_its_scopes_say_and_nothing_else()
    {
        var (key, issued) = await NewAsync("stock", "ordersRead");
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync());
        var order = (await buyer.Order(product)).MustBe(201);

        (await key.Post($"/products/{product}/stock/receipts", new { quantity = 3 })).MustBe(200);
        (await key.Get($"/orders/{order.Id}")).MustBe(200);
        (await key.Get("/orders?limit=1", ("Store-Min-Position", order.Header("Store-Position")!))).MustBe(200)["items"].GetArrayLength().ShouldBe(1);
        (await key.Patch($"/products/{product}", new { name = "Mine now" })).MustBeProblem(403, "forbidden");
        (await key.Post($"/orders/{order.Id}/cancel", new { })).MustBeProblem(404, "orderNotFound");
        (await key.Post($"/orders/{order.Id}/notes", new { text = "hello", @internal = true })).MustBeProblem(404, "orderNotFound");
        (await key.Get("/customers/me")).MustBeProblem(403, "forbidden");
        (await key.Post("/admin/api-keys", new { name = "child", scopes = new[] { "stock" } })).MustBeProblem(403, "forbidden");

        // What it did is written down as the key's.
        var stream = await shop.Journal.ReadStreamAsync(StoreStreams.Of(StoreStreams.Stock, product), 0, 100, TestContext.Current.CancellationToken);
        stream.Where(e => e.Type == "stock.received.v1").Select(e => e.Actor).Last().ShouldBe(Actors.ApiKey(issued.Id));
    }

    [Fact]
    public async Task A_key_is_shown_once_and_kept_nowhere()
    {
        var (_, issued) = await NewAsync("catalog");
        var secret = issued["key"].GetString()!.Split('_', 3)[2];
        secret.Length.ShouldBe(43);
        var list = (await shop.Admin.Get("/admin/api-keys")).MustBe(200);
        list.Body.ShouldContain(issued.Id.ToString());
        list.Body.ShouldNotContain(secret);
        var hash = (await Grain.GetRing()).Value!.Keys.Single(k => k.Key.Id == issued.Id).Hash;
        list.Body.ShouldNotContain(hash);
        var stored = await shop.Journal.ReadStreamAsync("apiKeys-all", 0, 1_000, TestContext.Current.CancellationToken);
        var texts = stored.Select(e => Encoding.UTF8.GetString(e.Payload.ToArray())).ToList();
        texts.ShouldContain(t => t.Contains(hash, StringComparison.Ordinal));
        texts.ShouldNotContain(t => t.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_was_ended_or_is_not_quite_the_one_is_refused()
    {
        var (key, issued) = await NewAsync("stock");
        (await key.Get("/orders")).MustBeProblem(403, "forbidden");
        var text = issued["key"].GetString()!;
        string[] wrong =
        [
            text[..^1] + (text[^1] == 'A' ? 'B' : 'A'), text[..^1], text + "A", text.ToUpperInvariant(), "osk_", "osk_" + Guid.NewGuid().ToString("N"),
            text.Replace(issued.Id.ToString("N"), Guid.NewGuid().ToString("N"), StringComparison.Ordinal), "osk_" + new string('x', 5_000),
        ];
        foreach (var token in wrong) (await (key with { AccessToken = token }).Get("/shipping/methods")).MustBeProblem(401, "unauthenticated");

        (await shop.Admin.Delete($"/admin/api-keys/{issued.Id}")).MustBe(204);
        (await key.Get("/shipping/methods")).MustBeProblem(401, "unauthenticated");
        (await shop.Admin.Delete($"/admin/api-keys/{issued.Id}")).MustBeProblem(404, "apiKeyNotFound");
    }

    [Fact]
    public async Task A_key_that_has_expired_is_refused()
    {
        var id = Guid.NewGuid();
        var (text, hash) = ApiKeys.Make(id);
        var soon = DateTimeOffset.UtcNow.AddSeconds(1.5);
        (await Grain.Issue(new IssueApiKey(new CommandContext(id, id, Actors.System), id, "brief", ["stock"], hash, soon))).Error.ShouldBeNull();
        var key = shop.Guest with { AccessToken = text };
        await Patience.UntilAsync(async () => (await key.Get("/shipping/methods")).Status == 401 && DateTimeOffset.UtcNow > soon);
        (await key.Get("/shipping/methods")).MustBeProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task A_key_of_another_node_is_known_here_soon()
    {
        var (other, _) = await NewAsync("stock");
        (await other.Get("/shipping/methods")).MustBe(200);
        // Past this node's service, as another node would.
        var id = Guid.NewGuid();
        var (text, hash) = ApiKeys.Make(id);
        (await Grain.Issue(new IssueApiKey(new CommandContext(id, id, Actors.System), id, "elsewhere", ["stock"], hash, null))).Error.ShouldBeNull();
        await Patience.UntilAsync(async () => (await (shop.Guest with { AccessToken = text }).Get("/shipping/methods")).Status == 200);
    }

    [Fact]
    public async Task The_last_use_is_told()
    {
        var (key, issued) = await NewAsync("stock");
        (await key.Get("/shipping/methods")).MustBe(200);
        await Patience.UntilAsync(async () => (await shop.Admin.Get("/admin/api-keys")).MustBe(200)["items"].EnumerateArray()
            .Single(k => k.GetProperty("id").GetGuid() == issued.Id).TryGetProperty("lastUsedAt", out _));
    }

    [Theory]
    [InlineData("""{"name":"x","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"x"}""", "scopes")]
    [InlineData("""{"name":" ","scopes":["stock"]}""", "name")]
    [InlineData("""{"name":"x","scopes":["everything"]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["apiKeys"]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["customers"]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["stock"],"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    public async Task A_key_names_what_is_wrong_in_it(string body, string field) =>
        (await shop.Admin.Post("/admin/api-keys", body)).MustBeProblem(400, "validation")["errors"].EnumerateObject().Select(e => e.Name).ShouldBe([field]);

    [Fact]
    public void A_scope_is_a_permission_and_gives_no_more_than_that()
    {
        foreach (var scope in Grants.Scopes)
        {
            var given = Grants.Of([scope]);
            var named = Enum.Parse<Permissions>(scope, ignoreCase: true);
            (given & ~(named | (scope == "orders" ? Permissions.OrdersRead : Permissions.None))).ShouldBe(Permissions.None);
            given.HasFlag(named).ShouldBeTrue();
        }

        Grants.Of(["nothing of ours"]).ShouldBe(Permissions.None);
        (Grants.Of(Grants.Scopes) & (Permissions.ApiKeys | Permissions.Customers)).ShouldBe(Permissions.None);
        Grants.Of(CustomerRole.Customer).ShouldBe(Permissions.None);
        Grants.Of(CustomerRole.Admin).ShouldBe(Permissions.All);
    }

    private async Task<(Visitor Key, Reply Issued)> NewAsync(params string[] scopes)
    {
        var issued = (await shop.Admin.Post("/admin/api-keys", new { name = "warehouse", scopes })).MustBe(201);
        return (shop.Guest with { AccessToken = issued["key"].GetString() }, issued);
    }
}

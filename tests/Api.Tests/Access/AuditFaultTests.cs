using System.Text.Json;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Access;

public sealed class AuditFaultTests
{
    [Fact]
    public async Task What_cannot_be_written_into_the_trail_is_not_answered_as_done_until_it_is()
    {
        await using var shop = await SetShop.OpenAsync();
        var (key, sku) = (("Idempotency-Key", Guid.NewGuid().ToString()), $"SKU-{Guid.NewGuid():N}");
        var product = new { sku, name = "Lamp", description = "Gives light.", price = new { amount = 1_000, currency = "USD" }, category = "light" };

        shop.Journal.FullFor = "audit-";
        // It was done, so nobody is told that it was not.
        var unnoted = await shop.Admin.Post("/products", product, key);
        unnoted.MustBeProblem(503, "auditUnavailable");
        unnoted.Header("Retry-After").ShouldNotBeNull();
        unnoted["detail"].GetString().ShouldNotBeNull().ShouldStartWith("It took effect");
        // Where nothing is done, nothing is hidden.
        (await shop.Admin.Post("/products", new { sku })).MustBeProblem(400, "validation");
        (await shop.Admin.Get("/orders")).MustBe(200);
        (await shop.Guest.Order(Guid.NewGuid())).Status.ShouldBeInRange(400, 499);

        shop.Journal.FullFor = null;
        var again = (await shop.Admin.Post("/products", product, key)).MustBe(201);
        again.Header("Idempotency-Replayed").ShouldBe("true");
        var items = (await shop.Admin.Get($"/admin/audit?object=products/{again.Id}", ("Store-Min-Position", $"{shop.Journal.Head}"))).MustBe(200)["items"];
        items.EnumerateArray().Select(i => i.GetProperty("outcome").GetString()).ShouldBe(["done"]);
    }

    [Fact]
    public async Task Denials_that_could_not_be_written_down_are_told_as_lost()
    {
        await using var shop = await SetShop.OpenAsync();
        var stranger = await shop.NewCustomerAsync();
        shop.Journal.FullFor = "audit-";
        for (var i = 0; i < 3; i++) (await stranger.Get($"/customers/{Guid.NewGuid()}")).MustBeProblem(403, "forbidden");
        await Patience.UntilAsync(() => shop.Log.Lines.Any(l => l.Contains("denials could not be written", StringComparison.Ordinal)));

        shop.Journal.FullFor = null;
        List<JsonElement> lost = [];
        await Patience.UntilAsync(async () =>
        {
            lost = [.. (await shop.Admin.Get("/admin/audit")).MustBe(200)["items"].EnumerateArray().Where(i => i.GetProperty("outcome").GetString() == "lost")];
            var told = (await shop.Admin.Get($"/admin/audit?actor=customer:{stranger.Id:N}")).MustBe(200)["items"].EnumerateArray().Sum(i => i.GetProperty("count").GetInt64());
            return told + lost.Sum(i => i.GetProperty("count").GetInt64()) == 3;
        });
        lost.ShouldNotBeEmpty();
    }
}

using OrleansStore.Api.Tests.Setup;
using static OrleansStore.Api.Tests.Imports.ImportSteps;

namespace OrleansStore.Api.Tests.Imports;

public sealed class ExportTests(Shop shop)
{
    [Fact]
    public async Task An_export_makes_the_same_catalog_in_another_shop()
    {
        await using var one = new Shop();
        await one.InitializeAsync();
        await using var other = new Shop();
        await other.InitializeAsync();
        foreach (var (name, description, tags) in new[]
        {
            ("Lamp", "Gives \"light\", warm\r\nand cold.", new[] { "warm", "a|b", @"c\d" }),
            ("=1+1", "-", ["@x"]),
            ("'=quoted", "", []),
            (" ☕ Größe".Trim(), " spaces stay ", ["'tis"]),
        })
        {
            var made = await one.Admin.Post("/products", new { sku = $"S-{name}", name, description, price = new { amount = 1_250, currency = "USD" }, category = "+things", tags, imageUrl = "https://example.com/i.png" });
            made.MustBe(201);
        }

        var gone = await one.NewProductAsync();
        (await one.Admin.Delete($"/products/{gone}")).MustBe(204);
        var more = (await one.Admin.Import(Header + string.Concat(Enumerable.Range(0, 450).Select(i => Row($"more-{i}"))))).MustBe(200);

        var file = (await one.Admin.Get("/products/export", ("Store-Min-Position", more.Header("Store-Position")!))).MustBe(200);
        file.ContentType.ShouldBe("text/csv");
        file.Body.ShouldStartWith("sku,name,description,price,currency,category,tags,imageUrl\r\n");
        file.Body.ShouldContain("'=1+1,'-,1250,USD,'+things,'@x,");
        ImportTests.Counts((await one.Admin.Import(file.Body)).MustBe(200)).ShouldBe((454, 0, 0, 454, 0));
        var made2 = (await other.Admin.Import(file.Body)).MustBe(200);
        ImportTests.Counts(made2).ShouldBe((454, 454, 0, 0, 0));
        // Rows that are worked on at once need not be created in the order of the file.
        var copy = (await other.Admin.Get("/products/export", ("Store-Min-Position", made2.Header("Store-Position")!))).MustBe(200);
        Lines(copy.Body).ShouldBe(Lines(file.Body));

        static IEnumerable<string> Lines(string csv) => csv.Split("\r\n").Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Orders_are_exported_by_time_and_status()
    {
        var product = await shop.NewProductAsync(price: 300);
        var buyer = await shop.NewCustomerAsync();
        var paid = (await buyer.Order(product, 2)).MustBe(201);
        var pending = (await buyer.Order(product, 1, "later")).MustBe(201);
        var position = ("Store-Min-Position", pending.Header("Store-Position")!);

        var all = (await shop.Admin.Get("/orders/export", position)).MustBe(200);
        all.ContentType.ShouldBe("text/csv");
        var lines = all.Body.Split("\r\n");
        lines[0].ShouldBe("id,number,status,customerId,items,total,currency,createdAt,updatedAt,version");
        var line = lines.Single(l => l.StartsWith($"{paid.Id},", StringComparison.Ordinal)).Split(',');
        line[1..7].ShouldBe([paid["number"].GetString()!, "paid", buyer.Id.ToString(), "2", "600", "USD"]);
        lines.ShouldContain(l => l.StartsWith($"{pending.Id},", StringComparison.Ordinal));

        var (created, later) = (Time(paid), Time(pending));
        await Has($"?status=pending&from={created}", pending.Id);
        await Has($"?from={created}&to={later}", paid.Id);
        (await Has($"?from={later}&status=pending", pending.Id)).ShouldNotContain($"{paid.Id}");
        (await shop.Admin.Get("/orders/export?to=2020-01-01", position)).MustBe(200).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
        (await shop.Admin.Get("/orders/export?from=yesterday")).MustBeProblem(400, "validation");
        (await shop.Admin.Get("/orders/export?status=lost")).MustBeProblem(400, "validation");

        async Task<string> Has(string query, Guid id)
        {
            var export = (await shop.Admin.Get("/orders/export" + query, position)).MustBe(200).Body;
            export.ShouldContain($"{id},");
            export.ShouldNotContain($"{(id == paid.Id ? pending.Id : paid.Id)},");
            return export;
        }

        static string Time(Reply order) => Uri.EscapeDataString(order["createdAt"].GetString()!);
    }
}

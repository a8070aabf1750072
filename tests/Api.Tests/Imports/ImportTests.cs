using System.Text;
using System.Text.Json;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Journal;
using static OrleansStore.Api.Tests.Imports.ImportSteps;

namespace OrleansStore.Api.Tests.Imports;

public sealed class ImportTests(Shop shop)
{
    [Fact]
    public async Task A_file_makes_products_and_the_same_file_again_changes_nothing()
    {
        var (lamp, chair) = (NewSku(), NewSku());
        var file = Header + Row(lamp, stock: "7") + $"{chair},\"Chair, \"\"old\"\"\",\"Two\nlines\",9900,USD,seats,,https://example.com/c.png,\n";
        var made = (await shop.Admin.Import(file)).MustBe(200);
        Counts(made).ShouldBe((2, 2, 0, 0, 0));
        made["status"].GetString().ShouldBe("completed");
        made["line"].GetInt64().ShouldBe(4);
        made.Header("Location").ShouldBe($"/api/v1/products/import/{made.Id}");
        var shown = await FindAsync(lamp, made);
        shown.GetProperty("price").GetProperty("amount").GetInt64().ShouldBe(1_999);
        shown.GetProperty("tags").EnumerateArray().Select(t => t.GetString()).ShouldBe(["warm", "led"]);
        shown.GetProperty("available").GetInt64().ShouldBe(7);
        var other = await FindAsync(chair, made);
        other.GetProperty("name").GetString().ShouldBe("Chair, \"old\"");
        other.GetProperty("description").GetString().ShouldBe("Two\nlines");
        other.GetProperty("imageUrl").GetString().ShouldBe("https://example.com/c.png");

        var again = (await shop.Admin.Import(file, $"?id={made.Id}")).MustBe(200);
        Counts(again).ShouldBe((2, 0, 0, 2, 0));
        (await FindAsync(lamp, made)).GetRawText().ShouldBe(shown.GetRawText());
        (await shop.StockOfAsync(shown.GetProperty("id").GetGuid())).Available.ShouldBe(7);
        (await shop.Admin.Get($"/products/import/{made.Id}")).MustBe(200).Body.ShouldBe(again.Body);
    }

    [Fact]
    public async Task A_row_changes_what_it_names_and_leaves_the_rest()
    {
        var sku = NewSku();
        await shop.Admin.Import(Header + Row(sku, stock: "3"));
        var changed = (await shop.Admin.Import($"SKU,price\n{sku.ToUpperInvariant()},2500\n")).MustBe(200);
        Counts(changed).ShouldBe((1, 0, 1, 0, 0));
        var product = await FindAsync(sku, changed);
        product.GetProperty("price").GetProperty("amount").GetInt64().ShouldBe(2_500);
        product.GetProperty("name").GetString().ShouldBe("Lamp");
        product.GetProperty("sku").GetString().ShouldBe(sku);
        product.GetProperty("available").GetInt64().ShouldBe(3);

        (await shop.Admin.Import(Header + Row(sku), "?mode=create")).MustBe(200)["errors"][0].GetProperty("code").GetString().ShouldBe("skuTaken");
        (await shop.Admin.Delete($"/products/{product.GetProperty("id").GetGuid()}")).MustBe(204);
        Counts((await shop.Admin.Import(Header + Row(sku), "?mode=create")).MustBe(200)).ShouldBe((1, 1, 0, 0, 0));
    }

    [Fact]
    public async Task What_is_wrong_with_a_row_is_told_with_its_line_and_column_and_the_others_are_done()
    {
        var (good, last) = (NewSku(), NewSku());
        var file = Header
            + Row(good)
            + "\"two\nlines\",,x,0,USD,light,,,\n"            // 3, 4
            + Row(NewSku(), price: 12).Replace("USD", "EUR")    // 5
            + "too,few\n"                                       // 6
            + Row("a\"b")                                       // 7
            + "\n"                                              // 8
            + Row(good.ToUpperInvariant())                      // 9
            + Row(NewSku(), stock: "-1")                        // 10
            + Row(new string('s', 65))                          // 11
            + Row(NewSku()).Replace("warm|led", string.Join('|', Enumerable.Range(0, 21)))
            + Row(last);                                        // 13
        var import = (await shop.Admin.Import(file)).MustBe(200);
        Counts(import).ShouldBe((10, 2, 0, 0, 8));
        import["errorCount"].GetInt64().ShouldBe(9);
        import["errors"].EnumerateArray().Select(e => $"{e.GetProperty("line")} {(e.TryGetProperty("column", out var c) ? c.GetString() : "-")} {e.GetProperty("code").GetString()}").ShouldBe(
        [
            "3 name required", "3 price invalidPrice", "5 currency wrongCurrency", "6 - columnCount", "7 - malformedRow",
            "9 sku duplicateSku", "10 stock invalidQuantity", "11 sku invalidText", "12 tags tooManyTags",
        ]);
        await FindAsync(last, import);

        var report = (await shop.Admin.Get($"/products/import/{import.Id}/errors")).MustBe(200);
        report.ContentType.ShouldBe("text/csv");
        report.Body.Split("\r\n").Length.ShouldBe(9 + 2);
        report.Body.ShouldContain($"9,sku,duplicateSku,The file has this sku twice.,{good.ToUpperInvariant()}\r\n");
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_be_and_writes_nothing()
    {
        var (there, fresh) = (NewSku(), NewSku());
        await shop.Admin.Import(Header + Row(there));
        var before = shop.Journal.Head;
        var dry = (await shop.Admin.Import(Header + Row(there, price: 5, stock: "9") + Row(fresh) + Row("", "x"), "?dryRun=true")).MustBe(200);
        dry["dryRun"].GetBoolean().ShouldBeTrue();
        Counts(dry).ShouldBe((3, 1, 1, 0, 1));
        // Others write into the same journal meanwhile: what is looked for is of these two.
        var events = await shop.Journal.ReadAllAsync(Math.Max(0, before - 1_000), 5_000, TestContext.Current.CancellationToken);
        var product = events.Single(e => e.Type == "product.created.v1" && Says(e, there)).Stream.Split('-')[^1];
        events.Where(e => e.Position > before && (Says(e, fresh) || e.Stream.EndsWith(product, StringComparison.Ordinal))).Select(e => e.Type).ShouldBeEmpty();

        static bool Says(StoredEvent stored, string text) => Encoding.UTF8.GetString(stored.Payload.Span).Contains(text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_new_product_needs_name_price_and_category()
    {
        var import = (await shop.Admin.Import($"sku\n{NewSku()}\n")).MustBe(200);
        import["errors"].EnumerateArray().Select(e => e.GetProperty("column").GetString()).ShouldBe(["name", "price", "category"]);
    }

    [Fact]
    public async Task A_text_that_is_guarded_against_spreadsheets_is_taken_as_it_was()
    {
        var sku = NewSku();
        var import = (await shop.Admin.Import(Header + Row(sku, "'=SUM(A1)"))).MustBe(200);
        (await FindAsync(sku, import)).GetProperty("name").GetString().ShouldBe("=SUM(A1)");
    }

    [Theory]
    [InlineData("", "emptyFile")]
    [InlineData("sku,colour\n", "unknownColumn")]
    [InlineData("sku,SKU\n", "columnTwice")]
    [InlineData("name,price\n", "columnMissing")]
    public async Task A_file_without_a_header_that_is_known_is_refused(string file, string code)
    {
        var refused = (await shop.Admin.Import(file)).MustBeProblem(422, code);
        var import = await shop.Admin.Get($"/products/import/{refused["importId"].GetString()}");
        import["status"].GetString().ShouldBe("failed");
        import["reason"].GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_on_is_done_up_to_there()
    {
        var sku = NewSku();
        var refused = (await shop.Admin.Import(Header + Row(sku) + "\"never closed" + new string('x', 200_000))).MustBeProblem(422, "rowTooLong");
        refused["line"].GetInt64().ShouldBe(3);

        var bytes = new ByteArrayContent([.. Encoding.UTF8.GetBytes(Header + Row(NewSku())), 0xFF, 0xFE, 0x0A]);
        (await shop.Admin.Post("/products/import", bytes)).MustBeProblem(422, "notUtf8");
    }

    [Fact]
    public async Task Files_are_administrators_affair()
    {
        var customer = await shop.NewCustomerAsync();
        foreach (var (visitor, status, code) in new[] { (customer, 403, "forbidden"), (shop.Guest, 401, "unauthenticated") })
        {
            (await visitor.Import(Header)).MustBeProblem(status, code);
            foreach (var path in new[] { "/products/export", "/orders/export", "/products/import", $"/products/import/{Guid.NewGuid()}", $"/products/import/{Guid.NewGuid()}/live", $"/products/import/{Guid.NewGuid()}/errors" })
                (await visitor.Get(path)).MustBeProblem(status, code);
        }

        foreach (var path in new[] { "", "/live", "/errors" }) (await shop.Admin.Get($"/products/import/{Guid.NewGuid()}{path}")).MustBeProblem(404, "importNotFound");
    }

    [Theory]
    [InlineData("?mode=replace")]
    [InlineData("?mode=1")]
    [InlineData("?dryRun=perhaps")]
    [InlineData("?id=7")]
    [InlineData("?colour=red")]
    public async Task A_parameter_that_means_nothing_is_refused(string query) =>
        (await shop.Admin.Import(Header, query)).MustBeProblem(400, "validation");

    [Fact]
    public async Task What_is_no_file_of_values_is_refused() =>
        (await shop.Admin.Post("/products/import", "{}")).MustBeProblem(415, "unsupportedMediaType");

    internal static (long Rows, long Created, long Updated, long Unchanged, long Failed) Counts(Reply import) =>
        (import["rows"].GetInt64(), import["created"].GetInt64(), import["updated"].GetInt64(), import["unchanged"].GetInt64(), import["failed"].GetInt64());

    private static string NewSku() => $"s{Guid.NewGuid():N}";

    private async Task<JsonElement> FindAsync(string sku, Reply after) =>
        (await shop.Guest.Get($"/products?search={sku}", ("Store-Min-Position", after.Header("Store-Position")!))).MustBe(200)["items"].EnumerateArray().ShouldHaveSingleItem();
}

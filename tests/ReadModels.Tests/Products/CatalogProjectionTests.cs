using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Products;

public abstract class CatalogProjectionTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private readonly History _history = new();

    [Theory]
    [InlineData(21, 1)]
    [InlineData(22, 7)]
    [InlineData(23, 100)]
    [InlineData(24, 1_000)]
    public async Task The_catalog_is_what_the_journal_comes_to(int seed, int batchSize)
    {
        var history = new History(seed);
        await using var side = await OpenAsync(history.Journal, o => o with { BatchSize = batchSize });
        for (var i = 0; i < 5; i++)
        {
            history.Go(150);
            await side.CatchUpAsync();
            await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(side);
        }
    }

    [Fact]
    public async Task A_product_has_the_public_shape()
    {
        var id = History.Id(1);
        _history.Append(StoreStreams.Product, id, new ProductCreated("S-1", "Lampe „Größe“ <1>", "Line\nbreak", 12_99, "USD", "light", ["a", "b"], "https://example.com/1.png"));
        _history.Append(StoreStreams.Stock, id, new StockReceived(12));
        _history.Append(StoreStreams.Product, id, new ProductChanged(null, null, 10_00, null, null, null));
        await using var side = await CaughtUpAsync(_history.Journal);

        var answer = (await side.Catalog.FindAsync(id)).ShouldNotBeNull();
        System.Text.Encoding.UTF8.GetString(answer.Json.Span).ShouldBe(
            $$"""
            {"id":"{{id}}","sku":"S-1","name":"Lampe „Größe“ \u003C1\u003E","description":"Line\nbreak","price":{"amount":1000,"currency":"USD"},"category":"light","tags":["a","b"],"imageUrl":"https://example.com/1.png","rating":0,"reviewCount":0,"available":12,"active":true,"createdAt":"2026-11-21T08:00:01Z","updatedAt":"2026-11-21T08:00:03Z","version":2}
            """);
        answer.ETag.ShouldBe("\"2-12-0-0-2\"");
        answer.Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_hold_lowers_what_is_available_by_what_it_is_more_than_before()
    {
        var product = _history.Product(stock: 10);
        var (a, b) = (History.Id(1), History.Id(2));
        (StockEvent Event, long Available)[] steps =
        [
            (new StockHeld(a, 3), 7), (new StockHeld(a, 3), 7), (new StockHeld(a, 5), 5), (new StockHeld(b, 1), 4), (new StockHeld(a, 2), 7),
            (new StockSold(a, 2), 7), (new StockReleased(b, 1), 8), (new StockHeld(b, 4), 4), (new StockHeld(b, 0), 8),
            (new StockRestocked(a, 2), 10), (new StockAdjusted(-10, "lost"), 0),
        ];

        // One batch each, then all in one.
        await using var side = await CaughtUpAsync(_history.Journal);
        foreach (var (e, available) in steps)
        {
            _history.Append(StoreStreams.Stock, product, e);
            await side.CatchUpAsync();
            (await Json.Of(side.Catalog.FindAsync(product))).GetProperty("available").GetInt64().ShouldBe(available, e.ToString());
        }

        await using var atOnce = await CaughtUpAsync(_history.Journal);
        (await Json.Of(atOnce.Catalog.FindAsync(product))).GetProperty("available").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_removed_product_is_found_but_not_listed()
    {
        var (gone, there) = (_history.Product(), _history.Product(category: "tools"));
        _history.Append(StoreStreams.Product, gone, new ProductRemoved());
        await using var side = await CaughtUpAsync(_history.Journal);

        (await Json.Of(side.Catalog.FindAsync(gone))).GetProperty("active").GetBoolean().ShouldBeFalse();
        (await Json.Ids(side, new CatalogQuery())).ShouldBe([there]);
        (await Json.Text(side.Catalog.CategoriesAsync())).ShouldBe("""{"items":[{"name":"tools","count":1}]}""");
    }

    [Fact]
    public async Task A_product_that_never_was_is_not_found()
    {
        await using var side = await CaughtUpAsync(_history.Journal);
        (await side.Catalog.FindAsync(History.Id(404))).ShouldBeNull();
    }

    [Fact]
    public async Task Pieces_may_come_before_their_product()
    {
        var id = History.Id(1);
        _history.Append(StoreStreams.Stock, id, new StockReceived(3));
        _history.Append(StoreStreams.Product, id, new ProductCreated("S", "N", "", 1_00, "USD", "c", [], null));
        await using var side = await CaughtUpAsync(_history.Journal);
        (await Json.Of(side.Catalog.FindAsync(id))).GetProperty("available").GetInt64().ShouldBe(3);
    }
}

public sealed class CatalogProjectionOnSqliteTests(TestStores stores) : CatalogProjectionTests(stores, "sqlite");

public sealed class CatalogProjectionOnPostgresTests(TestStores stores) : CatalogProjectionTests(stores, "postgres");

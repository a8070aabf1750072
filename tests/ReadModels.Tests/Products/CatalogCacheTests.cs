using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Products;

public abstract class CatalogCacheTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private readonly History _history = new();
    private ReadSide _side = null!;
    private Guid _book;
    private Guid _tool;

    public override async ValueTask InitializeAsync()
    {
        (_book, _tool) = (_history.Product(category: "books", stock: 5), _history.Product(category: "tools", stock: 5));
        _side = await CaughtUpAsync(_history.Journal);
    }

    public override async ValueTask DisposeAsync()
    {
        await _side.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_same_question_has_the_same_bytes_while_nothing_changes()
    {
        var first = await Answers();
        _history.Append("cart", History.Id(1), new Contracts.Carts.CartClosed(History.Id(1)));
        await _side.CatchUpAsync();
        (await Answers()).ShouldBe(first);
    }

    [Fact]
    public async Task Pieces_of_a_product_change_what_shows_it_and_nothing_else()
    {
        var before = await Answers();
        _history.Append(StoreStreams.Stock, _tool, new StockReceived(1));
        await _side.CatchUpAsync();
        Changed(before, await Answers()).ShouldBe(["tool", "all", "tools", "stock"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_changed_text_changes_the_product_and_the_lists()
    {
        var before = await Answers();
        _history.Append(StoreStreams.Product, _tool, new ProductChanged("Hammer", null, null, null, null, null));
        await _side.CatchUpAsync();
        var after = await Answers();
        Changed(before, after).ShouldBe(["tool", "all", "tools", "stock", "books", "categories"], ignoreOrder: true);
        // Made anew, but of the same bytes: whoever has them need not get them again.
        after["books"].ETag.ShouldBe(before["books"].ETag);
        after["categories"].ETag.ShouldBe(before["categories"].ETag);
        after["tools"].ETag.ShouldNotBe(before["tools"].ETag);
    }

    [Fact]
    public async Task What_sells_out_leaves_the_list_of_what_is_in_stock_and_comes_back()
    {
        (await Json.Ids(_side, new CatalogQuery(InStockOnly: true))).ShouldBe([_tool, _book]);
        _history.Append(StoreStreams.Stock, _tool, new StockHeld(History.Id(1), 5));
        await _side.CatchUpAsync();
        (await Json.Ids(_side, new CatalogQuery(InStockOnly: true))).ShouldBe([_book]);
        _history.Append(StoreStreams.Stock, _tool, new StockReleased(History.Id(1), 5));
        await _side.CatchUpAsync();
        (await Json.Ids(_side, new CatalogQuery(InStockOnly: true))).ShouldBe([_tool, _book]);
    }

    [Fact]
    public async Task A_new_product_appears_and_counts()
    {
        await Answers();
        var third = _history.Product(category: "tools");
        await _side.CatchUpAsync();
        (await Json.Ids(_side, new CatalogQuery())).ShouldBe([third, _tool, _book]);
        (await Json.Text(_side.Catalog.CategoriesAsync())).ShouldBe("""{"items":[{"name":"books","count":1},{"name":"tools","count":2}]}""");
    }

    [Fact]
    public async Task Different_bytes_never_have_the_same_validator()
    {
        var seen = new Dictionary<string, string>();
        var history = new History(41);
        await using var side = await OpenAsync(history.Journal);
        for (var i = 0; i < 100; i++)
        {
            history.Go(10);
            await side.CatchUpAsync();
            await Note("list", await side.Catalog.ListAsync(new CatalogQuery(5)));
            foreach (var product in history.Products) await Note(product.ToString(), (await side.Catalog.FindAsync(product))!);
        }

        Task Note(string what, EncodedAnswer answer)
        {
            answer.ETag.ShouldStartWith("\"");
            var text = System.Text.Encoding.UTF8.GetString(answer.Json.Span);
            seen.TryAdd(what + answer.ETag, text);
            seen[what + answer.ETag].ShouldBe(text);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void What_was_read_before_a_commit_is_not_kept_after_it()
    {
        var cache = new CatalogCache(new ReadModelOptions());
        var stamp = cache.Stamp;
        var old = new ProductFragment(new ProductRow(1, _book, "S", "N", "D", 1, "USD", "c", [], null, true, default, default, 1, 0), 5, default);
        var changes = new CatalogChanges();
        changes.Level(_book, 5, 4, 0);
        cache.Apply(changes);
        cache.Keep(_book, old, stamp);
        cache.Find(_book).ShouldBeNull();
        cache.Keep(_book, old, cache.Stamp);
        cache.Find(_book).ShouldBe(old);
    }

    [Fact]
    public async Task With_hardly_any_memory_the_answers_are_the_same()
    {
        var history = new History(42);
        await using var side = await OpenAsync(history.Journal, o => o with { ProductCacheBytes = 1_500, ListCacheBytes = 2_000 });
        for (var i = 0; i < 5; i++)
        {
            history.Go(100);
            await side.CatchUpAsync();
            await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(side);
        }
    }

    [Fact]
    public async Task A_rebuilt_catalog_is_not_answered_from_memory()
    {
        var before = await Answers();
        (await _side.RebuildAsync("catalog")).Equal.ShouldBe(true);
        var after = await Answers();
        Changed(before, after).Count.ShouldBe(before.Count);
        after.Values.Select(a => a.ETag).ShouldBe(before.Values.Select(a => a.ETag));
    }

    [Fact]
    public async Task Readers_see_the_newest_commit_however_they_race_with_it()
    {
        var token = TestContext.Current.CancellationToken;
        await _side.Runner.StartAsync(default);
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var seen = 0L; seen < 205;)
            {
                var available = (await Json.Of(_side.Catalog.FindAsync(_tool))).GetProperty("available").GetInt64();
                available.ShouldBeGreaterThanOrEqualTo(seen);
                seen = available;
                await _side.Catalog.ListAsync(new CatalogQuery());
            }
        }, token)).ToList();
        for (var i = 0; i < 200; i++)
        {
            var position = _history.Append(StoreStreams.Stock, _tool, new StockReceived(1));
            (await _side.Models.WaitForAsync(position, TimeSpan.FromMinutes(1), token)).ShouldBeTrue();
            var list = System.Text.Json.JsonDocument.Parse((await _side.Catalog.ListAsync(new CatalogQuery())).Json).RootElement;
            list.GetProperty("items")[0].GetProperty("available").GetInt64().ShouldBe(6 + i);
        }

        await Task.WhenAll(readers);
    }

    private async Task<Dictionary<string, EncodedAnswer>> Answers() => new()
    {
        ["book"] = (await _side.Catalog.FindAsync(_book))!,
        ["tool"] = (await _side.Catalog.FindAsync(_tool))!,
        ["all"] = await _side.Catalog.ListAsync(new CatalogQuery()),
        ["books"] = await _side.Catalog.ListAsync(new CatalogQuery(Category: "books")),
        ["tools"] = await _side.Catalog.ListAsync(new CatalogQuery(Category: "tools")),
        ["stock"] = await _side.Catalog.ListAsync(new CatalogQuery(InStockOnly: true)),
        ["categories"] = await _side.Catalog.CategoriesAsync(),
    };

    private static List<string> Changed(Dictionary<string, EncodedAnswer> before, Dictionary<string, EncodedAnswer> after) =>
        [.. before.Keys.Where(k => !ReferenceEquals(before[k], after[k]))];
}

public sealed class CatalogCacheOnSqliteTests(TestStores stores) : CatalogCacheTests(stores, "sqlite");

public sealed class CatalogCacheOnPostgresTests(TestStores stores) : CatalogCacheTests(stores, "postgres");

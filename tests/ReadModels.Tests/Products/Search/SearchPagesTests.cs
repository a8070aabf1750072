using System.Text.Json;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Products.Search;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Products.Search;

public abstract class SearchPagesTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private readonly History _history = new();
    private readonly List<Guid> _products = [];

    [Theory]
    [InlineData(CatalogSort.Relevance, true)]
    [InlineData(CatalogSort.Relevance, false)]
    [InlineData(CatalogSort.Newest, true)]
    [InlineData(CatalogSort.Newest, false)]
    [InlineData(CatalogSort.PriceAscending, true)]
    [InlineData(CatalogSort.Popular, true)]
    public async Task A_search_for_what_very_many_or_all_have_is_gone_through_without_loss_or_repeat_while_the_catalog_changes(CatalogSort sort, bool others)
    {
        var lamps = await ManyAsync(SearchLimits.Gathered * 2 + 300, others: others);
        await using var side = await CaughtUpAsync(_history.Journal);
        var touched = new HashSet<Guid>();
        var seen = new List<Guid>();
        var query = new CatalogQuery(100, Search: "lamp", Sort: sort);
        for (var page = 0; ; page++)
        {
            var (ids, next) = await Json.Page(side, query);
            seen.AddRange(ids);
            if (next is null) break;
            query = query with { Cursor = next };
            if (page % 5 != 0) continue;
            // A newcomer, one that goes, and one that is another now.
            touched.Add(Make("Lamp late", "lamp", page));
            var (gone, other) = (lamps[page], lamps[^(page + 1)]);
            _history.Append(StoreStreams.Product, gone, new ProductRemoved());
            _history.Append(StoreStreams.Product, other, new ProductChanged("Renamed", "lamp", 5, null, null, null));
            touched.UnionWith([gone, other]);
            await side.CatchUpAsync();
        }

        var still = seen.Where(id => !touched.Contains(id)).ToList();
        still.Distinct().Count().ShouldBe(still.Count);
        still.ShouldBe(lamps.Where(id => !touched.Contains(id)), ignoreOrder: true);
    }

    [Fact]
    public async Task What_has_the_word_in_its_name_comes_before_all_that_has_it_elsewhere_however_many_there_are()
    {
        var lamps = await ManyAsync(SearchLimits.Gathered + 500, nameEvery: 40);
        await using var side = await CaughtUpAsync(_history.Journal);
        var named = lamps.Where((_, i) => i % 40 == 0).ToHashSet();
        var (first, next) = await Json.Page(side, new CatalogQuery(named.Count, Search: "lamp"));
        first.ShouldAllBe(id => named.Contains(id));
        first.Count.ShouldBe(named.Count);
        var (second, _) = await Json.Page(side, new CatalogQuery(named.Count, Search: "lamp", Cursor: next));
        second.ShouldNotContain(id => named.Contains(id));
        second.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Counts_of_too_many_say_that_there_are_more()
    {
        await ManyAsync(SearchLimits.Gathered + 500);
        await using var side = await CaughtUpAsync(_history.Journal);
        var page = await Page(side, new CatalogQuery(20, Search: "lamp"));
        page.GetProperty("total").GetProperty("atLeast").GetBoolean().ShouldBeTrue();
        page.GetProperty("total").GetProperty("count").GetInt64().ShouldBeInRange(20, SearchLimits.Gathered + 500);
        var all = await Page(side, new CatalogQuery(20));
        all.GetProperty("total").GetProperty("count").GetInt64().ShouldBe(_products.Count);
        all.GetProperty("total").TryGetProperty("atLeast", out _).ShouldBeFalse();
        // Few enough of them are looked at one by one.
        var some = await Page(side, new CatalogQuery(20, Search: "lamp special"));
        some.GetProperty("total").GetProperty("count").GetInt64().ShouldBe((SearchLimits.Gathered + 500) / 10);
    }

    [Theory]
    [InlineData(CatalogSort.Relevance)]
    [InlineData(CatalogSort.Newest)]
    [InlineData(CatalogSort.Name)]
    public async Task Beginnings_that_too_many_words_share_are_found_without_being_looked_up(CatalogSort sort)
    {
        var lamps = Enumerable.Range(0, 60).Select(i => Make(i % 2 == 0 ? $"Lamp {i}" : $"Other {i}", "x", i)).Where((_, i) => i % 2 == 0).ToList();
        await using var side = await CaughtUpAsync(_history.Journal);
        var plan = new SearchPlan([new SearchTerm([new SearchChoice("l", true, 0)], SearchLimits.Common + 1)], "l", []);
        var query = new CatalogQuery(7, Search: "l", Sort: sort);
        var start = sort == CatalogSort.Name ? Place.Lowest : Place.Highest;
        var section = sort == CatalogSort.Relevance ? Section.Names : sort == CatalogSort.Newest ? Section.Rest : Section.Whole;
        var seen = new List<Guid>();
        for (var cursor = new SearchCursor(sort, start, section, 0, sort == CatalogSort.Name ? 0 : 1, plan).Encode(query); cursor is not null;)
        {
            var (ids, next) = await Json.Page(side, query with { Cursor = cursor, Facets = true });
            seen.AddRange(ids);
            cursor = next;
        }

        seen.ShouldBe(lamps, ignoreOrder: true);
    }

    [Fact]
    public async Task Of_equal_hits_what_is_there_and_well_rated_comes_first()
    {
        var (sold, bare, rated) = (Make("Lamp", "x", 1, stock: 0), Make("Lamp", "x", 1), Make("Lamp", "x", 1));
        _history.Append(StoreStreams.Review, Contracts.Reviews.ReviewId.Of(rated, History.Id(9)), new Contracts.Reviews.ReviewWritten(rated, History.Id(9), History.Id(1), 5, "Good", null));
        var newest = Make("Lamp", "x", 1, stock: 0);
        await using var side = await CaughtUpAsync(_history.Journal);
        (await Json.Ids(side, new CatalogQuery(Search: "lamp"))).ShouldBe([rated, bare, newest, sold]);
    }

    [Fact]
    public async Task A_corrected_search_says_so_and_its_next_page_is_of_the_same_words()
    {
        for (var i = 0; i < 6; i++) Make($"Headphones {i}", "x", i);
        await using var side = await CaughtUpAsync(_history.Journal);
        var query = new CatalogQuery(3, Search: "hedphones xyzzyplugh");
        var page = await Page(side, query);
        page.GetProperty("search").GetProperty("corrected").GetString().ShouldBe("headphones");
        page.GetProperty("search").GetProperty("ignored")[0].GetString().ShouldBe("xyzzyplugh");
        var first = await Json.Page(side, query);
        // Both words are in the catalog now, but the search has begun without.
        Make("Hedphones xyzzyplugh", "x", 1);
        await side.CatchUpAsync();
        var second = await Json.Page(side, query with { Cursor = first.Next });
        first.Ids.Concat(second.Ids).Distinct().Count().ShouldBe(6);
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task A_cursor_of_another_question_is_refused()
    {
        for (var i = 0; i < 6; i++) Make($"Lamp {i}", "x", i);
        await using var side = await CaughtUpAsync(_history.Journal);
        var query = new CatalogQuery(2, Search: "lamp", Sort: CatalogSort.Name);
        query = query with { Cursor = (await Json.Page(side, query)).Next };
        CatalogQuery[] others = [query with { Search = "lam" }, query with { Sort = CatalogSort.Rating }, query with { InStockOnly = true }, query with { Search = null }];
        foreach (var other in others) await Should.ThrowAsync<InvalidCursorException>(async () => await side.Catalog.ListAsync(other));
        await side.Catalog.ListAsync(query with { Limit = 5 });
    }

    [Fact]
    public async Task A_cursor_that_was_tampered_with_is_refused_or_harmless()
    {
        for (var i = 0; i < 6; i++) Make($"Lamp {i}", "x", i);
        await using var side = await CaughtUpAsync(_history.Journal);
        var query = new CatalogQuery(2, Search: "lamp");
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars((await Json.Page(side, query)).Next);
        var chance = new Random(3);
        for (var i = 0; i < 300; i++)
        {
            var other = bytes.ToArray();
            for (var n = chance.Next(1, 4); n > 0; n--) other[chance.Next(other.Length)] = (byte)chance.Next(256);
            var cursor = System.Buffers.Text.Base64Url.EncodeToString(chance.Next(4) == 0 ? other.AsSpan(0, chance.Next(other.Length)) : other);
            try
            {
                await side.Catalog.ListAsync(query with { Cursor = cursor });
            }
            catch (InvalidCursorException)
            {
                // Refused.
            }
        }
    }

    [Fact]
    public async Task A_cursor_over_more_than_a_window_is_refused_before_anything_is_looked_up()
    {
        Make("Lamp", "x", 1);
        await using var side = await CaughtUpAsync(_history.Journal);
        var query = new CatalogQuery(2, Search: "lamp");
        var plan = new SearchPlan([new SearchTerm([new SearchChoice("lamp", false, 0)], 1)], "lamp", []);
        var wide = new SearchCursor(CatalogSort.Relevance, Place.Highest, Section.Rest, 0, int.MaxValue, plan).Encode(query);
        await Should.ThrowAsync<InvalidCursorException>(async () => await side.Catalog.ListAsync(query with { Cursor = wide }));
        var own = new SearchCursor(CatalogSort.Relevance, Place.Highest, Section.Rest, 0, SearchLimits.Stretches * 16, plan).Encode(query);
        await side.Catalog.ListAsync(query with { Cursor = own });
    }

    [Fact]
    public async Task Words_that_go_with_their_last_product_are_guessed_at_no_more()
    {
        var id = Make("Theremin", "x", 1);
        Make("Lamp", "x", 1);
        await using var side = await CaughtUpAsync(_history.Journal);
        (await Json.Ids(side, new CatalogQuery(Search: "theremni"))).ShouldBe([id]);
        _history.Append(StoreStreams.Product, id, new ProductChanged("Violin", null, null, null, null, null));
        await side.CatchUpAsync();
        (await Json.Ids(side, new CatalogQuery(Search: "theremni"))).ShouldBeEmpty();
        (await Json.Ids(side, new CatalogQuery(Search: "theremin"))).ShouldBeEmpty();
        (await Json.Ids(side, new CatalogQuery(Search: "violni"))).ShouldBe([id]);
        _history.Append(StoreStreams.Product, id, new ProductRemoved());
        await side.CatchUpAsync();
        (await Json.Ids(side, new CatalogQuery(Search: "violin"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rebuild_comes_to_the_same_rows()
    {
        var history = new History(77);
        history.Go(400);
        await using var side = await OpenAsync(history.Journal, o => o with { BatchSize = 7 });
        await side.CatchUpAsync();
        var report = await side.RebuildAsync("catalog");
        report.Equal.ShouldBe(true);
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(side);
    }

    private static async Task<JsonElement> Page(ReadSide side, CatalogQuery query) => JsonDocument.Parse((await side.Catalog.ListAsync(query)).Json).RootElement;

    private Guid Make(string name, string description, long price, int stock = 1)
    {
        var id = _history.Product(name, price, "things", ["t"], stock, description);
        _products.Add(id);
        return id;
    }

    /// <summary>Lamps, each followed by something else; of every tenth lamp the description has a further word.</summary>
    private Task<List<Guid>> ManyAsync(int count, int nameEvery = 3, bool others = true)
    {
        var lamps = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            var inName = i % nameEvery == 0;
            lamps.Add(Make(inName ? $"Lamp {i}" : $"Thing {i}", (inName ? "bright" : "for a lamp") + (i % 10 == 0 ? " special" : ""), i % 97, stock: i % 2));
            if (others && i % 4 == 0) Make($"Other {i}", "nothing", i);
        }

        return Task.FromResult(lamps);
    }
}

public sealed class SearchPagesOnSqliteTests(TestStores stores) : SearchPagesTests(stores, "sqlite")
{
    [Fact]
    public async Task Pieces_that_come_and_go_leave_the_index_of_words_alone()
    {
        var history = new History();
        var product = history.Product("Lamp", stock: 1);
        await using var side = await CaughtUpAsync(history.Journal);
        var before = await Index(side);
        history.Append(StoreStreams.Stock, product, new StockHeld(History.Id(1), 1));
        history.Append(StoreStreams.Stock, product, new StockSold(History.Id(1), 1));
        await side.CatchUpAsync();
        (await Json.Ids(side, new CatalogQuery(Search: "lamp", InStockOnly: true))).ShouldBeEmpty();
        (await Index(side)).ShouldBe(before);
        history.Append(StoreStreams.Product, product, new ProductChanged("Shade", null, null, null, null, null));
        await side.CatchUpAsync();
        (await Index(side)).ShouldNotBe(before);
    }

    private static async Task<string> Index(ReadSide side) => await side.Database.ReadAsync("catalog", tables =>
    {
        var blocks = tables.Statement("SELECT id, block FROM @search_data ORDER BY id");
        var text = new System.Text.StringBuilder();
        while (blocks.Step()) text.Append(blocks.Int64(0)).Append(Convert.ToHexString(blocks.Blob(1)));
        return text.ToString();
    });
}

public sealed class SearchPagesOnPostgresTests(TestStores stores) : SearchPagesTests(stores, "postgres");

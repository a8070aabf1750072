using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Products;

public abstract class CatalogListTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private static readonly CatalogSort[] Sorts = [.. Enum.GetValues<CatalogSort>().Where(s => s != CatalogSort.Relevance)];

    private readonly History _history = new();

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    public async Task Every_filter_finds_what_it_says(int seed)
    {
        var history = new History(seed);
        history.Go(500);
        await using var side = await CaughtUpAsync(history.Journal);
        var expected = Expected.Of(history.Journal);
        var chance = new Random(seed);
        for (var i = 0; i < 150; i++)
        {
            var search = Maybe("thing", "GRÖSSE 3", "1", "größe", "SKU-1 thing", "a_b", "Thi", "books", "cafe", "renamed other", "new café");
            // What is not there as it was typed is guessed at, which other tests look at.
            if (!expected.Products.Values.Any(p => p.Active && p.HasWords(search))) search = null;
            var query = new CatalogQuery(
                chance.Next(1, 8), null,
                Maybe("books", "café", "nothing"), Maybe("sale", "100%", "a_b"), search,
                chance.Next(3) == 0 ? chance.Next(100) * 100 : null, chance.Next(3) == 0 ? chance.Next(100) * 100 : null, chance.Next(3) == 0,
                chance.Next(3) == 0 ? chance.Next(51) : 0,
                chance.Next(2) == 0 ? Sorts[chance.Next(Sorts.Length)] : CatalogSort.Newest);
            await expected.SameList(side, query);
        }

        string? Maybe(params string[] values) => chance.Next(2) == 0 ? null : values[chance.Next(values.Length)];
    }

    [Fact]
    public async Task A_cursor_goes_on_where_the_page_ended_whatever_comes_and_goes_meanwhile()
    {
        var products = Enumerable.Range(0, 30).Select(i => _history.Product($"P{i}")).Reverse().ToList();
        await using var side = await CaughtUpAsync(_history.Journal);
        var seen = new List<Guid>();
        var query = new CatalogQuery(Limit: 4);
        for (var page = 0; ; page++)
        {
            var (ids, next) = await Json.Page(side, query);
            seen.AddRange(ids);
            if (next is null) break;
            query = query with { Cursor = next };
            _history.Product("newcomer");
            // The very product that the cursor stands on goes.
            if (page == 2) _history.Append(StoreStreams.Product, ids[^1], new ProductRemoved());
            _history.Append(StoreStreams.Product, products[29], new ProductChanged($"changed {page}", null, null, null, null, null));
            await side.CatchUpAsync();
        }

        seen.ShouldBe(products);
    }

    [Fact]
    public void What_was_asked_counts_towards_the_memory_of_an_answer()
    {
        var empty = new CatalogList(new CatalogQuery(), [], [], 0, 0).Cost;
        new CatalogList(new CatalogQuery(Cursor: "12", Category: "345", Tag: "6", Search: "7890"), [], [], 0, 0).Cost.ShouldBe(empty + 20);
    }

    [Fact]
    public async Task A_cursor_holds_over_a_rebuild()
    {
        for (var i = 0; i < 10; i++) _history.Product();
        await using var first = await CaughtUpAsync(_history.Journal);
        var query = new CatalogQuery(Limit: 4, Cursor: (await Json.Page(first, new CatalogQuery(Limit: 4))).Next);
        await using var second = await CaughtUpAsync(_history.Journal);
        (await Json.Ids(second, query)).ShouldBe(await Json.Ids(first, query));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AQAAAAAAAAA")]
    [InlineData("AgAAAAAAAAAB")]
    [InlineData("AQAAAAAAAAAA")]
    [InlineData("Af__________")]
    [InlineData("AQAAAAAAAAAB ")]
    [InlineData("AQAAAAAAA/AB")]
    [InlineData("ÄQAAAAAAAAAB")]
    public async Task A_cursor_that_is_not_ours_is_refused(string cursor)
    {
        await using var side = await CaughtUpAsync(_history.Journal);
        await Should.ThrowAsync<InvalidCursorException>(async () => await side.Catalog.ListAsync(new CatalogQuery(Cursor: cursor)));
        await Should.ThrowAsync<InvalidCursorException>(async () => await side.Orders.ListAsync(null, null, 10, cursor));
    }

    [Fact]
    public async Task A_query_beyond_a_limit_is_refused()
    {
        await using var side = await CaughtUpAsync(_history.Journal);
        CatalogQuery[] beyond =
        [
            new(0), new(-1), new(ReadModelLimits.PageSize + 1),
            new(Search: new string('x', ReadModelLimits.SearchCharacters + 1)),
            new(Search: string.Join(' ', Enumerable.Repeat("x", ReadModelLimits.SearchWords + 1))),
        ];
        foreach (var query in beyond) await Should.ThrowAsync<ArgumentException>(async () => await side.Catalog.ListAsync(query));

        await side.Catalog.ListAsync(new(ReadModelLimits.PageSize, Search: string.Join(' ', Enumerable.Repeat("x", ReadModelLimits.SearchWords))));
    }
}

public sealed class CatalogListOnSqliteTests(TestStores stores) : CatalogListTests(stores, "sqlite");

public sealed class CatalogListOnPostgresTests(TestStores stores) : CatalogListTests(stores, "postgres");

using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Products.Search;

/// <summary>What people type and what they should find; <c>catalog.txt</c> and <c>queries.txt</c> beside this file.</summary>
public abstract class SearchQueriesTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private const int FirstHits = 10;

    [Fact]
    public async Task Each_of_a_hundred_queries_finds_what_it_should()
    {
        var history = new History();
        var skus = new Dictionary<Guid, string>();
        foreach (var line in Lines("catalog.txt"))
        {
            var id = History.Id(1_000 + skus.Count);
            skus[id] = line[0];
            history.Append(StoreStreams.Product, id, new ProductCreated(line[0], line[1], line[4], 10_00, "USD", line[2], [.. line[3].Split(", ")], null));
            history.Append(StoreStreams.Stock, id, new StockReceived(5));
        }

        await using var side = await CaughtUpAsync(history.Journal);
        var queries = Lines("queries.txt").ToList();
        queries.Count.ShouldBeGreaterThanOrEqualTo(100);
        var wrong = new List<string>();
        foreach (var query in queries)
        {
            var found = (await Json.Ids(side, new CatalogQuery(FirstHits, Search: query[1]))).Select(id => skus[id]).ToList();
            if (!Meets(found, query[2])) wrong.Add($"{query[0]}: '{query[1]}' wants {query[2]}, found {string.Join(' ', found)}");
        }

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    /// <param name="wanted">Any of those before the first comma comes first; the others are among the first; none with ! is there at all; nothing for nothing.</param>
    private static bool Meets(List<string> found, string wanted)
    {
        if (wanted.Length == 0) return found.Count == 0;
        var parts = wanted.Split(", ");
        return found.Count > 0 && parts[0].Split(' ').Contains(found[0])
            && parts[1..].All(p => p.StartsWith('!') ? !found.Contains(p[1..]) : found.Contains(p));
    }

    private static IEnumerable<string[]> Lines(string file) => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Products", "Search", file))
        .Where(l => l.Length > 0 && !l.StartsWith('#')).Select(l => l.Split('|', StringSplitOptions.TrimEntries));
}

public sealed class SearchQueriesOnSqliteTests(TestStores stores) : SearchQueriesTests(stores, "sqlite");

public sealed class SearchQueriesOnPostgresTests(TestStores stores) : SearchQueriesTests(stores, "postgres");

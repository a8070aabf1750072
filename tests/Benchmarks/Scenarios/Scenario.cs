using OrleansStore.Benchmarks.Catalogs;
using OrleansStore.Benchmarks.Engine;
using OrleansStore.Benchmarks.GraphQL;
using OrleansStore.Benchmarks.Journal;
using OrleansStore.Benchmarks.Limits;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Reads;
using OrleansStore.Benchmarks.Recommendations;
using OrleansStore.Benchmarks.Store;
using OrleansStore.Benchmarks.Web;

namespace OrleansStore.Benchmarks.Scenarios;

/// <summary>A scenario by its name.</summary>
internal sealed record Scenario(string Name, string Title, Func<IScenario> Create)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("engine/call", "A grain call: 1,000 grains, 100 calls in flight", () => new GrainCalls()),
        new("engine/event", "An event raised and confirmed, storage that returns at once: 1,000 grains, 100 calls in flight", () => new ConfirmedEvents()),
        new("engine/activation", "Heap of an activation", () => new ActivationBytes()),
        new("journal/append-1", "Durable appends of one event of 180 bytes: 1 writer", () => JournalAppends.OnSqlite(1)),
        new("journal/append-32", "Durable appends of one event of 180 bytes: 32 writers", () => JournalAppends.OnSqlite(32)),
        new("journal/append-1000", "Durable appends of one event of 180 bytes: 1,000 writers", () => JournalAppends.OnSqlite(1_000)),
        .. DurablePostgres.IsInstalled ? Postgres : [],
        .. StoreProcess.IsBuilt ? Store : [],
        new("graphql/query", "A page of 20 products by GraphQL, with 12 fields each: the engine alone, one thread", () => new QueryAnswers()),
        new("recommendations/10000", "Recommendations of 10,000 products, one at a time", () => new Recommended(10_000)),
        new("recommendations/100000", "Recommendations of 100,000 products, one at a time", () => new Recommended(100_000)),
        new("catalog/small", "A catalog of 1,000 products on SQLite: 2 readers", () => new CatalogReading(1_000, onPostgres: false)),
        new("catalog/large", "A catalog of 1,000,000 products on SQLite: 2 readers", () => new CatalogReading(1_000_000, onPostgres: false)),
        new("readmodels/rebuild", "A million events taken in by all projections, and the catalog made anew from them beside the live one", () => new Rebuilding()),
        new("journal/replay", "Replay of streams of 1,000 events", () => new JournalReplay()),
    ];

    private static IReadOnlyList<Scenario> Store =>
    [
        new("limits/read", "GET /categories with a token, calls counted by user and not: 8 connections", () => new CountedReads()),
        .. BrowserScripts.Browser is null ? [] : Pages,
    ];

    private static IReadOnlyList<Scenario> Pages =>
    [
        new("web/pages", "Lighthouse, scores of 100: start page and product, on its slow phone", () => new PageScores()),
        new("web/office", "The back office of 100,000 products and 10,000 orders: lists turned and scrolled in a browser", () => new OfficeLists()),
    ];

    private static IReadOnlyList<Scenario> Postgres =>
    [
        new("catalog/postgres-small", "A catalog of 1,000 products on PostgreSQL: 2 readers", () => new CatalogReading(1_000, onPostgres: true)),
        new("catalog/postgres-large", "A catalog of 1,000,000 products on PostgreSQL: 2 readers", () => new CatalogReading(1_000_000, onPostgres: true)),
        new("journal/postgres-1", "Durable appends on PostgreSQL beside SQLite: 1 writer", () => new JournalRatio(1)),
        new("journal/postgres-32", "Durable appends on PostgreSQL beside SQLite: 32 writers", () => new JournalRatio(32)),
        new("journal/postgres-1000", "Durable appends on PostgreSQL beside SQLite: 1,000 writers", () => new JournalRatio(1_000)),
    ];
}

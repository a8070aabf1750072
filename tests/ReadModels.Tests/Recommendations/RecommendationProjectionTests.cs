using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Recommendations.Projection;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Recommendations;

public abstract class RecommendationProjectionTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    [Theory]
    [InlineData(51, 1)]
    [InlineData(52, 7)]
    [InlineData(53, 100)]
    [InlineData(54, 5_000)]
    public async Task The_rows_are_what_the_journal_comes_to_whatever_the_batches(int seed, int batchSize)
    {
        var history = new History(seed);
        await using var side = await OpenAsync(history.Journal, o => o with { BatchSize = batchSize });
        for (var i = 0; i < 3; i++)
        {
            history.Go(250);
            await side.CatchUpAsync();
            await ExpectedRecommendations.Of(history.Journal).ShouldBeTheRowsOf(side);
        }
    }

    [Fact]
    public async Task A_rebuild_comes_to_the_same_rows()
    {
        var history = new History(55);
        history.Go(400);
        await using var side = await OpenAsync(history.Journal, o => o with { BatchSize = 13 });
        await side.CatchUpAsync();
        var report = await side.RebuildAsync("recommendations");
        report.State.ShouldBe(RebuildState.Done);
        report.Equal.ShouldBe(true);
        await ExpectedRecommendations.Of(history.Journal).ShouldBeTheRowsOf(side);
    }

    [Fact]
    public async Task The_weights_are_those_of_the_products_there_were_when_the_catalog_had_doubled()
    {
        var history = new History();
        for (var i = 0; i < 40; i++) history.Product($"Common thing {i}", tags: i < 20 ? ["early"] : ["late"], stock: 0);
        history.Append(StoreStreams.Product, history.Products[0], new ProductRemoved());
        await using var side = await CaughtUpAsync(history.Journal);
        var weights = await side.Database.ReadAsync("recommendations", Corpus.ReadWeights);
        weights.Epoch.ShouldBe(32);
        weights.Of(Hash("common")).ShouldBeLessThan(weights.Of(Hash("early")));
        weights.Of(Hash("early")).ShouldBeLessThan(weights.Of(Hash("late")));
    }

    private static ulong Hash(string word) => ReadModels.Recommendations.Embeddings.Words.Hash(word);
}

public sealed class RecommendationProjectionOnSqliteTests(TestStores stores) : RecommendationProjectionTests(stores, "sqlite");

public sealed class RecommendationProjectionOnPostgresTests(TestStores stores) : RecommendationProjectionTests(stores, "postgres");

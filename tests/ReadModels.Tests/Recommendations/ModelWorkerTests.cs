using Microsoft.Extensions.Logging.Abstractions;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.ReadModels.Recommendations;
using OrleansStore.ReadModels.Recommendations.ModelServer;
using OrleansStore.ReadModels.Recommendations.Similarity;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Recommendations;

public abstract class ModelWorkerTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly History _history = new();

    [Fact]
    public async Task The_models_vectors_take_the_place_of_the_stores_own_as_they_come()
    {
        await using var server = await FakeModelServer.StartAsync();
        var lamp = _history.Product("Desk lamp blue", category: "light");
        var twin = _history.Product("Desk lamp red", category: "light");
        var hose = _history.Product("Garden hose blue", category: "garden");
        await using var side = await OpenAsync(_history.Journal, o => Of(o, server));
        await side.CatchUpAsync();

        // Nothing waits for the server, which has not been asked yet.
        (await Similar(side, lamp)).ShouldBe([twin]);
        server.Texts.ShouldBe(0);

        using var running = new Running(side);
        await running.UntilAsync(async () => (await side.Part<ProductVectors>().CurrentAsync(default)).IsComplete);
        (await Similar(side, lamp)).ShouldBe([hose]);
        server.Texts.ShouldBe(3);

        // A changed text is another text, unless it is known; what says otherwise is not.
        foreach (var (name, asked) in new[] { ("Desk lamp blue", 3), ("Tall lamp blue", 4) })
        {
            _history.Append(StoreStreams.Product, twin, new ProductChanged(name, null, null, null, null, null));
            _history.Append(StoreStreams.Product, hose, new ProductChanged(null, null, 5_00, null, null, null));
            await side.CatchUpAsync();
            await running.UntilAsync(async () => (await side.Part<ProductVectors>().CurrentAsync(default)).IsComplete);
            (await Similar(side, lamp)).ShouldBe([twin, hose], ignoreOrder: true);
            server.Texts.ShouldBe(asked);
        }

        // A rebuild asks for none of it again.
        await side.RebuildAsync("recommendations");
        await running.UntilAsync(async () => (await side.Part<ProductVectors>().CurrentAsync(default)).IsComplete);
        (await Similar(side, lamp)).ShouldBe([twin, hose], ignoreOrder: true);
        server.Texts.ShouldBe(4);
    }

    [Fact]
    public async Task While_the_server_fails_the_stores_own_are_used_and_it_is_tried_again()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.Status = 500;
        var (lamp, twin) = (_history.Product("Desk lamp blue", category: "light"), _history.Product("Desk lamp red", category: "light"));
        var hose = _history.Product("Garden hose blue", category: "garden");
        await using var side = await OpenAsync(_history.Journal, o => Of(o, server));
        await side.CatchUpAsync();
        using var running = new Running(side);
        await running.UntilAsync(() => Task.FromResult(server.Texts >= 6));
        (await Similar(side, lamp)).ShouldBe([twin]);
        server.Status = null;
        await running.UntilAsync(async () => (await side.Part<ProductVectors>().CurrentAsync(default)).IsComplete);
        (await Similar(side, lamp)).ShouldBe([hose]);
    }

    [Fact]
    public async Task A_text_that_the_server_refuses_keeps_no_other_from_its_vector()
    {
        await using var server = await FakeModelServer.StartAsync();
        server.Poison = "unspeakable";
        var lamp = _history.Product("Desk lamp blue", category: "light");
        var twin = _history.Product("Desk lamp red", category: "light", description: "An unspeakable thing.");
        var hose = _history.Product("Garden hose blue", category: "garden");
        await using var side = await OpenAsync(_history.Journal, o => Of(o, server));
        await side.CatchUpAsync();
        using var running = new Running(side);
        await running.UntilAsync(async () => (await side.Part<ProductVectors>().CurrentAsync(default)).Index is { Count: 2 } && side.Part<ProductVectors>().Missing.Some(1).Count == 0);
        // It is compared by the store's own vectors.
        (await Similar(side, lamp)).ShouldBe([hose, twin], ignoreOrder: true);
    }

    private static ReadModelOptions Of(ReadModelOptions options, FakeModelServer server) =>
        options with { Recommendations = new RecommendationOptions { ModelServer = new() { Endpoint = server.Address, Model = "fake" } } };

    private static async Task<IEnumerable<Guid>> Similar(ReadSide side, Guid product) =>
        (await side.Recommendations.SimilarAsync(product, 10)).ShouldNotBeNull().Select(s => s.ProductId);

    /// <summary>Lets run what runs beside the projections.</summary>
    private sealed class Running : IDisposable
    {
        private readonly ModelWorker _worker;
        private readonly ProductVectors _vectors;

        public Running(ReadSide side)
        {
            (_worker, _vectors) = (side.Part<ModelWorker>(), side.Part<ProductVectors>());
            _vectors.StartAsync(default).Wait();
            _worker.StartAsync(default).Wait();
        }

        public async Task UntilAsync(Func<Task<bool>> reached)
        {
            var began = TimeProvider.System.GetTimestamp();
            while (!await reached())
            {
                TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Patience);
                await Task.Delay(10);
            }
        }

        public void Dispose()
        {
            _worker.StopAsync(default).Wait();
            _vectors.StopAsync(default).Wait();
        }
    }
}

public sealed class ModelWorkerOnSqliteTests(TestStores stores) : ModelWorkerTests(stores, "sqlite")
{
    [Fact]
    public async Task Vectors_outlive_the_process_and_a_damaged_file_is_begun_anew()
    {
        using var folder = new TempFile();
        var text = TextKey.Of("Lamp");
        float[] vector = [1, 2, 3];
        using (var store = Open(folder.FilePath))
        {
            await store.SaveAsync("m", [new(text, vector)], default);
            await store.SaveAsync("m", [new(text, [9])], default);
        }

        using (var store = Open(folder.FilePath))
        {
            (await store.ReadAsync("m", [text, TextKey.Of("Chair")], default)).Single().Value.ShouldBe(vector);
            (await store.ReadAsync("other", [text], default)).ShouldBeEmpty();
        }

        await File.WriteAllTextAsync(folder.FilePath, new string('x', 10_000));
        using (var store = Open(folder.FilePath)) (await store.ReadAsync("m", [text], default)).ShouldBeEmpty();
    }

    private static SqliteVectors Open(string path) => new(path, NullLogger<SqliteVectors>.Instance);
}

public sealed class ModelWorkerOnPostgresTests(TestStores stores) : ModelWorkerTests(stores, "postgres");

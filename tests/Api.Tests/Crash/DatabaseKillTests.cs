using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Crash;

/// <summary>kill -9 of PostgreSQL under load, and up again, while the store lives on.</summary>
public sealed class DatabaseKillTests : IDisposable
{
    /// <summary>Three, or as many as the soak asks for.</summary>
    private static readonly int Kills = SoakSize.Of("STORE_SOAK_OUTAGES", 3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly int _port = StoreProcess.FreePort();

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task No_acknowledged_order_is_lost_and_meanwhile_the_answer_is_to_come_back_later(string readModels)
    {
        SharedPostgres.Require();
        await using var postgres = await PostgresServer.StartAsync();
        var database = await postgres.CreateDatabaseAsync();
        _http.BaseAddress = new Uri($"http://127.0.0.1:{_port}");
        using var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, _port, [.. PostgresShop.Silo(database), ("Store__ReadModels", readModels)]);
        await store.ServesAsync();
        var day = new ShoppingDay(_http);
        await day.OpenAsync();
        for (var kill = 1; kill <= Kills; kill++)
        {
            await day.AnswersAsync(100);
            if (kill == 2) await day.BeginRebuildsAsync();
            await postgres.KillAsync();
            await RefusesAsync();
            // What is kept in the process is served on.
            if (readModels == "sqlite") (await new Visitor(_http).Get("/products")).MustBe(200);
            if (kill % 2 == 0) await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
            await postgres.RestartAsync();
            await RecoversAsync();
            await day.Purchases.MustBeThereAsync();
        }

        await day.AnswersAsync(100);
        await day.CloseAsync(() => PostgresShop.ReadChargesAsync(database));
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Nobody waits for the database: who writes is told to come back.</summary>
    private async Task RefusesAsync()
    {
        var visitor = new Visitor(_http);
        var refused = await visitor.Post("/carts", new { items = Array.Empty<object>() });
        refused.MustBeProblem(503, "storageUnavailable").Header("Retry-After").ShouldNotBeNull();
        while ((await visitor.Get("/health/ready")).Status == 200) await Task.Delay(50, TestContext.Current.CancellationToken);
        (await visitor.Get("/health/live")).MustBe(200);
    }

    private async Task RecoversAsync()
    {
        var visitor = new Visitor(_http);
        while ((await visitor.Get("/health/ready")).Status != 200) await Task.Delay(50, TestContext.Current.CancellationToken);
        (await visitor.Post("/carts", new { items = Array.Empty<object>() })).MustBe(201);
    }
}

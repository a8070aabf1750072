using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Crash;

/// <summary>kill -9 of a real process whose read models are being made anew while buyers buy.</summary>
public sealed class ReadModelKillTests(SharedPostgres postgres) : IDisposable
{
    /// <summary>A few, or as many as the soak asks for.</summary>
    private static readonly int Kills = SoakSize.Of("STORE_SOAK_READ_MODEL_KILLS", 2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly Random _random = new(6);
    private readonly int _port = StoreProcess.FreePort();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_models_killed_half_way_and_made_anew_under_load_are_what_the_journal_comes_to(bool onPostgres)
    {
        if (onPostgres) SharedPostgres.Require();
        var database = onPostgres ? await (await postgres.ServerAsync()).CreateDatabaseAsync() : "";
        (string, string)[] settings = onPostgres ? [.. PostgresShop.Silo(database), ("Store__ReadModels", "postgres")] : [];
        _http.BaseAddress = new Uri($"http://127.0.0.1:{_port}");
        var day = new ShoppingDay(_http);
        var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, _port, settings);
        try
        {
            await store.ServesAsync();
            await day.OpenAsync();
            for (var kill = 1; kill <= Kills; kill++)
            {
                await day.AnswersAsync(_random.Next(5, 60));
                await day.BeginRebuildsAsync();
                // Some have not begun then, some are half way, some are being compared or swapped.
                await Task.Delay(_random.Next(0, 150), TestContext.Current.CancellationToken);
                store.Kill();
                store.Dispose();
                store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, _port, settings);
                await store.ServesAsync();
                await day.RebuildUnderLoadAsync();
            }

            await day.CloseAsync(() => onPostgres ? PostgresShop.ReadChargesAsync(database) : Charge.ReadAsync(_folder));
        }
        finally
        {
            store.Dispose();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }
}

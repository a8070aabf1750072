using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Crash;

/// <summary>kill -9 of a real process under load, over and over, on one folder.</summary>
public sealed class KillTests : IDisposable
{
    /// <summary>Twenty, or as many as the soak asks for.</summary>
    private static readonly int Kills = SoakSize.Of("STORE_SOAK_KILLS", 20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly Random _random = new(20);
    private readonly int _port = StoreProcess.FreePort();

    [Fact]
    public async Task Whatever_was_acknowledged_outlives_many_kills_and_stock_and_payments_agree()
    {
        _http.BaseAddress = new Uri($"http://127.0.0.1:{_port}");
        var day = new ShoppingDay(_http);
        var store = Start();
        try
        {
            await store.ServesAsync();
            await day.OpenAsync();
            for (var kill = 1; kill <= Kills; kill++)
            {
                // Now and then it dies while it still starts.
                if (kill % 5 == 0) await Task.Delay(_random.Next(20, 400), TestContext.Current.CancellationToken);
                else await day.AnswersAsync(_random.Next(5, 60));
                if (kill % 5 == 1) await day.BeginRebuildsAsync();
                store.Kill();
                store.Dispose();
                store = Start();
                if (kill % 5 == 4) continue;
                await store.ServesAsync();
                await day.Purchases.MustBeThereAsync();
            }

            await day.CloseAsync(() => Charge.ReadAsync(_folder));
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

    private StoreProcess Start() => StoreProcess.Start(StoreProcess.Built, _folder.FullName, _port);
}

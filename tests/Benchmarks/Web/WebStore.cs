using System.Net.Http.Headers;
using System.Text.Json;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Shop;
using OrleansStore.Benchmarks.Store;

namespace OrleansStore.Benchmarks.Web;

/// <summary>A store with its pages, and its administrator's way in.</summary>
internal sealed class WebStore : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private WebStore(ChildProcess process, string address)
    {
        (_process, Address) = (process, address);
        Http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(10) };
    }

    /// <summary>Where it serves.</summary>
    public string Address { get; }

    /// <summary>Calls it, as its administrator.</summary>
    public HttpClient Http { get; }

    /// <summary>The administrator's session as pages keep it.</summary>
    public string Session { get; private set; } = "";

    /// <summary>Starts one and waits until it serves its catalog.</summary>
    public static async Task<WebStore> StartAsync(string folder, bool demo)
    {
        var port = Ports.Free();
        var process = StoreProcess.Start(folder, port, core: null, settings: new Dictionary<string, string> { ["Store__Demo"] = demo ? "true" : "false" });
        process.DrainOutput();
        var store = new WebStore(process, $"http://127.0.0.1:{port}");
        while (!await store.IsReadyAsync(demo)) await Task.Delay(50);
        using var login = await store.Http.PostAsJsonAsync("/api/v1/auth/login", new { email = Accounts.AdminEmail, password = Accounts.Password });
        login.EnsureSuccessStatusCode();
        var tokens = await login.Content.ReadFromJsonAsync<JsonElement>();
        var access = tokens.GetProperty("accessToken").GetString()!;
        store.Session = JsonSerializer.Serialize(new { accessToken = access, refreshToken = tokens.GetProperty("refreshToken").GetString() });
        store.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<bool> IsReadyAsync(bool demo)
    {
        if (_process.HasExited) throw new InvalidOperationException($"The store ended: {_process.LastErrors}");
        try
        {
            using var ready = await Http.GetAsync("/health/ready");
            if (!ready.IsSuccessStatusCode) return false;
            return !demo || (await Http.GetStringAsync("/api/v1/products?limit=1")).Contains("\"id\"", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

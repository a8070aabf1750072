using System.Diagnostics;
using System.Text.Json;
using OrleansStore.Benchmarks.Load;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Scenarios;
using OrleansStore.Benchmarks.Shop;
using OrleansStore.Benchmarks.Store;

namespace OrleansStore.Benchmarks.Limits;

/// <summary>The smallest read with an access token, by a store that counts its callers' calls and by one that does not, turn and turn about.</summary>
internal sealed class CountedReads : IScenario
{
    private const int Connections = 8;
    private const int Turns = 4;

    private readonly List<IAsyncDisposable> _processes = [];
    private (int Process, int Port, RequestTemplate Request) _counted;
    private (int Process, int Port, RequestTemplate Request) _free;

    public async Task StartAsync(string folder)
    {
        _counted = await OpenAsync(Path.Combine(folder, "counted"), counted: true);
        _free = await OpenAsync(Path.Combine(folder, "free"), counted: false);
    }

    public Task<Dictionary<string, double>> RoundAsync(TimeSpan duration)
    {
        var (with, without) = (new Sum(), new Sum());
        for (var turn = 0; turn < Turns; turn++)
        {
            with.Add(Read(_counted, duration / (2 * Turns)));
            without.Add(Read(_free, duration / (2 * Turns)));
        }

        return Task.FromResult(new Dictionary<string, double>
        {
            ["counted, requests/s"] = with.Rate,
            ["not counted, requests/s"] = without.Rate,
            ["counted ÷ not"] = with.Rate / without.Rate,
            ["counted, CPU µs each"] = with.Cpu,
            ["not counted, CPU µs each"] = without.Cpu,
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
    }

    private async Task<(int Process, int Port, RequestTemplate Request)> OpenAsync(string folder, bool counted)
    {
        var port = Ports.Free();
        var store = StoreProcess.Start(folder, port, core: null, settings: new Dictionary<string, string>
        {
            ["Store__Limits__Counted"] = counted ? "true" : "false",
            // As fast as it can: nothing is to be refused.
            ["Store__Limits__Read__PerSecond"] = "1000000",
            ["Store__Limits__Read__Burst"] = "1000000",
        });
        _processes.Add(store);
        store.DrainOutput();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        while (!await IsReadyAsync(http)) await Task.Delay(20);
        var login = await http.PostAsJsonAsync("/api/v1/auth/login", new { email = Accounts.AdminEmail, password = Accounts.Password });
        login.EnsureSuccessStatusCode();
        var token = (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
        return (store.Id, port, RequestTemplate.Get("/api/v1/categories", token));
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static (long Count, double Seconds, double Cpu) Read((int Process, int Port, RequestTemplate Request) store, TimeSpan duration)
    {
        var (cpu, watch, count) = (ProcessTree.CpuSeconds(store.Process), Stopwatch.StartNew(), 0L);
        var readers = Enumerable.Range(0, Connections).Select(_ => new Thread(() =>
        {
            using var connection = new HttpConnection(store.Port);
            for (; watch.Elapsed < duration; Interlocked.Increment(ref count)) connection.Exchange(store.Request, 200);
        })).ToList();
        readers.ForEach(reader => reader.Start());
        readers.ForEach(reader => reader.Join());
        return (count, watch.Elapsed.TotalSeconds, ProcessTree.CpuSeconds(store.Process) - cpu);
    }

    /// <summary>Several turns together.</summary>
    private sealed class Sum
    {
        private long _count;
        private double _seconds;
        private double _cpu;

        public double Rate => _count / _seconds;

        public double Cpu => _cpu * 1e6 / _count;

        public void Add((long Count, double Seconds, double Cpu) turn) =>
            (_count, _seconds, _cpu) = (_count + turn.Count, _seconds + turn.Seconds, _cpu + turn.Cpu);
    }
}

using OrleansStore.Benchmarks.Processes;

namespace OrleansStore.Benchmarks.Shop;

/// <summary>A rival: a server that serves the routes of the shop, pinned to the core of the servers.</summary>
internal abstract class ShopServer(string name) : IAsyncDisposable
{
    /// <summary>The core that every server runs on, alone with what it brings (a database).</summary>
    public const int Core = 0;

    private ChildProcess? _process;

    public string Name { get; } = name;

    public int Port { get; } = Ports.Free();

    /// <summary>Set once the shop is filled.</summary>
    public Goods Goods { get; set; } = new([], []);

    public int ProcessId => _process!.Id;

    /// <summary>The rival's processes of the moment.</summary>
    public IEnumerable<int> Processes => ProcessRoots.SelectMany(ProcessTree.Members);

    /// <summary>All processes that the rival's work is done by.</summary>
    protected virtual IEnumerable<int> ProcessRoots => [_process!.Id];

    public double CpuSeconds() => ProcessRoots.Sum(ProcessTree.CpuSeconds);

    /// <summary>Takes the rival off the core while others are measured.</summary>
    public void Freeze() => SendAll(Signal.Stop);

    public void Thaw() => SendAll(Signal.Continue);

    /// <summary>Starts the rival and waits for its first answer.</summary>
    public async Task StartAsync()
    {
        _process = await LaunchAsync();
        _process.DrainOutput();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(5) };
        for (var attempt = 0; attempt < 3_000 && !_process.HasExited; attempt++)
        {
            try
            {
                using var response = await http.GetAsync("/health/ready");
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(10);
        }

        throw new InvalidOperationException($"{Name} did not start: {_process.LastErrors}");
    }

    public async Task SeedAsync()
    {
        using var client = new ShopClient(Port);
        Goods = await client.SeedAsync();
    }

    /// <summary>What a shop does now and then beside its work, done between warm-up and measurement.</summary>
    public virtual Task SettleAsync() => Task.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        Thaw();
        await _process.DisposeAsync();
    }

    protected abstract Task<ChildProcess> LaunchAsync();

    private void SendAll(Signal signal)
    {
        foreach (var id in Processes) ChildProcess.Send(id, signal);
    }
}

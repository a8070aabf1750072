using OrleansStore.Benchmarks.CrudShop;
using OrleansStore.Benchmarks.HttpLimit;
using OrleansStore.Benchmarks.Load;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Reporting;
using OrleansStore.Benchmarks.Store;

namespace OrleansStore.Benchmarks.Shop;

/// <summary>The shop over HTTP: servers on one core, load from the other, rivals in turn.</summary>
internal sealed class ShopSuite(Options options, string folder, Progress progress) : IAsyncDisposable
{
    private const int LoadCore = 1;
    private readonly List<ShopServer> _rivals = [];
    private readonly List<string> _notes = [];

    public async Task<IReadOnlyList<Table>> RunAsync(IReadOnlyList<ShopFlow> flows)
    {
        await StartRivalsAsync();
        await using var load = new LoadGenerator(LoadCore);
        foreach (var rival in _rivals) await WarmUpAsync(load, rival, flows);

        var figures = flows.ToDictionary(flow => flow, _ => _rivals.Select(rival => new ShopFigures(rival)).ToList());
        for (var round = 0; round < options.Rounds; round++)
            foreach (var flow in flows)
                foreach (var (rival, figure) in InTurn(figures[flow], round))
                {
                    var (result, cpu) = await MeasureAsync(load, rival, flow, options.Seconds);
                    figure.Add(result, cpu);
                    progress.Say($"{flow.Name} round {round + 1}: {rival.Name} {result.Operations / result.Seconds:#,0} {flow.Unit}/s");
                }

        if (options.Profile) await ProfileAsync(load, flows);
        return [.. flows.Select(flow => Tabulate(flow, figures[flow]))];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var rival in _rivals) await rival.DisposeAsync();
    }

    private async Task StartRivalsAsync()
    {
        if (options.Rivals.Contains("store") && StoreProcess.IsBuilt) await StartAsync(new StoreServer(folder, options.Profile), seed: true);
        else _notes.Add("This store is left out: it was not asked for, or `src/Api` is not built.");
        if (options.Rivals.Contains("crud") && DurablePostgres.IsInstalled) await StartAsync(new CrudShopServer(folder), seed: true);
        else _notes.Add("The CRUD shop is left out: it was not asked for, or PostgreSQL is not installed.");
        if (options.Rivals.Contains("limit") && _rivals.FirstOrDefault() is { } model)
        {
            model.Thaw();
            await StartAsync(new HttpLimitServer(folder, model, options.Lines), seed: false);
            model.Freeze();
            _notes.Add($"The HTTP limit returns the bytes that {model.Name} answered.");
        }
    }

    private async Task StartAsync(ShopServer rival, bool seed)
    {
        progress.Say($"{rival.Name}: starting{(seed ? " and filling" : "")}");
        _rivals.Add(rival);
        await rival.StartAsync();
        if (seed) await rival.SeedAsync();
        rival.Freeze();
    }

    // In two halves: what a shop settles after the first serves the second.
    private async Task WarmUpAsync(LoadGenerator load, ShopServer rival, IReadOnlyList<ShopFlow> flows)
    {
        foreach (var half in (string[])["first half", "second half"])
        {
            progress.Say($"{rival.Name}: warming up, {half}");
            foreach (var flow in flows) await MeasureAsync(load, rival, flow, options.WarmUp / flows.Count / 2);
            rival.Thaw();
            await rival.SettleAsync();
            rival.Freeze();
        }
    }

    private async Task<(LoadResult Result, double CpuSeconds)> MeasureAsync(LoadGenerator load, ShopServer rival, ShopFlow flow, double seconds)
    {
        rival.Thaw();
        var before = rival.CpuSeconds();
        var result = await load.RunAsync(flow.Order(rival, seconds, options.Lines));
        var cpu = rival.CpuSeconds() - before;
        rival.Freeze();
        return (result, cpu);
    }

    // After the rounds, for sampling costs time itself.
    private async Task ProfileAsync(LoadGenerator load, IReadOnlyList<ShopFlow> flows)
    {
        foreach (var rival in _rivals)
            foreach (var flow in flows)
            {
                var file = Path.Combine(options.Data, $"{flow.Name}-{rival.Name}.perf".Replace('/', '-').Replace(' ', '-'));
                rival.Thaw();
                await Profile.RecordAsync(file, rival.Processes, () => load.RunAsync(flow.Order(rival, options.Seconds, options.Lines)));
                rival.Freeze();
                progress.Say($"samples of {rival.Name}, {flow.Name}: perf report -i {file}");
            }
    }

    // Each round begins with another rival, so that none always follows the same one.
    private IEnumerable<(ShopServer Rival, ShopFigures Figures)> InTurn(List<ShopFigures> figures, int round) =>
        _rivals.Zip(figures).Select((_, i) => (i + round) % _rivals.Count).Select(i => (_rivals[i], figures[i]));

    private Table Tabulate(ShopFlow flow, List<ShopFigures> figures)
    {
        var table = new Table(flow.Title, ShopFigures.Columns(flow.Unit));
        foreach (var figure in figures) figure.AddRow(table, figures);
        table.Notes.Add($"`{flow.Name}`: server on one core, load from another, {Accounts.Buyers} keep-alive connections."
            + (flow.Unit == "purchases" ? $" {options.Lines} product(s) in a cart; times are those of the whole purchase." : ""));
        table.Notes.AddRange(_notes);
        return table;
    }
}

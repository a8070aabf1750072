using System.Text;
using OrleansStore.Benchmarks.Engine;
using OrleansStore.Benchmarks.Reads;
using OrleansStore.Benchmarks.Reporting;
using OrleansStore.Benchmarks.Scenarios;
using OrleansStore.Benchmarks.Shop;
using OrleansStore.Benchmarks.Store;

namespace OrleansStore.Benchmarks;

/// <summary>Runs what was asked for and writes it down.</summary>
internal static class Benchmark
{
    private static readonly string[] _names =
        [.. ShopFlow.All.Select(flow => flow.Name), .. StoreSuite.Names, OrderReads.Name, .. Scenario.All.Select(scenario => scenario.Name), EngineStart.Name];

    public static async Task<int> RunAsync(string[] arguments)
    {
        Options options;
        try
        {
            options = Options.Parse(arguments);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            Console.Error.WriteLine($"{e.Message}\n{Options.Usage}");
            return 2;
        }

        var wanted = _names.Where(options.Wants).ToList();
        if (options.ListOnly || wanted.Count == 0)
        {
            Console.WriteLine(string.Join('\n', _names));
            return options.ListOnly ? 0 : 2;
        }

        // Open to others, for PostgreSQL runs under its own account where this runs as root.
        var folder = Path.Combine(options.Data, $"store-benchmarks-{Environment.ProcessId}");
        Directory.CreateDirectory(folder, (UnixFileMode)0b111_101_101);
        try
        {
            Publish(options, await MeasureAsync(options, folder));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Table>> MeasureAsync(Options options, string folder)
    {
        var progress = new Progress();
        var tables = new List<Table>();
        var flows = ShopFlow.All.Where(flow => options.Wants(flow.Name)).ToList();
        if (flows.Count > 0)
        {
            await using var shop = new ShopSuite(options, folder, progress);
            tables.AddRange(await shop.RunAsync(flows));
        }

        var own = StoreSuite.Names.Where(options.Wants).ToList();
        if (own.Count > 0) tables.Add(await new StoreSuite(options, folder, progress).RunAsync(own));

        if (options.Wants(OrderReads.Name)) tables.Add(await new OrderReads(options, folder, progress).RunAsync());

        var scenarios = Scenario.All.Where(scenario => options.Wants(scenario.Name)).ToList();
        if (scenarios.Count > 0 || options.Wants(EngineStart.Name))
        {
            var table = await new ScenarioSuite(options, folder, progress).RunAsync(scenarios);
            if (options.Wants(EngineStart.Name)) await EngineStart.AddRowAsync(table, progress);
            tables.Add(table);
        }

        return tables;
    }

    private static void Publish(Options options, IReadOnlyList<Table> tables)
    {
        var text = new StringBuilder(Machine.Describe(options)).AppendJoin('\n', tables.Select(table => table.ToMarkdown())).ToString();
        Console.Out.WriteLine(text);
        if (options.Write) File.WriteAllText(Path.Combine(Repository(), "docs", "benchmarks.md"), text);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrleansStore.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Not inside the repository.");
    }
}

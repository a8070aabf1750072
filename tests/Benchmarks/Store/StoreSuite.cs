using OrleansStore.Benchmarks.Load;
using OrleansStore.Benchmarks.Reporting;

namespace OrleansStore.Benchmarks.Store;

/// <summary>What the store costs beside time: disk, start and open connections; and how late its read models are.</summary>
internal sealed class StoreSuite(Options options, string folder, Progress progress)
{
    public const string Size = "store/size";
    public const string Start = "store/start";
    public const string Hubs = "store/hubs";
    public const string Guessing = "store/guessing";
    public const string Lag = "store/lag";

    public static IReadOnlyList<string> Names { get; } = [Size, Start, Hubs, Guessing, Lag];

    public async Task<Table> RunAsync(IReadOnlyList<string> names)
    {
        var table = new Table("Disk, start, open connections and read models of the store", ["", "figure", "median", "range"]);
        if (!StoreProcess.IsBuilt)
        {
            table.Notes.Add("Left out: `src/Api` is not built.");
            return table;
        }

        var own = Directory.CreateDirectory(Path.Combine(folder, "own")).FullName;
        await using var load = new LoadGenerator(core: 1);
        progress.Say("this store: starting and filling");
        var size = new StoreSize(own, options.Quick ? 200 : 5_000);
        var goods = await size.SeedAsync();
        if (names.Contains(Size)) await size.AddRowsAsync(table, load, goods, options, progress);
        if (names.Contains(Start)) await new StoreStart(own, options.Quick ? 1 : 9).AddRowsAsync(table, progress);
        if (names.Contains(Guessing)) await new StoreGuessing(own).AddRowsAsync(table, load, goods, options, progress);
        if (names.Contains(Lag)) await new StoreLag(own).AddRowsAsync(table, load, goods, options, progress);
        if (names.Contains(Hubs)) await new StoreHubs(own, options.Quick ? 200 : 10_000).AddRowsAsync(table, goods, options, progress);
        return table;
    }
}

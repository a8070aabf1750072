using System.Text.Json;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Reporting;
using OrleansStore.Benchmarks.Statistics;

namespace OrleansStore.Benchmarks.Scenarios;

/// <summary>Runs scenarios one after the other, each in a process of its own on all cores.</summary>
internal sealed class ScenarioSuite(Options options, string folder, Progress progress)
{
    // Scenarios are small and warm in seconds; the minute is for the servers.
    private double WarmUp => Math.Min(options.WarmUp, 12);

    public async Task<Table> RunAsync(IReadOnlyList<Scenario> scenarios)
    {
        var table = new Table("In one process, without HTTP", ["", "figure", "median", "range", "official Orleans 10", "ratio"]);
        table.Notes.Add($"Two cores, no pinning. {OfficialOrleans.Source}");
        foreach (var scenario in scenarios)
        {
            progress.Say(scenario.Name);
            foreach (var (figure, sample) in await MeasureAsync(scenario)) table.Rows.Add(Row(scenario, figure, sample));
        }

        return table;
    }

    private async Task<Dictionary<string, Sample>> MeasureAsync(Scenario scenario)
    {
        var own = Path.Combine(folder, scenario.Name.Replace('/', '-'));
        Directory.CreateDirectory(own);
        var order = new ScenarioOrder(scenario.Name, own, WarmUp, options.Rounds, options.Seconds);
        await using var process = ChildProcess.StartSelf(core: null, "--scenario", JsonSerializer.Serialize(order));
        var samples = new Dictionary<string, Sample>();
        while (await process.Output.ReadLineAsync() is { } line)
            foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, double>>(line)!)
            {
                if (!samples.TryGetValue(name, out var sample)) samples[name] = sample = new Sample();
                sample.Add(value);
            }

        if (await process.WaitForExitAsync() != 0) throw new InvalidOperationException($"{scenario.Name}: {process.LastErrors}");
        return samples;
    }

    private static string[] Row(Scenario scenario, string figure, Sample sample)
    {
        var official = OfficialOrleans.Find(scenario.Name, figure);
        return
        [
            $"{scenario.Title} (`{scenario.Name}`)", figure, $"{sample}", sample.Range,
            official is null ? "–" : Sample.Number(official.Value), official is null ? "–" : $"{Sample.Number(sample.Median / official.Value)} ×",
        ];
    }
}

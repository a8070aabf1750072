using System.Text.Json;

namespace OrleansStore.Benchmarks.Scenarios;

/// <summary>The process of one scenario: warms up, then writes the figures of each round as a line of JSON.</summary>
internal static class ScenarioProcess
{
    public static async Task<int> RunAsync(ScenarioOrder order)
    {
        await using var scenario = Scenario.All.Single(s => s.Name == order.Name).Create();
        await scenario.StartAsync(order.Folder);
        // Several short rounds: what a round does at its end (a forced collection, say) is warmed up too.
        for (var i = 0; i < 4; i++) await scenario.RoundAsync(TimeSpan.FromSeconds(order.WarmUp / 4));
        for (var round = 0; round < order.Rounds; round++)
            Console.Out.WriteLine(JsonSerializer.Serialize(await scenario.RoundAsync(TimeSpan.FromSeconds(order.Seconds))));
        return 0;
    }
}

/// <summary>What a scenario's process is started with.</summary>
internal sealed record ScenarioOrder(string Name, string Folder, double WarmUp, int Rounds, double Seconds);

namespace OrleansStore.Benchmarks.Scenarios;

/// <summary>Something measured inside one process, which is started for it alone.</summary>
internal interface IScenario : IAsyncDisposable
{
    /// <summary>Prepares what all rounds need.</summary>
    /// <param name="folder">On a real disk; the scenario's own.</param>
    Task StartAsync(string folder);

    /// <summary>One round.</summary>
    /// <returns>Figures by name; the same names in each round.</returns>
    Task<Dictionary<string, double>> RoundAsync(TimeSpan duration);
}

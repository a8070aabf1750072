using System.Diagnostics.Metrics;
using OrleansStore.Journal;

namespace OrleansStore.Silo.Metrics;

/// <summary>What the store itself has to tell: how far it has come.</summary>
public sealed class StoreMeter : IDisposable
{
    /// <summary>Its name.</summary>
    public const string Name = "OrleansStore";

    private readonly Meter _meter = new(Name);

    /// <summary>Tells of the journal.</summary>
    public StoreMeter(IJournal journal) =>
        _meter.CreateObservableGauge("store.journal.position", () => journal.Head, description: "Global position of the newest event this process knows of.");

    /// <summary>Tells of the read side too.</summary>
    public void Add(Func<long> readPosition) => _meter.CreateObservableGauge(
        "store.readmodels.position", readPosition, description: "Global position up to which every projection has taken events in.");

    /// <summary>Tells of something else that is now so and then so.</summary>
    public void Add(string name, Func<int> now, string description) => _meter.CreateObservableGauge(name, now, description: description);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}

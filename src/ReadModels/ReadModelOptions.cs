using OrleansStore.ReadModels.Recommendations;

namespace OrleansStore.ReadModels;

/// <summary>How the read side runs.</summary>
public sealed record ReadModelOptions
{
    /// <summary>The SQLite file, such as <c>data/readmodels.db</c>; null for a temporary one that goes away with the process.</summary>
    /// <remarks>May be deleted while the store is down: it is built anew from the journal.</remarks>
    public string? DatabasePath { get; init; }

    /// <summary>The PostgreSQL whose tables all processes share, as a connection string of Npgsql's; null for a SQLite file of this process's own.</summary>
    public string? Database { get; init; }

    /// <summary>Whether other processes have the same tables.</summary>
    internal bool IsShared => Database is not null;

    /// <summary>Most events taken in with one transaction.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>
    /// How long events gather before they are taken in, unless somebody waits for them. Several updates of a row in one
    /// batch are one write, so this is what keeps the projections' share of the processor small under load.
    /// </summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Memory for encoded products: all of a small catalog, the hot part of a large one.</summary>
    public long ProductCacheBytes { get; init; } = 64 << 20;

    /// <summary>Memory for encoded lists: some hundred pages; searches that nobody repeats fall out.</summary>
    public long ListCacheBytes { get; init; } = 32 << 20;

    /// <summary>What is good enough to be recommended, and by which vectors.</summary>
    public RecommendationOptions Recommendations { get; init; } = new();

    /// <exception cref="ArgumentException">An option is out of its range; names it.</exception>
    public void Validate()
    {
        Recommendations.Validate();
        if (DatabasePath is "") throw Wrong(nameof(DatabasePath), "a path, or nothing for a temporary file");
        if (BatchSize is < 1 or > ReadModelLimits.BatchSize) throw Wrong(nameof(BatchSize), $"from 1 to {ReadModelLimits.BatchSize}");
        if (Linger < TimeSpan.Zero || Linger > ReadModelLimits.Linger) throw Wrong(nameof(Linger), $"from 0 to {ReadModelLimits.Linger}");
        if (ProductCacheBytes < 0) throw Wrong(nameof(ProductCacheBytes), "0 or more");
        if (ListCacheBytes < 0) throw Wrong(nameof(ListCacheBytes), "0 or more");
    }

    private static ArgumentException Wrong(string option, string allowed) => new($"{nameof(ReadModelOptions)}.{option} must be {allowed}.");
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.ReadModels.Recommendations.Embeddings;
using OrleansStore.ReadModels.Recommendations.Projection;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Similarity;

/// <summary>What products can be compared by.</summary>
/// <param name="Index">The vectors of the products on sale; null while there are none in memory or too many for it.</param>
/// <param name="Weights">What the store's own vectors are made with.</param>
/// <param name="IsComplete">Whether all products on sale are in the index.</param>
internal sealed record Compared(VectorIndex? Index, WordWeights Weights, bool IsComplete)
{
    public static Compared Nothing { get; } = new(null, WordWeights.None, IsComplete: false);
}

/// <summary>Keeps the vectors of the products on sale in memory, as the tables have them.</summary>
/// <remarks>
/// They follow from the tables alone, so nothing of them is stored. A change is taken in before the next query, or by a loop of
/// its own when there is much of it; queries meanwhile compare candidates.
/// </remarks>
internal sealed partial class ProductVectors(
    ReadModelDatabase database, VectorChanges changes, IVectorSource source, RecommendationOptions options, TimeProvider time, ILogger<ProductVectors> logger)
    : BackgroundService
{
    private static readonly TimeSpan QueryPatience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly MissingVectors _missing = new();
    private long _version;
    private volatile bool _loads;
    private volatile Compared _current = Compared.Nothing;

    /// <summary>Rises whenever something may be nearest to something else.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Whether vectors are the store's own, and there at once.</summary>
    public bool AreOwn => source.IsImmediate;

    /// <summary>Products on sale that the source has no vectors of.</summary>
    public MissingVectors Missing => _missing;

    /// <summary>What products can be compared by now; what was committed before is in it, unless it is very much.</summary>
    public async ValueTask<Compared> CurrentAsync(CancellationToken cancellation)
    {
        if (changes.Count == 0 && _turn.CurrentCount > 0) return _current;
        if (_loads) return _current;
        // At the start nobody knows yet how much it is.
        if (changes.Count is > RecommendationLimits.WaitedFor and < int.MaxValue || !await _turn.WaitAsync(QueryPatience, cancellation)) return _current;
        try
        {
            while (await AdvanceAsync(patient: false, cancellation))
            {
            }
        }
        finally
        {
            _turn.Release();
        }

        return _current;
    }

    /// <summary>Takes in all that has changed, however much it is.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            while (await AdvanceAsync(patient: true, cancellation))
            {
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever starts the host must not wait for it.
        await Task.Yield();
        changes.Wake();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await changes.WaitAsync(stoppingToken);
                await CatchUpAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                LogFailed(e);
                changes.Wake();
                await Task.WhenAny(Task.Delay(Pause, time, stoppingToken));
            }
        }
    }

    /// <summary>Takes in one stretch.</summary>
    /// <param name="patient">Whether there is time to make all vectors anew.</param>
    /// <returns>Whether there is more.</returns>
    private async Task<bool> AdvanceAsync(bool patient, CancellationToken cancellation)
    {
        var (everything, ids) = changes.Take(RecommendationLimits.Chunk);
        if (!everything && ids.Count == 0) return false;
        try
        {
            var (corpus, rows) = await database.ReadAsync(
                RecommendationTables.Name, tables => (Corpus.Read(tables), TextRow.ReadSome(tables, ids)), cancellation);
            // What was told of before the weights changed is loaded with all the others.
            everything |= corpus.Epoch != _current.Weights.Epoch || (_current.Index is null && corpus.Active <= options.ComparedProducts);
            if (everything && !patient && corpus.Active > RecommendationLimits.WaitedFor)
            {
                changes.AddEverything();
                return false;
            }

            _loads = everything && corpus.Active > RecommendationLimits.WaitedFor;
            if (everything) await LoadAsync(corpus, cancellation);
            else await TakeInAsync(ids, rows, cancellation);
            return true;
        }
        catch
        {
            if (everything) changes.AddEverything();
            else changes.Add(ids);
            throw;
        }
        finally
        {
            _loads = false;
        }
    }

    private async Task LoadAsync(Corpus corpus, CancellationToken cancellation)
    {
        var weights = await database.ReadAsync(RecommendationTables.Name, Corpus.ReadWeights, cancellation);
        _missing.Clear();
        if (corpus.Active > options.ComparedProducts)
        {
            Publish(null, weights);
            return;
        }

        var index = new VectorIndex();
        for (var position = 0L; ;)
        {
            var after = position;
            var rows = await database.ReadAsync(RecommendationTables.Name, tables => TextRow.ReadAfter(tables, after, RecommendationLimits.Chunk), cancellation);
            if (rows.Count == 0) break;
            position = rows[^1].Position;
            await PutInAsync(index, rows, weights, cancellation);
        }

        Publish(index, weights);
    }

    private async Task TakeInAsync(IReadOnlyList<Guid> ids, IReadOnlyList<TextRow> rows, CancellationToken cancellation)
    {
        var (index, weights, _) = _current;
        _missing.Remove(ids);
        if (index is not null)
        {
            foreach (var gone in rows.Where(row => !row.Active)) index.Remove(gone.Id);
            await PutInAsync(index, [.. rows.Where(row => row.Active)], weights, cancellation);
        }

        Publish(index?.Count <= options.ComparedProducts ? index : null, weights);
    }

    private async Task PutInAsync(VectorIndex index, List<TextRow> rows, WordWeights weights, CancellationToken cancellation)
    {
        var vectors = await source.FindAsync(rows.ConvertAll(row => row.Text), weights, cancellation);
        for (var i = 0; i < rows.Count; i++)
        {
            if (vectors[i] is { } vector)
            {
                index.Set(rows[i].Id, vector);
            }
            else
            {
                index.Remove(rows[i].Id);
                _missing.Add(rows[i].Id);
            }
        }
    }

    private void Publish(VectorIndex? index, WordWeights weights)
    {
        _current = new Compared(index, weights, index is not null && _missing.IsEmpty);
        Interlocked.Increment(ref _version);
        _missing.Wake();
    }

    [LoggerMessage(1, LogLevel.Warning, "Products' vectors could not be read; trying again.")]
    private partial void LogFailed(Exception error);
}

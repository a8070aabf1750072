using Microsoft.Extensions.AI;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.ReadModels.Recommendations.Projection;
using OrleansStore.ReadModels.Recommendations.Similarity;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.ModelServer;

/// <summary>Has a model make the vectors that are missing, some at a time; nothing waits for it.</summary>
internal sealed partial class ModelWorker(
    IEmbeddingGenerator<string, Embedding<float>> generator, IVectorStore store, string model,
    ProductVectors vectors, VectorChanges changes, ReadModelDatabase database, TimeProvider time, ILogger<ModelWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var (failures, most) = (0, RecommendationLimits.ModelBatch);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await vectors.Missing.WaitAsync(stoppingToken);
                while (await MakeSomeAsync(most, stoppingToken)) most = RecommendationLimits.ModelBatch;
                failures = 0;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (ModelServerException e) when (e.IsAboutTexts && most > 1)
            {
                // One of them, and each by itself tells which.
                most = 1;
                vectors.Missing.Wake();
            }
            catch (Exception e)
            {
                var pause = BackOff(++failures);
                LogFailed(pause, e);
                await Task.WhenAny(Task.Delay(pause, time, stoppingToken));
                vectors.Missing.Wake();
            }
        }
    }

    /// <returns>Whether there are more.</returns>
    private async Task<bool> MakeSomeAsync(int most, CancellationToken cancellation)
    {
        var ids = vectors.Missing.Some(most);
        if (ids.Count == 0) return false;
        var rows = await database.ReadAsync(RecommendationTables.Name, tables => TextRow.ReadSome(tables, ids), cancellation);
        var texts = rows.Where(row => row.Active).Select(row => row.Text).Distinct(StringComparer.Ordinal).ToDictionary(TextKey.Of);
        // Another process may have had them made meanwhile.
        foreach (var known in (await store.ReadAsync(model, [.. texts.Keys], cancellation)).Keys) texts.Remove(known);
        var refused = texts.Count > 0 && !await MakeAsync(texts, cancellation) ? rows.FindAll(row => texts.ContainsKey(TextKey.Of(row.Text))).ConvertAll(row => row.Id) : [];
        foreach (var id in refused) vectors.Missing.GiveUp(id);
        changes.Add(ids.Except(refused));
        await vectors.CatchUpAsync(cancellation);
        return true;
    }

    /// <returns>Whether there is something to keep.</returns>
    private async Task<bool> MakeAsync(Dictionary<TextKey, string> texts, CancellationToken cancellation)
    {
        var (keys, values) = (texts.Keys.ToList(), texts.Values.ToList());
        GeneratedEmbeddings<Embedding<float>> made;
        try
        {
            made = await generator.GenerateAsync(values, cancellationToken: cancellation);
        }
        catch (ModelServerException e) when (e.IsAboutTexts && texts.Count == 1)
        {
            LogRefused(e);
            return false;
        }

        var fitted = keys.Zip(made, (key, vector) => KeyValuePair.Create(key, Fitting.Fit(vector.Vector.Span))).Where(pair => pair.Value is not null).ToList();
        await store.SaveAsync(model, fitted!, cancellation);
        return fitted.Count > 0;
    }

    private static TimeSpan BackOff(int failures)
    {
        var (first, longest) = RecommendationLimits.ModelBackOff;
        var pause = first * Math.Pow(2, Math.Min(failures, 16) - 1);
        return pause < longest ? pause : longest;
    }

    [LoggerMessage(1, LogLevel.Warning, "The model server made no vectors; the store's own are used meanwhile. Trying again in {Pause}.")]
    private partial void LogFailed(TimeSpan pause, Exception error);

    [LoggerMessage(2, LogLevel.Warning, "The model server makes no vector of a product's text; the store's own is used.")]
    private partial void LogRefused(Exception error);
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Analytics;
using OrleansStore.ReadModels.Notifications;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Recommendations;
using OrleansStore.ReadModels.Reviews;
using OrleansStore.ReadModels.Storage;
using OrleansStore.ReadModels.Tests.Projections;

namespace OrleansStore.ReadModels.Tests.Shop;

/// <summary>A read side that runs only when told to, unless its loop is started.</summary>
internal sealed class ReadSide : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ReadSide(IJournal journal, ReadModelOptions options, CountingProjection[] more, bool others)
    {
        var services = new ServiceCollection()
            .AddSingleton(journal).AddSingleton(History.Codec).AddSingleton(TimeProvider.System).AddLogging(l => l.AddProvider(new TestLog()))
            .AddReadModels(options);
        if (!others) services.RemoveAll<ProjectionSource>();
        foreach (var projection in more) services.AddSingleton(new ProjectionSource(projection.Make));
        _services = services.BuildServiceProvider();
    }

    public ProjectionRunner Runner => _services.GetRequiredService<ProjectionRunner>();

    public IEnumerable<ProjectionSource> Sources => _services.GetServices<ProjectionSource>();

    public ReadModelDatabase Database => _services.GetRequiredService<ReadModelDatabase>();

    public IReadModels Models => _services.GetRequiredService<IReadModels>();

    public ICatalogQueries Catalog => _services.GetRequiredService<ICatalogQueries>();

    public CatalogCache Cache => _services.GetRequiredService<CatalogCache>();

    public IReviewQueries Reviews => _services.GetRequiredService<IReviewQueries>();

    public IOrderQueries Orders => _services.GetRequiredService<IOrderQueries>();

    public IAnalyticsQueries Analytics => _services.GetRequiredService<IAnalyticsQueries>();

    public IOrderFeed Feed => _services.GetRequiredService<IOrderFeed>();

    public IRecommendationQueries Recommendations => _services.GetRequiredService<IRecommendationQueries>();

    /// <summary>A part that no query of the read side gives.</summary>
    public T Part<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public INotificationQueries Notifications => _services.GetRequiredService<INotificationQueries>();

    /// <summary>Opens it; it stands where it stood when it was closed.</summary>
    public static async Task<ReadSide> OpenAsync(IJournal journal, ReadModelOptions? options = null, params CountingProjection[] more)
    {
        var side = new ReadSide(journal, options ?? new ReadModelOptions(), more, others: true);
        await side.Runner.PrepareAsync(default);
        return side;
    }

    /// <summary>Opens one with these projections only.</summary>
    public static async Task<ReadSide> OpenWithAsync(IJournal journal, ReadModelOptions options, params CountingProjection[] only)
    {
        var side = new ReadSide(journal, options, only, others: false);
        await side.Runner.PrepareAsync(default);
        return side;
    }

    /// <summary>Opens one and takes in all there is.</summary>
    public static async Task<ReadSide> CaughtUpAsync(IJournal journal, ReadModelOptions? options = null)
    {
        var side = await OpenAsync(journal, options);
        await side.CatchUpAsync();
        return side;
    }

    public async Task CatchUpAsync()
    {
        while (await Runner.AdvanceAsync(default))
        {
        }
    }

    /// <summary>Has a projection made anew, to the end.</summary>
    public async Task<RebuildReport> RebuildAsync(string name)
    {
        var begun = Runner.RebuildAsync(name, TestContext.Current.CancellationToken).AsTask();
        while (!begun.IsCompleted) await Runner.AdvanceAsync(default);
        await begun;
        return await RebuiltAsync(name);
    }

    /// <summary>Goes on until a rebuild that was begun is at its end.</summary>
    public async Task<RebuildReport> RebuiltAsync(string name)
    {
        while (true)
        {
            if (Runner.Status.Single(s => s.Name == name).Rebuild is { IsRunning: false } report) return report;
            await Runner.AdvanceAsync(default);
            await Task.Yield();
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>A file that goes away with the test.</summary>
internal sealed class TempFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("readmodels-test-");

    public string FilePath => Path.Combine(_folder.FullName, "readmodels.db");

    public ReadModelOptions Options(int batchSize = 1_000) => new() { DatabasePath = FilePath, BatchSize = batchSize };

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>Writes what is logged into the test's output.</summary>
internal sealed class TestLog : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        TestContext.Current.TestOutputHelper?.WriteLine($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}

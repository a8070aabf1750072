using OrleansStore.Journal;

namespace OrleansStore.ReadModels.Tests.Shop;

/// <summary>Tests that each database of read models must pass; each read side that is opened has a database of its own.</summary>
public abstract class ReadModelTests(TestStores stores, string kind) : IAsyncLifetime
{
    private readonly List<TestStore> _opened = [];

    public virtual ValueTask InitializeAsync() => default;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var store in _opened) await store.DisposeAsync();
    }

    /// <summary>One that has taken in nothing yet.</summary>
    private protected async Task<ReadSide> OpenAsync(IJournal journal, Func<ReadModelOptions, ReadModelOptions>? configure = null)
    {
        var store = await stores.OpenAsync(kind);
        _opened.Add(store);
        return await ReadSide.OpenAsync(journal, configure is null ? store.Options() : configure(store.Options()));
    }

    /// <summary>One that has taken in all there is.</summary>
    private protected async Task<ReadSide> CaughtUpAsync(IJournal journal, Func<ReadModelOptions, ReadModelOptions>? configure = null)
    {
        var side = await OpenAsync(journal, configure);
        await side.CatchUpAsync();
        return side;
    }
}

namespace OrleansStore.Journal.Tests.Contract;

/// <summary>What a grain or a projection may rely on; every implementation passes it.</summary>
public abstract partial class JournalContract : IAsyncDisposable
{
    private readonly Lazy<JournalStore> _store;

    protected JournalContract() => _store = new Lazy<JournalStore>(NewStore);

    protected JournalStore Store => _store.Value;

    protected IJournal Journal => Store.Journal;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_store.IsValueCreated) await _store.Value.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract JournalStore NewStore();
}

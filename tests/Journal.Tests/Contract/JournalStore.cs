namespace OrleansStore.Journal.Tests.Contract;

/// <summary>A store that outlives the journals opened on it.</summary>
public abstract class JournalStore : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private IJournal? _open;

    /// <summary>The open journal; opens it at first.</summary>
    public IJournal Journal
    {
        get
        {
            lock (_gate) return _open ??= Open();
        }
    }

    public IDurableRows Rows => (IDurableRows)Journal;

    /// <summary>Opens a journal on the store, in addition to what is open.</summary>
    public abstract IJournal Open();

    public async Task CloseAsync()
    {
        if (_open is not null) await ((IAsyncDisposable)_open).DisposeAsync();
        _open = null;
    }

    public async Task<IJournal> ReopenAsync()
    {
        await CloseAsync();
        return Journal;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }
}

using Orleans.EventSourcing;
using Orleans.EventSourcing.Common;
using Orleans.EventSourcing.CustomStorage;

namespace Orleans.Embedded;

/// <summary>
/// Keeps a journaled grain's confirmed and tentative views and writes its pending events in batches. It runs in the
/// grain's turns only, and does the same in the same order as Orleans' adaptor: its traps are traps here too.
/// Orleans: src/Orleans.EventSourcing/Common/PrimaryBasedLogViewAdaptor.cs, CustomStorage/LogViewAdaptor.cs.
/// </summary>
internal sealed class CustomStorageAdaptor<TView, TEntry> : JournalWorker
    where TView : class, new()
    where TEntry : class
{
    private const int Unconditional = -1;

    private readonly IJournalHost<TView, TEntry> _host;
    private List<Pending>? _pending;
    private TView _confirmed = new();
    private TView? _tentative;
    private ConnectionIssue? _issue;
    private int _version;
    private bool _needRefresh;
    private bool _needInitialRead;

    /// <param name="host">The grain, which is its own storage too.</param>
    public CustomStorageAdaptor(IJournalHost<TView, TEntry> host, Activation activation)
        : base(activation) => _host = host;

    public TView ConfirmedView => _confirmed;

    public int ConfirmedVersion => _version;

    public TView TentativeView => _tentative ??= CalculateTentativeView();

    public IEnumerable<TEntry> UnconfirmedSuffix => _pending?.Select(pending => pending.Entry) ?? [];

    private ICustomStorageInterface<TView, TEntry> Storage => (ICustomStorageInterface<TView, TEntry>)_host;

    private int PendingCount => _pending?.Count ?? 0;

    public void StartInitialRead()
    {
        _needInitialRead = true;
        Notify();
    }

    public void Submit(TEntry entry)
    {
        Add(new(entry, null, Unconditional));
        Notify();
    }

    public void SubmitRange(IEnumerable<TEntry> entries)
    {
        foreach (var entry in entries) Add(new(entry, null, Unconditional));
        Notify();
    }

    public Task<bool> TryAppend(TEntry entry)
    {
        var promise = NewPromise();
        Add(new(entry, promise, _version + PendingCount));
        Notify();
        return promise.Task;
    }

    public Task<bool> TryAppendRange(IEnumerable<TEntry> entries)
    {
        var promise = NewPromise();
        var position = _version + PendingCount;
        var first = true;
        foreach (var entry in entries)
        {
            Add(new(entry, first ? promise : null, position++));
            first = false;
        }

        Notify();
        return promise.Task;
    }

    public Task ConfirmSubmittedEntries() => PendingCount == 0 ? Task.CompletedTask : WaitForCurrentWork();

    public Task Synchronize()
    {
        _needRefresh = true;
        return NotifyAndWait();
    }

    protected override async Task Work()
    {
        var haveToWrite = PendingCount != 0;
        var haveToRead = _needInitialRead || (_needRefresh && !haveToWrite);
        if (haveToRead)
        {
            _needRefresh = _needInitialRead = false;
            var version = _version;
            await Read();
            NotifyViewChanges(ref version);
        }

        if (haveToWrite)
        {
            _needRefresh = _needInitialRead = false;
            await UpdatePrimary();
            if (PendingCount == 0) _pending = null;
        }
    }

    private static TaskCompletionSource<bool> NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(Pending pending)
    {
        (_pending ??= []).Add(pending);
        if (_tentative is { } view) Transition(view, pending.Entry, nameof(Add));
        ViewChanged(tentative: true, confirmed: false, nameof(Add));
    }

    private TView CalculateTentativeView()
    {
        var view = StateCopier.Copy(_confirmed);
        if (_pending is null) return view;
        foreach (var pending in _pending) Transition(view, pending.Entry, nameof(CalculateTentativeView));
        return view;
    }

    private async Task UpdatePrimary()
    {
        var version = _version;
        while (true)
        {
            RemoveStaleConditionalUpdates();
            if (PendingCount == 0) return;
            var written = await Write();
            NotifyViewChanges(ref version, written);
            if (written == 0)
            {
                // Orleans tries again in the same turn; here others get a turn in between.
                await Task.Yield();
                continue;
            }

            ViewChanged(tentative: false, confirmed: true, nameof(UpdatePrimary));
            for (var i = 0; i < written; i++) _pending![i].Promise?.SetResult(true);
            _pending!.RemoveRange(0, written);
            return;
        }
    }

    private async Task<int> Write()
    {
        var updates = new TEntry[_pending!.Count];
        for (var i = 0; i < updates.Length; i++) updates[i] = _pending[i].Entry;
        var written = false;
        try
        {
            written = await Storage.ApplyUpdatesToStorage(updates, _version);
            Resolve();
        }
        catch (Exception exception)
        {
            Record(new UpdatePrimaryFailed { Exception = exception });
        }

        if (!written)
        {
            await DelayBeforeRetry();
            await Read();
            return 0;
        }

        // An exception of the transition leaves the state behind, but the version counts what is stored.
        foreach (var update in updates)
        {
            _version++;
            if (TryTransition(_confirmed, update, nameof(Write))) continue;
            await DelayBeforeRetry();
            await Read();
            break;
        }

        return updates.Length;
    }

    private async Task Read()
    {
        while (true)
        {
            try
            {
                var read = await Storage.ReadStateFromStorage();
                _version = read.Key;
                _confirmed = read.Value;
                Resolve();
                return;
            }
            catch (Exception exception)
            {
                Record(new ReadFromPrimaryFailed { Exception = exception });
            }

            await DelayBeforeRetry();
        }
    }

    private void NotifyViewChanges(ref int version, int written = 0)
    {
        var tentativeChanged = _version != version + written;
        var confirmedChanged = _version != version;
        if (!tentativeChanged && !confirmedChanged) return;
        _tentative = null;
        ViewChanged(tentativeChanged, confirmedChanged, nameof(NotifyViewChanges));
        version = _version;
    }

    private void RemoveStaleConditionalUpdates()
    {
        if (_pending is not { } pending) return;
        var stale = false;
        for (var i = 0; i < pending.Count; i++)
        {
            if (pending[i].Position == Unconditional || (!stale && pending[i].Position == _version + i)) continue;
            stale = true;
            pending[i].Promise?.SetResult(false);
        }

        if (!stale) return;
        pending.RemoveAll(static one => one.Position != Unconditional);
        _tentative = null;
        ViewChanged(tentative: true, confirmed: false, nameof(RemoveStaleConditionalUpdates));
    }

    private void Transition(TView view, TEntry entry, string place) => TryTransition(view, entry, place);

    private bool TryTransition(TView view, TEntry entry, string place)
    {
        try
        {
            _host.UpdateView(view, entry);
            return true;
        }
        catch (Exception exception)
        {
            Activation.Engine.Log.JournalCallbackFailed("UpdateView", place, _host, exception);
            return false;
        }
    }

    private void ViewChanged(bool tentative, bool confirmed, string place)
    {
        try
        {
            _host.OnViewChanged(tentative, confirmed);
        }
        catch (Exception exception)
        {
            Activation.Engine.Log.JournalCallbackFailed("OnViewChanged", place, _host, exception);
        }
    }

    private void Record(PrimaryOperationFailed issue)
    {
        issue.TimeStamp = Activation.Engine.Time.GetUtcNow().UtcDateTime;
        issue.TimeOfFirstFailure = _issue?.TimeOfFirstFailure ?? issue.TimeStamp;
        issue.NumberOfConsecutiveFailures = (_issue?.NumberOfConsecutiveFailures ?? 0) + 1;
        issue.RetryDelay = issue.ComputeRetryDelay(_issue?.RetryDelay);
        _issue = issue;
        try
        {
            _host.OnConnectionIssue(issue);
        }
        catch (Exception exception)
        {
            Activation.Engine.Log.JournalCallbackFailed("OnConnectionIssue", nameof(Record), _host, exception);
        }
    }

    private void Resolve()
    {
        if (_issue is not { } issue) return;
        try
        {
            _host.OnConnectionIssueResolved(issue);
        }
        catch (Exception exception)
        {
            Activation.Engine.Log.JournalCallbackFailed("OnConnectionIssueResolved", nameof(Resolve), _host, exception);
        }

        _issue = null;
    }

    private Task DelayBeforeRetry() =>
        _issue is { } issue ? Task.Delay(issue.RetryDelay, Activation.Engine.Time) : Task.CompletedTask;

    private readonly record struct Pending(TEntry Entry, TaskCompletionSource<bool>? Promise, int Position);
}

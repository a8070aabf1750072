using OrleansStore.Journal;

namespace OrleansStore.ReadModels.Tests.Shop;

/// <summary>A journal in memory whose reads can be made to fail.</summary>
internal sealed class FakeJournal : IJournal
{
    private readonly Lock _gate = new();
    private readonly List<StoredEvent> _events = [];
    private readonly Dictionary<string, List<StoredEvent>> _streams = [];
    private TaskCompletionSource _appended = New();

    public volatile bool Unreadable;

    public int FailedReads;

    public long Head
    {
        get
        {
            lock (_gate) return _events.Count;
        }
    }

    public IReadOnlyList<StoredEvent> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    public ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
    {
        lock (_gate)
        {
            if (!_streams.TryGetValue(stream, out var past)) _streams[stream] = past = [];
            if (past.Count != expectedVersion) return new(new AppendResult(AppendOutcome.Conflict, past.Count, 0));
            foreach (var e in events)
            {
                var stored = new StoredEvent(
                    _events.Count + 1, stream, past.Count + 1, e.EventId, e.Type, e.CausationId, e.CorrelationId, e.Actor, e.Time, e.Payload);
                _events.Add(stored);
                past.Add(stored);
            }

            _appended.TrySetResult();
            _appended = New();
            return new(new AppendResult(AppendOutcome.Appended, past.Count, _events.Count));
        }
    }

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation = default)
    {
        lock (_gate) return new([.. (_streams.GetValueOrDefault(stream) ?? []).Skip(afterVersion).Take(maxCount)]);
    }

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default)
    {
        if (Unreadable)
        {
            Interlocked.Increment(ref FailedReads);
            throw new JournalUnavailableException(JournalFault.Unreachable, "asked to fail");
        }

        lock (_gate) return new(_events.GetRange((int)afterPosition, Math.Min(maxCount, _events.Count - (int)afterPosition)));
    }

    public async ValueTask WaitForAppendAsync(long position, CancellationToken cancellation = default)
    {
        while (true)
        {
            Task appended;
            lock (_gate)
            {
                if (_events.Count > position) return;
                appended = _appended.Task;
            }

            await appended.WaitAsync(cancellation);
        }
    }

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => throw new NotSupportedException();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

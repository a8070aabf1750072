namespace OrleansStore.Journal.Memory;

/// <summary>A journal in memory, for tests and for the deterministic simulation.</summary>
/// <remarks>
/// <para>It owns no thread and uses no thread pool. Without latency an append commits inside the call. With latency the
/// commit ends in a timer callback of the injected <see cref="TimeProvider"/>, and callers go on from there: one that
/// awaits under a <see cref="SynchronizationContext"/> or a <see cref="TaskScheduler"/> is posted to it, any other continues
/// inside that callback. So whoever fires the timers (the simulation's one thread) owns every interleaving.</para>
/// <para>After a crash nothing that was called on it ever completes, as in a process that is gone; open a new one on the
/// same <see cref="MemoryDisk"/>.</para>
/// </remarks>
public sealed class MemoryJournal : IJournal, IDurableRows, IAsyncDisposable
{
    private readonly MemoryDisk _disk;
    private readonly MemoryCommits _commits;
    private readonly IJournalFaultPlan? _faults;

    /// <exception cref="JournalUnavailableException">Another journal has the disk open.</exception>
    public MemoryJournal(MemoryDisk? disk = null, MemoryJournalOptions? options = null)
    {
        _disk = disk ?? new MemoryDisk();
        options ??= new MemoryJournalOptions();
        _faults = options.Faults;
        lock (_disk.Gate)
        {
            if (_disk is { IsShared: false, Holder: not null }) throw new JournalUnavailableException(JournalFault.Locked, "Another journal has this disk open.");
            _disk.Holder = this;
            _commits = new MemoryCommits(_disk, options, Release);
        }
    }

    /// <inheritdoc/>
    public long Head => _commits.Signal.Head;

    /// <summary>Whether the process that this journal stands for is gone.</summary>
    public bool HasCrashed => _commits.HasCrashed;

    /// <summary>Ends the process that this journal stands for, now: what is not synced is lost.</summary>
    public void Crash() => _commits.Crash();

    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
    {
        var bytes = AppendArguments.Check(stream, expectedVersion, events);
        var append = new PendingAppend(stream, expectedVersion, events) { Bytes = bytes };
        _commits.Add(append);
        return append.AsAppend();
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation = default)
    {
        AppendArguments.CheckRead(stream, maxCount);
        return Read(stream, cancellation, () => Slice(StreamOf(stream), Math.Max(0, afterVersion), maxCount));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation = default)
    {
        AppendArguments.CheckRead(stream, maxCount);
        return Read(stream, cancellation, () =>
        {
            var events = StreamOf(stream);
            var end = Math.Clamp(beforeVersion - 1, 0, events.Count);
            var start = Math.Max(0, end - maxCount);
            var newestFirst = events[start..end];
            newestFirst.Reverse();
            return (IReadOnlyList<StoredEvent>)newestFirst;
        });
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        return Read(null, cancellation, () => Slice(_disk.Events, Math.Max(0, afterPosition), maxCount));
    }

    /// <inheritdoc/>
    public ValueTask WaitForAppendAsync(long position, CancellationToken cancellation = default) =>
        HasCrashed ? Never.Write() : _commits.Signal.WaitAsync(position, cancellation);

    /// <inheritdoc/>
    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation = default)
    {
        AppendArguments.CheckStream(stream);
        return Read(stream, cancellation, () => _commits.FindSnapshot(stream));
    }

    /// <inheritdoc/>
    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot)
    {
        AppendArguments.CheckSnapshot(stream, snapshot);
        _commits.Save(stream, snapshot);
        return HasCrashed ? Never.Write() : ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask UpsertRowAsync(string table, string key, ReadOnlyMemory<byte> value) => WriteRow(table, key, value);

    /// <inheritdoc/>
    public ValueTask DeleteRowAsync(string table, string key) => WriteRow(table, key, null);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadRowAsync(string table, string key, CancellationToken cancellation = default) =>
        Read(null, cancellation, () => _disk.Rows.TryGetValue((table, key), out var value) ? value : (ReadOnlyMemory<byte>?)null);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, CancellationToken cancellation = default) =>
        Read(null, cancellation, () => (IReadOnlyList<DurableRow>)_disk.Rows
            .Where(row => row.Key.Table == table)
            .Select(row => new DurableRow(row.Key.Key, row.Value))
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .ToList());

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, string after, int maxCount, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        return Read(null, cancellation, () => (IReadOnlyList<DurableRow>)_disk.RowsAfter(table, after).Take(maxCount).ToList());
    }

    /// <summary>Commits what waits and lets go of the disk.</summary>
    public ValueTask DisposeAsync()
    {
        _commits.Close();
        return ValueTask.CompletedTask;
    }

    private void Release()
    {
        if (_disk.Holder == this) _disk.Holder = null;
    }

    private ValueTask WriteRow(string table, string key, ReadOnlyMemory<byte>? value)
    {
        AppendArguments.CheckRow(table, key, value);
        var row = new PendingRow(table, key, value) { Bytes = value?.Length ?? 0 };
        _commits.Add(row);
        return row.AsWrite();
    }

    private ValueTask<T> Read<T>(string? stream, CancellationToken cancellation, Func<T> read)
    {
        cancellation.ThrowIfCancellationRequested();
        if (HasCrashed) return Never.Read<T>();
        if (_commits.IsClosed) throw new JournalUnavailableException(JournalFault.Closed, "The journal is closed.");
        if (_faults?.FailsRead(stream) == true) throw new JournalUnavailableException(JournalFault.Unreachable, "The fault plan refuses the read.");
        lock (_disk.Gate) return new ValueTask<T>(read());
    }

    private List<StoredEvent> StreamOf(string stream) => _disk.Streams.GetValueOrDefault(stream) ?? [];

    private static IReadOnlyList<StoredEvent> Slice(List<StoredEvent> events, long after, int maxCount) =>
        after >= events.Count ? [] : events.GetRange((int)after, Math.Min(maxCount, events.Count - (int)after));
}

namespace OrleansStore.Journal.Memory;

/// <summary>The group commit of a <see cref="MemoryJournal"/>: what came while one commit ran shares the next.</summary>
internal sealed class MemoryCommits
{
    private readonly MemoryDisk _disk;
    private readonly MemoryJournalOptions _options;
    private readonly Action _release;
    private readonly Dictionary<string, Snapshot> _unsyncedSnapshots = new(StringComparer.Ordinal);
    private List<PendingWrite> _waiting = [];
    private List<PendingWrite> _committing = [];
    private ITimer? _timer;
    private bool _running;

    public MemoryCommits(MemoryDisk disk, MemoryJournalOptions options, Action release)
    {
        if (options.CommitLatency is not null) ArgumentNullException.ThrowIfNull(options.Time);
        _disk = disk;
        _options = options;
        _release = release;
        Signal.Advance(disk.Events.Count);
    }

    public HeadSignal Signal { get; } = new();

    public bool HasCrashed { get; private set; }

    public bool IsClosed { get; private set; }

    public void Add(PendingWrite write)
    {
        lock (_disk.Gate)
        {
            if (HasCrashed) return;
            if (IsClosed) throw new JournalUnavailableException(JournalFault.Closed, "The journal is closed.");
            if (_waiting.Count >= JournalLimits.WaitingAppends)
                throw new JournalUnavailableException(JournalFault.Overloaded, "Too many appends wait.");
            _waiting.Add(write);
            if (_running) return;
            _running = true;
        }

        Run();
    }

    public void Save(string stream, Snapshot snapshot)
    {
        lock (_disk.Gate)
        {
            if (!HasCrashed && !IsClosed) _unsyncedSnapshots[stream] = snapshot;
        }
    }

    /// <summary>Called under the disk's gate.</summary>
    public Snapshot? FindSnapshot(string stream) =>
        _unsyncedSnapshots.GetValueOrDefault(stream) ?? _disk.Snapshots.GetValueOrDefault(stream);

    public void Crash()
    {
        lock (_disk.Gate) Die();
    }

    public void Close()
    {
        List<PendingWrite> answered;
        lock (_disk.Gate)
        {
            if (IsClosed || HasCrashed) return;
            _committing.AddRange(_waiting);
            _waiting.Clear();
            answered = Sync();
            _timer?.Dispose();
            IsClosed = true;
            _release();
        }

        Answer(answered);
        Signal.Close(new JournalUnavailableException(JournalFault.Closed, "The journal is closed."));
    }

    /// <summary>Commits batch after batch until one takes time or nothing waits; never recursive, whatever the callers do.</summary>
    private void Run()
    {
        while (true)
        {
            List<PendingWrite> answered;
            lock (_disk.Gate)
            {
                if (HasCrashed || IsClosed) return;
                if (_waiting.Count == 0)
                {
                    _running = false;
                    return;
                }

                (_committing, _waiting) = (_waiting, []);
                var latency = _options.CommitLatency?.Invoke() ?? TimeSpan.Zero;
                if (latency > TimeSpan.Zero)
                {
                    _timer?.Dispose();
                    _timer = _options.Time!.CreateTimer(_ => FinishTimed(), null, latency, Timeout.InfiniteTimeSpan);
                    return;
                }

                answered = Sync();
            }

            Answer(answered);
        }
    }

    private void FinishTimed()
    {
        List<PendingWrite> answered;
        lock (_disk.Gate)
        {
            if (HasCrashed || IsClosed) return;
            answered = Sync();
        }

        Answer(answered);
        Run();
    }

    /// <summary>The sync point: the whole batch becomes durable, or, when the process dies before, none of it.</summary>
    /// <returns>Those whose callers get an answer.</returns>
    private List<PendingWrite> Sync()
    {
        var batch = _committing;
        _committing = [];
        var staged = new StagedBatch(_disk);
        foreach (var write in batch)
        {
            switch (_options.Faults?.BeforeWrite(Describe(write)) ?? FateBeforeWrite.GoOn)
            {
                case FateBeforeWrite.Crash:
                    Die();
                    return [];
                case FateBeforeWrite.Unavailable:
                    write.Failure = new JournalUnavailableException(JournalFault.Unreachable, "The fault plan refuses the write.");
                    break;
                case FateBeforeWrite.LoseWrite:
                    write.Failure = Unknown();
                    break;
                case FateBeforeWrite.LandLate:
                    write.Failure = Unknown();
                    _waiting.Add(WithoutCaller(write));
                    break;
                default:
                    staged.Add(write);
                    break;
            }
        }

        staged.Sync(_unsyncedSnapshots);
        return DecideReplies(batch);
    }

    private List<PendingWrite> DecideReplies(List<PendingWrite> batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].Failure is not null) continue;
            switch (_options.Faults?.AfterWrite(Describe(batch[i])) ?? FateAfterWrite.GoOn)
            {
                case FateAfterWrite.Crash:
                    Die();
                    return batch[..i];
                case FateAfterWrite.LoseReply:
                    batch[i].Failure = Unknown();
                    break;
            }
        }

        return batch;
    }

    private void Answer(List<PendingWrite> answered)
    {
        // The head moves first: whoever has its answer can read it in the global order.
        var moved = HasCrashed ? null : Signal.Advance(_disk.Events.Count);
        foreach (var write in answered) write.Complete();
        moved?.SetResult();
    }

    private void Die()
    {
        HasCrashed = true;
        _waiting = [];
        _committing = [];
        _timer?.Dispose();
        _release();
    }

    private static PendingWrite WithoutCaller(PendingWrite write) => write switch
    {
        PendingAppend append => new PendingAppend(append.Stream, append.ExpectedVersion, append.Events) { Bytes = append.Bytes },
        PendingRow row => new PendingRow(row.Table, row.Key, row.Value) { Bytes = row.Bytes },
        _ => throw new InvalidOperationException($"{write.GetType()} is not a known write."),
    };

    private static JournalWrite Describe(PendingWrite write) => write switch
    {
        PendingAppend append => new JournalWrite(append.Stream, append.ExpectedVersion, append.Events),
        PendingRow row => new JournalWrite($"{row.Table}/{row.Key}", 0, []),
        _ => throw new InvalidOperationException($"{write.GetType()} is not a known write."),
    };

    private static JournalOutcomeUnknownException Unknown() => new("The fault plan lost the reply.");
}

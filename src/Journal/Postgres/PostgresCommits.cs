namespace OrleansStore.Journal.Postgres;

/// <summary>
/// The group commit: one thread takes whatever waits and sends it to the server in one round trip, which is one
/// transaction. While it waits for the answer the next batch gathers by itself.
/// </summary>
/// <remarks>
/// <para>Positions are in commit order: a transaction takes the schema's commit-order lock before it looks up the last
/// position, and PostgreSQL lets go of the lock only after the commit can be seen. So whoever has read up to a position
/// never finds another event at or below it later. A sequence would give out numbers before the commits: a reader would
/// see 8 while 7 is still on its way, go on from 8, and never see 7.</para>
/// <para>Several processes may write; the lock makes them take turns, one commit each.</para>
/// </remarks>
internal sealed class PostgresCommits
{
    /// <summary>After a failed connect, writes fail at once for so long before another is tried.</summary>
    private static readonly TimeSpan _reconnectPause = TimeSpan.FromMilliseconds(100);

    private readonly PostgresConnections _connections;
    private readonly PostgresJournalOptions _options;
    private readonly HeadSignal _signal;
    private readonly WaitingWrites _waiting = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PostgresSession? _session;
    private (long Position, Guid Id) _last;
    private Exception? _connectFailure;
    private long _connectFailedAt;

    public PostgresCommits(PostgresConnections connections, PostgresJournalOptions options, PostgresSession session, HeadSignal signal)
    {
        (_connections, _options, _session, _signal) = (connections, options, session, signal);
        new Thread(Run) { IsBackground = true, Name = "journal-writer" }.Start();
    }

    public PendingSnapshots Snapshots { get; } = new();

    public void Add(PendingWrite write) => _waiting.Add(write);

    /// <summary>Commits what waits, then lets go of the writer's lock.</summary>
    public Task CloseAsync()
    {
        _waiting.Close();
        return _closed.Task;
    }

    private void Run()
    {
        while (_waiting.Take() is { Count: > 0 } taken)
        {
            for (var rest = taken; rest.Count > 0;)
            {
                var cut = PostgresBatch.Cut(rest, _options);
                Commit(cut.Batch, Snapshots.Take());
                rest = cut.AnswerLosers();
            }
        }

        if (Snapshots.Take() is { Length: > 0 } snapshots) Commit([], snapshots);
        _session?.Dispose();
        _closed.SetResult();
    }

    /// <summary>Commits the batch, or fails it; each of its writes is answered.</summary>
    private void Commit(List<PendingWrite> batch, KeyValuePair<string, Snapshot>[] snapshots)
    {
        if (Session() is not { } session)
        {
            Fail(batch, () => PostgresFailure.ToUnavailable(_connectFailure!));
            return;
        }

        try
        {
            var head = session.Commit(batch, snapshots);
            Snapshots.Stored(snapshots);
            Remember(batch);
            // The head moves before anyone is answered: whoever has an answer finds the events in the global order.
            var moved = _signal.Advance(head);
            Answers.Queue(batch);
            Answers.Queue(moved);
        }
        catch (Exception e)
        {
            if (!PostgresFailure.IsRolledBack(e)) Drop(batch, e);
            else if (snapshots.Length > 0 && PostgresFailure.MayBeOneWritesOwn(e)) CommitWithout(snapshots, batch);
            else if (batch.Count > 1 && PostgresFailure.MayBeOneWritesOwn(e)) CommitHalves(batch);
            else Fail(batch, () => PostgresFailure.ToUnavailable(e));
        }
    }

    /// <summary>A snapshot is a cache: it is not worth finding out which of them the server does not take.</summary>
    private void CommitWithout(KeyValuePair<string, Snapshot>[] snapshots, List<PendingWrite> batch)
    {
        Snapshots.Stored(snapshots);
        if (batch.Count > 0) Commit(batch, []);
    }

    /// <summary>So the one that the server does not take ends up alone, and fails alone.</summary>
    private void CommitHalves(List<PendingWrite> batch)
    {
        Commit(batch[..(batch.Count / 2)], []);
        Commit(batch[(batch.Count / 2)..], []);
    }

    private void Drop(List<PendingWrite> batch, Exception e)
    {
        _session?.Dispose();
        _session = null;
        Fail(batch, () => PostgresFailure.ToUnknown(e));
    }

    private static void Fail(List<PendingWrite> batch, Func<Exception> failure)
    {
        foreach (var write in batch) write.Failure = failure();
        Answers.Queue(batch);
    }

    /// <summary>The session, a new one when the last was lost; null when there is none to be had now.</summary>
    private PostgresSession? Session()
    {
        if (_session is { IsOpen: true }) return _session;
        _session?.Dispose();
        _session = null;
        if (_connectFailure is not null && _options.Time.GetElapsedTime(_connectFailedAt) < _reconnectPause) return null;
        // Of before the session's own look: what others append after that look is heard of beside it, and is no loss.
        var known = _signal.Head;
        try
        {
            _session = RequireNothingLost(PostgresSession.Open(_connections, _options), known);
            _connectFailure = null;
            Answers.Queue(_signal.Advance(_session.Head));
        }
        catch (Exception e)
        {
            // Whatever it was, those who wait are told, and the thread lives on to try again.
            _connectFailure = e;
            _connectFailedAt = _options.Time.GetTimestamp();
        }

        return _session;
    }

    private void Remember(List<PendingWrite> batch)
    {
        foreach (var append in batch.OfType<PendingAppend>())
            if (append.Result.Position > _last.Position) _last = (append.Result.Position, append.Events[^1].EventId);
    }

    /// <summary>
    /// A database that was restored, or that a standby which lagged behind took over, would give positions a second time, or
    /// has done so already: then another event stands where this process's last one was.
    /// </summary>
    private PostgresSession RequireNothingLost(PostgresSession session, long known)
    {
        var head = session.Head;
        if (head >= known && (_last.Position == 0 || session.Holds(_last.Position, _last.Id))) return session;
        session.Dispose();
        throw new JournalUnavailableException(
            JournalFault.Corrupt,
            $"The database {_connections.Name} ends at position {head} and does not hold what was acknowledged up to {Math.Max(known, _last.Position)}. Restart to go on from what is there.");
    }
}

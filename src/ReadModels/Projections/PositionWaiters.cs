namespace OrleansStore.ReadModels.Projections;

/// <summary>Those who wait for the read side to reach a position.</summary>
/// <param name="arrival">Is told when somebody waits.</param>
internal sealed class PositionWaiters(TimeProvider time, Arrival arrival)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Waiter, long> _waiters = new();
    private long _position;
    private long _wanted;
    private int _live;

    public long Position => Volatile.Read(ref _position);

    /// <summary>The highest position that somebody waits for; 0 when nobody does.</summary>
    public long Wanted => Volatile.Read(ref _wanted);

    public ValueTask<bool> WaitAsync(long position, TimeSpan timeout, CancellationToken cancellation)
    {
        if (Position >= position) return new(true);
        if (timeout <= TimeSpan.Zero) return new(false);
        if (cancellation.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellation);

        Waiter waiter;
        lock (_gate)
        {
            if (_position >= position) return new(true);
            if (_live >= ReadModelLimits.Waiters) return new(false);
            if (_waiters.Count >= 2 * ReadModelLimits.Waiters) RemoveDead();
            waiter = new Waiter(this);
            // Whoever leaves does not take the lock.
            Interlocked.Increment(ref _live);
            _waiters.Enqueue(waiter, position);
            Volatile.Write(ref _wanted, Math.Max(_wanted, position));
            arrival.Happened();
        }

        waiter.Start(time, timeout, cancellation);
        return new(waiter.Task);
    }

    /// <summary>The read side is so far now (or, after the start of a rebuild, so far back).</summary>
    public void Advance(long position)
    {
        lock (_gate)
        {
            Volatile.Write(ref _position, position);
            while (_waiters.TryPeek(out var waiter, out var wanted) && wanted <= position)
            {
                _waiters.Dequeue();
                waiter.Finish(true);
            }

            if (_live > 0) return;
            Volatile.Write(ref _wanted, 0);
        }
    }

    private void RemoveDead()
    {
        var living = _waiters.UnorderedItems.Where(w => !w.Element.Task.IsCompleted).ToArray();
        _waiters.Clear();
        _waiters.EnqueueRange(living);
    }

    private void Left() => Interlocked.Decrement(ref _live);

    private sealed class Waiter(PositionWaiters owner) : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private readonly Lock _gate = new();
        private ITimer? _timer;
        private CancellationTokenRegistration _cancelled;

        public void Start(TimeProvider time, TimeSpan timeout, CancellationToken cancellation)
        {
            lock (_gate)
            {
                if (Task.IsCompleted) return;
                _timer = time.CreateTimer(static w => ((Waiter)w!).Finish(false), this, timeout, Timeout.InfiniteTimeSpan);
                _cancelled = cancellation.UnsafeRegister(static (w, token) => ((Waiter)w!).Cancel(token), this);
            }
        }

        public void Finish(bool reached)
        {
            if (TrySetResult(reached)) Leave();
        }

        private void Cancel(CancellationToken cancellation)
        {
            if (TrySetCanceled(cancellation)) Leave();
        }

        private void Leave()
        {
            owner.Left();
            lock (_gate)
            {
                _timer?.Dispose();
                _cancelled.Unregister();
            }
        }
    }
}

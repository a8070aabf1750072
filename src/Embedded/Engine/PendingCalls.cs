namespace Orleans.Embedded;

/// <summary>
/// Fails calls whose caller has waited for the response timeout. Calls share one coarse timer that runs
/// only while some wait; a caller may wait up to a tenth of the timeout (at most a second) longer.
/// </summary>
internal sealed class PendingCalls
{
    private readonly EmbeddedEngine _engine;
    private readonly Shard[] _shards = new Shard[8];
    private readonly ITimer _timer;
    private readonly TimeSpan _period;
    private int _armed;

    public PendingCalls(EmbeddedEngine engine)
    {
        _engine = engine;
        var timeout = engine.ResponseTimeout;
        _period = TimeSpan.FromMilliseconds(Math.Clamp(timeout.TotalMilliseconds / 10, 10, 1000));
        for (var i = 0; i < _shards.Length; i++) _shards[i] = new Shard();
        _timer = engine.CreateTimer(static calls => ((PendingCalls)calls!).Sweep(), this);
    }

    internal void Add(PendingCall call)
    {
        var timeout = call.Method.ResponseTimeout ?? _engine.ResponseTimeout;
        call.Deadline = _engine.Time.GetTimestamp() + (long)(timeout.TotalSeconds * _engine.Time.TimestampFrequency);
        _shards[Environment.CurrentManagedThreadId & (_shards.Length - 1)].Add(call);
        if (Volatile.Read(ref _armed) == 0 && Interlocked.Exchange(ref _armed, 1) == 0) Arm();
    }

    /// <summary>Fails every waiting call: the engine is gone.</summary>
    internal void FailAll(Func<Exception> exception)
    {
        foreach (var call in Take(long.MaxValue)) call.TryFail(exception());
    }

    internal void Stop() => _timer.Dispose();

    private void Arm() => _timer.Change(_period, Timeout.InfiniteTimeSpan);

    private void Sweep()
    {
        foreach (var call in Take(_engine.Time.GetTimestamp()))
        {
            var timeout = call.Method.ResponseTimeout ?? _engine.ResponseTimeout;
            call.TryFail(new TimeoutException($"Response did not arrive on time in {timeout} for message: {call.Method}."));
        }

        Volatile.Write(ref _armed, 0);
        foreach (var shard in _shards)
        {
            if (shard.IsEmpty || Interlocked.Exchange(ref _armed, 1) != 0) continue;
            Arm();
            return;
        }
    }

    private List<PendingCall> Take(long now)
    {
        List<PendingCall> expired = [];
        foreach (var shard in _shards) shard.TakeExpired(now, expired);
        return expired;
    }

    /// <summary>A part of the waiting calls under a lock of its own.</summary>
    internal sealed class Shard
    {
        private readonly Lock _lock = new();
        private PendingCall? _first;
        private PendingCall? _last;

        public bool IsEmpty => Volatile.Read(ref _first) is null;

        public void Add(PendingCall call)
        {
            lock (_lock)
            {
                call.Shard = this;
                call.Earlier = _last;
                if (_last is null) Volatile.Write(ref _first, call);
                else _last.Later = call;
                _last = call;
            }
        }

        public void Remove(PendingCall call)
        {
            lock (_lock)
            {
                if (call.Shard is null) return;
                Unlink(call);
            }
        }

        public void TakeExpired(long now, List<PendingCall> expired)
        {
            lock (_lock)
            {
                for (var call = _first; call is not null;)
                {
                    var later = call.Later;
                    if (call.Deadline <= now)
                    {
                        Unlink(call);
                        expired.Add(call);
                    }

                    call = later;
                }
            }
        }

        private void Unlink(PendingCall call)
        {
            if (call.Earlier is null) _first = call.Later;
            else call.Earlier.Later = call.Later;
            if (call.Later is null) _last = call.Earlier;
            else call.Later.Earlier = call.Earlier;
            call.Earlier = call.Later = null;
            call.Shard = null;
        }
    }
}

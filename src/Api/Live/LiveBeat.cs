namespace OrleansStore.Api.Live;

/// <summary>The heartbeat of all connections of this node: one timer, and a part of the connections each time.</summary>
internal sealed class LiveBeat(LiveLimits limits, TimeProvider time) : IHostedService
{
    private readonly HashSet<IBeating>[] _parts = [.. Enumerable.Range(0, limits.HeartbeatParts).Select(_ => new HashSet<IBeating>())];
    private ITimer? _timer;
    private int _next;

    /// <summary>Lets somebody hear the heartbeat.</summary>
    public void Add(IBeating beating)
    {
        var part = PartOf(beating);
        lock (part) part.Add(beating);
    }

    /// <summary>Ends it.</summary>
    public void Remove(IBeating beating)
    {
        var part = PartOf(beating);
        lock (part) part.Remove(beating);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var period = limits.Heartbeat / _parts.Length;
        _timer = time.CreateTimer(_ => BeatNext(), null, period, period);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    private void BeatNext()
    {
        var part = _parts[(uint)Interlocked.Increment(ref _next) % _parts.Length];
        lock (part)
        {
            foreach (var beating in part) beating.Beat();
        }
    }

    private HashSet<IBeating> PartOf(IBeating beating) =>
        _parts[(uint)System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(beating) % _parts.Length];
}

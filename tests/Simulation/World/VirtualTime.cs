namespace OrleansStore.Simulation.World;

/// <summary>The world's clock as one process (or the world outside) sees it. What was set on it ends with it.</summary>
internal sealed class VirtualTime(SeededWorld world) : TimeProvider
{
    private readonly List<IThreadPoolWorkItem> _held = [];

    /// <summary>The process is gone: its timers never fire.</summary>
    public bool IsOver { get; set; }

    /// <summary>The process stands still and does not know it; what would have run waits until it wakes up.</summary>
    public bool IsFrozen { get; private set; }

    public void Freeze() => IsFrozen = true;

    public void Thaw()
    {
        IsFrozen = false;
        foreach (var item in _held) world.Schedule(item);
        _held.Clear();
    }

    public void Hold(IThreadPoolWorkItem item) => _held.Add(item);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.Now;

    public override long GetTimestamp() => world.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(world, this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}

/// <summary>A timer on the virtual clock; due, it is one more thing that may run next.</summary>
internal sealed class VirtualTimer(SeededWorld world, VirtualTime time, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period;
    private int _setting;
    private bool _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed) return false;
        _setting++;
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan) world.Set(new Ring(this, _setting), dueTime);
        return true;
    }

    public void Dispose()
    {
        _disposed = true;
        _setting++;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>One setting of the timer; void once it was set anew or disposed.</summary>
    internal sealed class Ring(VirtualTimer timer, int setting) : IThreadPoolWorkItem
    {
        public bool IsVoid => timer._setting != setting || timer.Owner.IsOver;

        public void Execute()
        {
            if (IsVoid) return;
            if (timer.Owner.IsFrozen) timer.Owner.Hold(this);
            else timer.Fire(this);
        }

        public override string ToString() => "timer";
    }

    private VirtualTime Owner => time;

    private void Fire(Ring ring)
    {
        if (_period > TimeSpan.Zero) world.Set(ring, _period);
        callback(state);
    }
}

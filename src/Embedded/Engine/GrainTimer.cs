using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A timer of an activation: a tick is a request to it, and the next one is armed when it is done.</summary>
internal abstract class GrainTimer : IGrainTimer
{
    private static readonly GrainMethod[] Ticks = new GrainMethod[32];

    private readonly Activation _activation;
    private readonly CancellationTokenSource _disposal = new();
    private readonly ITimer _timer;
    private readonly GrainMethod _tick;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _changed;
    private bool _firing;

    private GrainTimer(Activation activation, GrainTimerCreationOptions options)
    {
        _activation = activation;
        var kind = CallKind.Local
            | (options.Interleave ? CallKind.Interleaving : CallKind.Exclusive)
            | (options.KeepAlive ? CallKind.Exclusive : CallKind.NoUse);
        _tick = Ticks[(int)kind] ??= new GrainMethod(typeof(IGrainTimer), "Tick", kind, 0);
        _timer = activation.Engine.CreateTimer(static timer => ((GrainTimer)timer!).Fire(), this);
    }

    public static IGrainTimer Register<TState>(
        IGrainContext context, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var activation = context as Activation
            ?? throw new InvalidOperationException("Grain was created outside of the engine, and has no timers.");
        var timer = new Typed<TState>(activation, callback, state, options);
        activation.AddTimer(timer);
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        _changed = true;
        _dueTime = dueTime;
        _period = period;
        if (!_firing) _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _disposal.Cancel();
        _timer.Dispose();
        _activation.RemoveTimer(this);
    }

    /// <summary>The engine died: no tick and no callback any more.</summary>
    public void Abandon() => _timer.Dispose();

    protected abstract Task Call(CancellationToken token);

    private static void Check(TimeSpan time, string name)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, 0xfffffffe, name);
    }

    private void Fire()
    {
        _firing = true;
        _activation.Enqueue(new Tick(this));
    }

    private async Task OnTick()
    {
        if (_disposal.IsCancellationRequested) return;
        try
        {
            _changed = false;
            await Call(_disposal.Token);
        }
        catch (Exception exception)
        {
            _activation.Engine.Log.TimerFailed(_activation, exception);
        }

        if (!_disposal.IsCancellationRequested) _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
        _firing = false;
    }

    private sealed class Tick(GrainTimer timer) : Invocation(timer._tick)
    {
        protected override Task Invoke(object grain) => timer.OnTick();
    }

    private sealed class Typed<TState>(
        Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
        : GrainTimer(activation, options)
    {
        protected override Task Call(CancellationToken token) => callback(state, token);
    }
}

namespace OrleansStore.Engine.Tests.Timers;

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan due, TimeSpan period, bool interleave = false);

    Task StartFailing();

    Task StartInGate(string gate, bool interleave);

    Task Change(TimeSpan due, TimeSpan period);

    Task Stop();

    Task<int> Ticks();

    Task<int> TicksDuring(string gate);

    Task Leave();

    Task<bool> TickSawItsActivation();
}

public sealed class TimerGrain : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private int _ticks;
    private bool _sawItself;

    public Task Start(TimeSpan due, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            static async (grain, _) =>
            {
                await Task.Yield();
                grain._ticks++;
                grain._sawItself = await grain.GrainFactory.GetGrain<ITimerGrain>(grain.GetPrimaryKeyString() + "-other").Ticks() >= 0;
            },
            this,
            new GrainTimerCreationOptions(due, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartFailing()
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                _ticks++;
                throw new InvalidOperationException("this tick fails");
            },
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(10));
        return Task.CompletedTask;
    }

    public Task StartInGate(string gate, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            async _ =>
            {
                _ticks++;
                await Gate.Of(gate).PassAsync();
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(_ticks);

    public async Task<int> TicksDuring(string gate)
    {
        await Gate.Of(gate).PassAsync();
        return _ticks;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<bool> TickSawItsActivation() => Task.FromResult(_sawItself);
}

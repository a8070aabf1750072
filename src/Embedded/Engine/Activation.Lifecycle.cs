using Orleans.Runtime;

namespace Orleans.Embedded;

/// <content>How an activation comes and goes.</content>
internal sealed partial class Activation
{
    public Task Deactivated
    {
        get
        {
            var extras = Extras;
            lock (extras)
            {
                if (_phase == Phase.Gone) return Task.CompletedTask;
                extras.Deactivated ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                return extras.Deactivated.Task;
            }
        }
    }

    /// <summary>Activates on the caller's stack, if that is what keeps the call from starting; true if it may start now.</summary>
    public bool TryActivateNow(CallKind kind)
    {
        if (_phase != Phase.New) return false;
        Help(StartActivating(RequestContext.Values.Value));
        return MayStart(kind);
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (ReferenceEquals(RunningOne, this)) BeginDeactivating(deactivationReason);
        else Enqueue(new EngineAction(activation => activation.BeginDeactivating(deactivationReason)));
    }

    public void DelayDeactivation(TimeSpan timeSpan)
    {
        var ticks = timeSpan <= TimeSpan.Zero && timeSpan != Timeout.InfiniteTimeSpan ? 0
            : timeSpan == Timeout.InfiniteTimeSpan || timeSpan == TimeSpan.MaxValue ? int.MaxValue
            : (int)Math.Min(int.MaxValue, Engine.Clock + Engine.ClockTicks(timeSpan));
        if (ticks != 0 || _extras is not null) Extras.KeepAliveUntil = ticks;
    }

    /// <summary>Whether nothing has used the grain for <paramref name="age"/> clock ticks. A guess when asked from outside the turn.</summary>
    public bool IsIdle(int age) =>
        _phase == Phase.Valid
        && _running == 0
        && Engine.Clock - _lastUse >= age
        && _waiting is null
        && (_extras is null || _extras.KeepAliveUntil <= Engine.Clock);

    /// <summary>Deactivates if it is idle indeed; the task ends when that is decided and done.</summary>
    public Task Collect(int age)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue(new EngineAction(activation =>
        {
            if (!activation.IsIdle(age))
            {
                done.TrySetResult();
                return;
            }

            var deactivated = activation.Deactivated;
            activation.BeginDeactivating(new(DeactivationReasonCode.ActivationIdle, "The activation was idle for its collection age."));
            deactivated.GetAwaiter().UnsafeOnCompleted(() => done.TrySetResult());
        }));
        return done.Task;
    }

    /// <summary>The process "died": nothing of this activation runs again.</summary>
    public void Abandon()
    {
        _gone = true;
        if (_extras?.Timers is not { } timers) return;
        lock (timers)
        {
            foreach (var timer in timers) timer.Abandon();
        }
    }

    private Task StartActivating(Dictionary<string, object>? values)
    {
        _phase = Phase.Activating;
        var own = ExecutionContext.Capture()!;
        FlowContext.Enter(own, values);
        Task activating;
        try
        {
            _instance = _class.Create(this);
            activating = ActivateInstance();
        }
        catch (Exception exception)
        {
            activating = Task.FromException(exception);
        }

        FlowContext.Leave(own);
        if (activating.IsCompleted) FinishActivating(activating);
        else activating.GetAwaiter().UnsafeOnCompleted(() => FinishActivating(activating));
        return activating;
    }

    private Task ActivateInstance()
    {
        if (_instance is ILifecycleGrain grain) grain.SetUp();
        return _instance is IGrainBase plain
            ? WithTimeout(plain.OnActivateAsync, Engine.CollectionOptions.ActivationTimeout)
            : Task.CompletedTask;
    }

    private Task WithTimeout(Func<CancellationToken, Task> step, TimeSpan timeout)
    {
        // Most steps are done at once; only the others need a timer.
        var limit = new TimeLimit();
        var task = step(limit.Token);
        return task.IsCompleted ? task : limit.Bound(task, Engine, timeout);
    }

    private void FinishActivating(Task activating)
    {
        if (activating.IsCompletedSuccessfully)
        {
            if (_extras is { HasReason: true })
            {
                _phase = Phase.Deactivating;
            }
            else
            {
                _phase = Phase.Valid;
                _gate &= ~NotValid;
            }

            _attention = true;
            return;
        }

        var failure = activating.Exception?.InnerException ?? new TaskCanceledException(activating);
        Engine.Log.ActivationFailed(this, failure);
        // The first reason to leave is the one that counts: who asked to leave before he failed only leaves.
        // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (Deactivate, ProcessRequestsToInvalidActivation)
        var left = Extras.HasReason;
        if (!left) Extras.Failure = failure;
        BecomeGone();
        if (left) return;
        while (_waiting?.TakeFirst() is { } request) Refuse(request);
    }

    private void Refuse(Request request)
    {
        request.StopWaiting();
        request.TryFail(Extras.Failure!);
    }

    private void BeginDeactivating(DeactivationReason reason)
    {
        if (_phase >= Phase.Deactivating) return;
        var extras = Extras;
        if (!extras.HasReason) extras.Reason = reason;
        extras.HasReason = true;
        if (_phase == Phase.New)
        {
            BecomeGone();
            return;
        }

        if (_phase == Phase.Activating) return;
        _phase = Phase.Deactivating;
        _gate |= NotValid;
        _attention = true;
    }

    private void FinishDeactivating()
    {
        _phase = Phase.Finishing;
        DisposeTimers();
        var own = ExecutionContext.Capture()!;
        FlowContext.Enter(own, null);
        var deactivating = DeactivateInstance(_extras!.Reason);
        FlowContext.Leave(own);
        if (deactivating.IsCompleted) BecomeGone();
        else deactivating.GetAwaiter().UnsafeOnCompleted(BecomeGone);
    }

    private async Task DeactivateInstance(DeactivationReason reason)
    {
        var timeout = Engine.CollectionOptions.DeactivationTimeout;
        try
        {
            if (_instance is IGrainBase grain) await WithTimeout(token => grain.OnDeactivateAsync(reason, token), timeout);
        }
        catch (Exception exception)
        {
            Engine.Log.DeactivationFailed(this, exception);
        }

        try
        {
            if (_instance is ILifecycleGrain staged) await WithTimeout(_ => staged.TearDown(), timeout);
            if (_instance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else if (_instance is IDisposable disposable) disposable.Dispose();
            if (_extras?.Scope is { } scope) await scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Engine.Log.DeactivationFailed(this, exception);
        }
    }

    private void BecomeGone()
    {
        var extras = Extras;
        lock (extras)
        {
            _phase = Phase.Gone;
        }

        _gate |= NotValid;
        Volatile.Write(ref _gone, true);
        DisposeTimers();
        _class.Remove(_key, this);
        _instance = null;
        _attention = true;
        extras.Deactivated?.TrySetResult();
    }
}

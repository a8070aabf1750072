namespace OrleansStore.Engine.Tests.Lifecycle;

public interface IStressGrain : IGrainWithIntegerKey
{
    Task<bool> Step(int kind);
}

/// <summary>Notices when two threads, or two requests, are in it at once.</summary>
public sealed class StressGrain : Grain, IStressGrain
{
    private int _threads;
    private int _requests;
    private bool _active;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyLong() % 2 == 0) await Task.Yield();
        _active = true;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyLong() % 3 == 0) await Task.Yield();
        _active = false;
    }

    public Task<bool> Step(int kind) => kind switch
    {
        0 or 1 or 2 => Task.FromResult(Alone()),
        3 or 4 or 5 => StepSlowly(),
        6 => CallOther(),
        7 => Leave(),
        _ => throw new InvalidOperationException("as asked for"),
    };

    private bool Alone()
    {
        var alone = Interlocked.Increment(ref _threads) == 1 && _active && _requests == 0;
        Thread.SpinWait(20);
        Interlocked.Decrement(ref _threads);
        return alone;
    }

    private async Task<bool> StepSlowly()
    {
        var alone = Alone();
        _requests++;
        await Task.Yield();
        alone &= _requests == 1 && _active;
        _requests--;
        return alone && Alone();
    }

    private async Task<bool> CallOther()
    {
        _requests++;
        var other = await GrainFactory.GetGrain<IStressGrain>(this.GetPrimaryKeyLong() + 1000).Step(4);
        _requests--;
        return other && Alone();
    }

    private Task<bool> Leave()
    {
        DeactivateOnIdle();
        return Task.FromResult(Alone());
    }
}

/// <summary>Many callers, few grains, and activations that come and go.</summary>
public sealed class StressTests(Cluster cluster) : IClassFixture<Cluster>
{
    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (the message loop)
    [Fact]
    public async Task No_call_is_lost_and_no_two_are_in_one_activation_at_once()
    {
        var callers = Enumerable.Range(0, 16).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            var answered = 0;
            for (var i = 0; i < 2000; i++)
            {
                var grain = cluster.Grains.GetGrain<IStressGrain>(random.Next(12));
                var kind = random.Next(9);
                try
                {
                    if (await grain.Step(kind)) answered++;
                }
                catch (InvalidOperationException) when (kind == 8)
                {
                    answered++;
                }
                catch (OrleansMessageRejectionException)
                {
                    // It waited for too many activations that left, and did not run.
                    i--;
                }
            }

            return answered;
        })).ToList();
        (await Task.WhenAll(callers).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).ShouldAllBe(answered => answered == 2000);
    }
}

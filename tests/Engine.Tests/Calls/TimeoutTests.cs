namespace OrleansStore.Engine.Tests.Calls;

/// <summary>Calls that are not answered in time, or not wanted any more.</summary>
public sealed class TimeoutTests(Cluster cluster) : IClassFixture<Cluster>
{
    private readonly string _name = Guid.NewGuid().ToString();

    private IInterleaveGrain Grain => cluster.Grains.GetGrain<IInterleaveGrain>(_name);

    // Orleans: src/Orleans.Core/Runtime/CallbackData.cs (OnTimeout)
    [Fact]
    public async Task The_caller_gets_a_timeout_while_the_grain_goes_on()
    {
        var gate = Gate.Of(_name);
        await Should.ThrowAsync<TimeoutException>(() => Grain.WaitBriefly(_name).Soon());
        var next = Grain.Touch();
        next.IsCompleted.ShouldBeFalse();
        gate.Open();
        (await next.Soon()).ShouldBe(2);
    }

    // Orleans: src/Orleans.Runtime/Messaging/MessageCenter.cs, SiloMessagingOptions.DropExpiredMessages
    [Fact]
    public async Task A_request_that_waited_longer_than_its_caller_never_runs()
    {
        var gate = Gate.Of(_name);
        var first = Grain.Wait(_name);
        await gate.ArrivalAsync();
        await Should.ThrowAsync<TimeoutException>(() => Grain.TouchBriefly("too late").Soon());
        gate.Open();
        await first.Soon();
        (await Grain.Notes()).ShouldBeEmpty();
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (no call chain reentrancy unless asked for)
    [Fact]
    public async Task A_grain_that_calls_itself_waits_for_itself()
    {
        await Should.ThrowAsync<TimeoutException>(() => Grain.CallSelf().Soon());
        (await Grain.Notes()).ShouldBeEmpty();
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs
    [Fact]
    public async Task A_grain_that_is_called_back_by_the_grain_it_calls_waits_for_itself()
    {
        await Should.ThrowAsync<TimeoutException>(() => Grain.CallSelfThrough(_name + "-other").Soon());
        (await Grain.Notes()).ShouldBeEmpty();
        (await Grain.Touch().Soon()).ShouldBe(1);
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (reentrant: GrainCanInterleave)
    [Fact]
    public async Task A_reentrant_grain_can_call_itself()
    {
        var grain = cluster.Grains.GetGrain<IReentrantGrain>(_name);
        await grain.CallSelf().Soon();
        (await grain.Notes()).ShouldBe(["self"]);
    }

    // Orleans: src/Orleans.Core/Runtime/CallbackData.cs (OnCancellation)
    [Fact]
    public async Task A_cancellation_token_reaches_the_grain_and_the_caller_need_not_wait()
    {
        using var source = new CancellationTokenSource();
        var call = Grain.WaitForToken(_name, source.Token);
        await Gate.Of(_name).ArrivalAsync();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call.Soon());
        await Gate.Of(_name + "-canceled").ArrivalAsync();
    }

    // Orleans: src/Orleans.Core/Runtime/OutsideRuntimeClient.cs (SendRequest)
    [Fact]
    public async Task A_call_with_a_token_that_is_canceled_already_never_runs()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => Grain.WaitForToken(_name, new CancellationToken(canceled: true)).Soon());
        Gate.Of(_name).Arrived.ShouldBe(0);
    }
}

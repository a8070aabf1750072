namespace OrleansStore.Engine.Tests.Calls;

/// <summary>Which requests of one activation may run at the same time.</summary>
public sealed class InterleavingTests(Cluster cluster) : IClassFixture<Cluster>
{
    private readonly string _name = Guid.NewGuid().ToString();

    private IInterleaveGrain Grain => cluster.Grains.GetGrain<IInterleaveGrain>(_name);

    private IReentrantGrain Reentrant => cluster.Grains.GetGrain<IReentrantGrain>(_name);

    private Gate NewGate(out string name, string suffix = "") => Gate.Of(name = _name + suffix);

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (MayInvokeRequest)
    [Fact]
    public async Task A_request_waits_until_the_one_before_is_done()
    {
        var gate = NewGate(out var name);
        var first = Grain.Wait(name);
        await gate.ArrivalAsync();
        var second = Grain.Touch();
        await cluster.Grains.GetGrain<IInterleaveGrain>(_name + "-other").Touch();
        second.IsCompleted.ShouldBeFalse();
        gate.Open();
        (await first.Soon()).ShouldBe(1);
        (await second.Soon()).ShouldBe(2);
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (waiting requests are scanned in their order)
    // The calls come from a grain of the same silo: what a client sends at once may arrive in any order,
    // for each message of a connection is a work item of its own (src/Orleans.Core/Networking/Connection.cs).
    [Fact]
    public async Task Waiting_requests_run_in_the_order_of_their_arrival()
    {
        var gate = NewGate(out var name);
        var sent = NewGate(out var sentName, "-sent");
        var first = Grain.Wait(name);
        await gate.ArrivalAsync();
        var rest = cluster.Grains.GetGrain<IInterleaveGrain>("other" + _name).TouchRepeatedly(_name, 20, sentName);
        await sent.ArrivalAsync();
        gate.Open();
        await first.Soon();
        sent.Open();
        (await rest.Soon()).ShouldBe(Enumerable.Range(2, 20));
    }

    // Orleans: src/Orleans.Core.Abstractions/Concurrency/GrainAttributeConcurrency.cs (ReentrantAttribute)
    [Fact]
    public async Task Requests_of_a_reentrant_grain_interleave()
    {
        var gate = NewGate(out var name);
        var first = Reentrant.Wait(name);
        await gate.ArrivalAsync();
        (await Reentrant.Touch().Soon()).ShouldBe(2);
        gate.Open();
        (await first.Soon()).ShouldBe(2);
    }

    // Orleans: src/Orleans.Core.Abstractions/Concurrency/GrainAttributeConcurrency.cs (AlwaysInterleaveAttribute)
    [Fact]
    public async Task A_method_that_always_interleaves_runs_during_another_request()
    {
        var gate = NewGate(out var name);
        var first = Grain.Wait(name);
        await gate.ArrivalAsync();
        (await Grain.TouchAlways().Soon()).ShouldBe(2);
        gate.Open();
        (await first.Soon()).ShouldBe(2);
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (MayInvokeRequest, IsReadOnly)
    [Fact]
    public async Task Read_only_methods_interleave_with_each_other_and_with_nothing_else()
    {
        var gate = NewGate(out var name);
        var reading = Grain.WaitReading(name);
        await gate.ArrivalAsync();
        (await Grain.Read().Soon()).ShouldBe(0);
        var writing = Grain.Touch();
        (await Grain.Read().Soon()).ShouldBe(0);
        writing.IsCompleted.ShouldBeFalse();
        gate.Open();
        (await reading.Soon()).ShouldBe(0);
        (await writing.Soon()).ShouldBe(1);
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (MayInvokeRequest, IsReadOnly)
    [Fact]
    public async Task A_read_only_method_waits_for_one_that_writes()
    {
        var gate = NewGate(out var name);
        var writing = Grain.Wait(name);
        await gate.ArrivalAsync();
        var reading = Grain.Read();
        await cluster.Grains.GetGrain<IInterleaveGrain>(_name + "-other").Touch();
        reading.IsCompleted.ShouldBeFalse();
        gate.Open();
        await writing.Soon();
        (await reading.Soon()).ShouldBe(1);
    }

    // Orleans: src/Orleans.Runtime/Scheduler/WorkItemGroup.cs (one thread at a time)
    [Fact]
    public async Task Interleaving_requests_never_run_at_the_same_instant()
    {
        var calls = Enumerable.Range(0, 50).Select(_ => Task.Run(() => Grain.IncreaseAlways(200)));
        (await Task.WhenAll(calls).Soon()).Max().ShouldBe(50 * 200);
    }

    // Orleans: src/Orleans.Runtime/Scheduler/WorkItemGroup.cs, ActivationData.cs
    [Fact]
    public async Task Requests_that_do_not_interleave_lose_no_update_across_an_await()
    {
        var calls = Enumerable.Range(0, 50).Select(_ => Task.Run(() => Grain.Increase(20)));
        (await Task.WhenAll(calls).Soon()).Max().ShouldBe(50 * 20);
    }

    // Orleans: src/Orleans.Core.Abstractions/Concurrency/GrainAttributeConcurrency.cs (OneWayAttribute)
    [Fact]
    public async Task The_caller_of_a_one_way_method_does_not_wait()
    {
        var gate = NewGate(out var name);
        await Grain.Tell(name).Soon();
        await gate.ArrivalAsync();
        gate.Open();
        (await Grain.Touch().Soon()).ShouldBe(1);
    }

    // Orleans: src/Orleans.Runtime/Core/InsideRuntimeClient.cs (no response is sent for one-way messages)
    [Fact]
    public async Task An_exception_of_a_one_way_method_reaches_nobody_and_harms_nothing()
    {
        var gate = NewGate(out var name);
        await Grain.TellAndFail(name).Soon();
        await gate.ArrivalAsync();
        gate.Open();
        (await Grain.Touch().Soon()).ShouldBe(1);
    }

    // Orleans: src/Orleans.Core.Abstractions/Placement/StatelessWorkerPlacement.cs, Catalog/StatelessWorkerGrainContext.cs
    [Fact]
    public async Task A_stateless_worker_serves_as_many_calls_at_once_as_it_has_activations()
    {
        var gate = NewGate(out var name);
        var worker = cluster.Grains.GetGrain<IWorkerGrain>(0);
        List<Task<string>> calls = [];
        for (var i = 0; i < 5; i++) calls.Add(worker.Wait(name));
        for (var i = 0; i < 3; i++) await gate.ArrivalAsync();
        gate.Arrived.ShouldBe(3);
        gate.Open();
        (await Task.WhenAll(calls).Soon()).Distinct().Count().ShouldBe(3);
    }
}

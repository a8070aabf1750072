using Microsoft.Extensions.DependencyInjection;

namespace OrleansStore.Engine.Tests.Lifecycle;

/// <summary>How activations come and go.</summary>
public sealed class LifecycleTests(LifecycleTests.Fixture cluster) : IClassFixture<LifecycleTests.Fixture>
{
    private readonly string _name = Guid.NewGuid().ToString();

    private ILifeGrain Grain => cluster.Grains.GetGrain<ILifeGrain>(_name);

    // Orleans: src/Orleans.Runtime/Catalog/Catalog.cs (GetOrCreateActivation)
    [Fact]
    public async Task The_first_call_activates_and_later_calls_find_the_same_activation()
    {
        Lives.Of(_name).ShouldBeEmpty();
        (await Grain.Count()).ShouldBe(1);
        (await Grain.Count()).ShouldBe(2);
        Lives.Of(_name).ShouldBe(["activate"]);
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (one activation, requests wait for it)
    [Fact]
    public async Task Calls_that_come_while_a_grain_activates_wait_for_it()
    {
        var name = "slow" + _name;
        var grain = cluster.Grains.GetGrain<ILifeGrain>(name);
        List<Task<int>> calls = [];
        for (var i = 0; i < 10; i++) calls.Add(grain.Count());
        await Gate.Of(name).ArrivalAsync();
        calls.ShouldAllBe(call => !call.IsCompleted);
        Gate.Of(name).Open();
        (await Task.WhenAll(calls).Soon()).ShouldBe(Enumerable.Range(1, 10), ignoreOrder: true);
        Lives.Of(name).ShouldBe(["activate"]);
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (ActivateAsync, RejectAllQueuedMessages)
    [Fact]
    public async Task A_failed_activation_surfaces_at_the_caller_and_a_later_call_tries_again()
    {
        Lives.FailuresToCome[_name] = 1;
        (await Should.ThrowAsync<InvalidOperationException>(() => Grain.Count().Soon())).Message.ShouldContain("will not wake up");
        (await Grain.Count().Soon()).ShouldBe(1);
        Lives.Of(_name).ShouldBe(["activate", "activate"]);
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (Deactivate keeps the first reason, RerouteAllQueuedMessages)
    [Fact]
    public async Task A_grain_that_asks_to_leave_before_its_activation_fails_only_leaves()
    {
        var name = "leaving" + _name;
        Lives.FailuresToCome[name] = 2;
        (await cluster.Grains.GetGrain<ILifeGrain>(name).Count().Soon()).ShouldBe(1);
        Lives.Of(name).ShouldBe(["activate", "activate", "activate"]);
    }

    // Orleans: src/Orleans.Runtime/Messaging/MessageCenter.cs (MayForward), Configuration/Options/SiloMessagingOptions.cs (MaxForwardCount)
    [Fact]
    public async Task A_request_that_has_waited_for_three_leaving_activations_is_rejected()
    {
        var name = "leaving" + _name;
        Lives.FailuresToCome[name] = 3;
        await Should.ThrowAsync<OrleansMessageRejectionException>(() => cluster.Grains.GetGrain<ILifeGrain>(name).Count().Soon());
        Lives.Of(name).ShouldBe(["activate", "activate", "activate"]);
        (await cluster.Grains.GetGrain<ILifeGrain>(name).Count().Soon()).ShouldBe(1);
    }

    // Orleans: src/Orleans.Core.Abstractions/Core/Grain.cs (DeactivateOnIdle)
    [Fact]
    public async Task A_grain_that_leaves_is_told_so_and_the_next_call_finds_a_new_activation()
    {
        (await Grain.Count()).ShouldBe(1);
        (await Grain.CountAndLeave()).ShouldBe(2);
        (await Grain.Count().Soon()).ShouldBe(1);
        Lives.Of(_name).ShouldBe(["activate", "ApplicationRequested", "activate"]);
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationData.cs (RerouteAllQueuedMessages)
    [Fact]
    public async Task Requests_that_wait_for_a_leaving_grain_run_on_the_next_activation()
    {
        var leaving = Grain.WaitAndLeave(_name);
        await Gate.Of(_name).ArrivalAsync();
        List<Task<int>> waiting = [];
        for (var i = 0; i < 5; i++) waiting.Add(Grain.Count());
        waiting.ShouldAllBe(call => !call.IsCompleted);
        Gate.Of(_name).Open();
        (await leaving.Soon()).ShouldBe(1);
        (await Task.WhenAll(waiting).Soon()).ShouldBe(Enumerable.Range(1, 5), ignoreOrder: true);
        Lives.Of(_name).ShouldBe(["activate", "ApplicationRequested", "activate"]);
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationCollector.cs
    [Fact]
    public async Task An_idle_grain_is_collected()
    {
        await Grain.Count();
        await Patience.Until(async () =>
        {
            await cluster.Management.ForceActivationCollection(TimeSpan.Zero);
            return Lives.Of(_name).Length > 1;
        });
        Lives.Of(_name).ShouldBe(["activate", "ActivationIdle"]);
        (await Grain.Count()).ShouldBe(1);
    }

    // Orleans: src/Orleans.Runtime/Catalog/ActivationCollector.cs (IsInactive)
    [Fact]
    public async Task A_grain_with_a_running_request_is_not_idle()
    {
        var running = Grain.Wait(_name);
        await Gate.Of(_name).ArrivalAsync();
        await cluster.Management.ForceActivationCollection(TimeSpan.Zero);
        Gate.Of(_name).Open();
        (await running.Soon()).ShouldBe(1);
        (await Grain.Count()).ShouldBe(2);
    }

    // Orleans: src/Orleans.Core.Abstractions/Core/Grain.cs (DelayDeactivation)
    [Fact]
    public async Task A_grain_that_asks_for_time_is_not_collected_before()
    {
        await Grain.KeepAlive(TimeSpan.FromHours(1));
        await cluster.Management.ForceActivationCollection(TimeSpan.Zero);
        Lives.Of(_name).ShouldBe(["activate"]);
        await Grain.KeepAlive(TimeSpan.Zero);
        await Patience.Until(async () =>
        {
            await cluster.Management.ForceActivationCollection(TimeSpan.Zero);
            return Lives.Of(_name).Length > 1;
        });
    }

    // Orleans: src/Orleans.Core.Abstractions/Core/IGrainContext.cs (Deactivate, Deactivated)
    [Fact]
    public async Task A_grain_can_be_deactivated_from_outside()
    {
        await Grain.Count();
        await cluster.Test.DeactivateAsync(Grain).Soon();
        Lives.Of(_name).ShouldBe(["activate", "ApplicationRequested"]);
    }

    // Orleans: src/Orleans.Runtime/Catalog/Catalog.cs (DeactivateAllActivations)
    [Fact]
    public async Task Stopping_the_silo_deactivates_every_grain()
    {
        await using var own = await Cluster.StartAsync(Fixture.AddServices);
        await own.Client.GetGrain<ILifeGrain>(_name).Count();
        await own.StopSilosAsync();
        Lives.Of(_name).ShouldBe(["activate", "ShuttingDown"]);
    }

    // Orleans: src/Orleans.Runtime/Activation/ActivationDataActivatorProvider.cs, Catalog/ActivationData.cs (a scope for each activation)
    [Fact]
    public async Task An_activation_has_scoped_services_of_its_own()
    {
        var one = await cluster.Grains.GetGrain<IScopedGrain>("one").Scoped();
        var two = await cluster.Grains.GetGrain<IScopedGrain>("two").Scoped();
        one.ShouldNotBe(two);
        (await cluster.Grains.GetGrain<IScopedGrain>("one").Scoped()).ShouldBe(one);
    }

    public sealed class Fixture : Cluster
    {
        public static void AddServices(ISiloBuilder silo)
        {
            silo.Services.AddSingleton<Lifetimes>();
            silo.Services.AddScoped<ScopedService>();
            silo.Services.AddKeyedSingleton("keyed", "by key");
        }

        protected override void Configure(ISiloBuilder silo) => AddServices(silo);
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansStore.Engine.Tests.Lifecycle;

public interface ILifeGrain : IGrainWithStringKey
{
    Task<int> Count();

    Task<int> CountAndLeave();

    Task<int> WaitAndLeave(string gate);

    Task KeepAlive(TimeSpan time);

    Task<int> Wait(string gate);

    Task FailActivations(int times);
}

/// <summary>What happened to activations, by grain key.</summary>
public static class Lives
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Events = new();

    public static ConcurrentDictionary<string, int> FailuresToCome { get; } = new();

    public static void Add(string key, string what) => Events.GetOrAdd(key, _ => new()).Enqueue(what);

    public static string[] Of(string key) => Events.TryGetValue(key, out var events) ? [.. events] : [];
}

public sealed class LifeGrain(Lifetimes lifetimes) : Grain, ILifeGrain
{
    private int _count;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        Lives.Add(key, "activate");
        if (Lives.FailuresToCome.TryGetValue(key, out var left) && left > 0)
        {
            Lives.FailuresToCome[key] = left - 1;
            if (key.StartsWith("leaving", StringComparison.Ordinal)) DeactivateOnIdle();
            throw new InvalidOperationException($"{key} will not wake up.");
        }

        return lifetimes.Pause(key);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Lives.Add(this.GetPrimaryKeyString(), reason.ReasonCode.ToString());
    }

    public Task<int> Count() => Task.FromResult(++_count);

    public Task<int> CountAndLeave()
    {
        DeactivateOnIdle();
        return Task.FromResult(++_count);
    }

    public async Task<int> WaitAndLeave(string gate)
    {
        DeactivateOnIdle();
        await Gate.Of(gate).PassAsync();
        return ++_count;
    }

    public Task KeepAlive(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public async Task<int> Wait(string gate)
    {
        await Gate.Of(gate).PassAsync();
        return ++_count;
    }

    public Task FailActivations(int times)
    {
        Lives.FailuresToCome[this.GetPrimaryKeyString()] = times;
        return Task.CompletedTask;
    }
}

public interface IAgedGrain : IGrainWithStringKey
{
    Task<int> Count();
}

/// <summary>Says itself how long it may idle.</summary>
[CollectionAgeLimit(Minutes = 2)]
public sealed class AgedGrain : Grain, IAgedGrain
{
    private int _count;

    public Task<int> Count() => Task.FromResult(++_count);
}

/// <summary>A service that grains get in their constructor.</summary>
public sealed class Lifetimes
{
    public Task Pause(string key) => key.StartsWith("slow", StringComparison.Ordinal) ? Gate.Of(key).PassAsync() : Task.CompletedTask;
}

public interface IScopedGrain : IGrainWithStringKey
{
    Task<Guid> Scoped();
}

public sealed class ScopedGrain(ScopedService scoped, [FromKeyedServices("keyed")] string keyed) : Grain, IScopedGrain
{
    public Task<Guid> Scoped()
    {
        keyed.ShouldBe("by key");
        ServiceProvider.GetRequiredService<ScopedService>().ShouldBeSameAs(scoped);
        return Task.FromResult(scoped.Id);
    }
}

public sealed class ScopedService
{
    public Guid Id { get; } = Guid.NewGuid();
}

using System.Collections.Concurrent;

namespace OrleansStore.Engine.Tests;

/// <summary>A place where a grain waits until the test lets it go on. Test and silo are one process.</summary>
public sealed class Gate
{
    private static readonly ConcurrentDictionary<string, Gate> Gates = new();

    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _arrivals = new(0);
    private int _arrived;

    /// <summary>How many came here.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    public static Gate Of(string name) => Gates.GetOrAdd(name, _ => new Gate());

    /// <summary>Called by the grain.</summary>
    public Task PassAsync()
    {
        Interlocked.Increment(ref _arrived);
        _arrivals.Release();
        return _open.Task;
    }

    /// <summary>Waits until one more came.</summary>
    public async Task ArrivalAsync()
    {
        if (!await _arrivals.WaitAsync(Patience.Long)) throw new TimeoutException("Nobody came to the gate.");
    }

    public void Open() => _open.TrySetResult();
}

/// <summary>How long tests wait for what must happen: long, for a busy machine; passing does not depend on it.</summary>
public static class Patience
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Long);

    public static Task Soon(this Task task) => task.WaitAsync(Long);

    /// <summary>Waits until <paramref name="condition"/> holds.</summary>
    public static async Task Until(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 3000; i++)
        {
            if (await condition()) return;
            await Task.Delay(10);
        }

        throw new TimeoutException("It did not come to that.");
    }
}

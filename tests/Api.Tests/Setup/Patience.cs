using OrleansStore.Api.Live;

namespace OrleansStore.Api.Tests.Setup;

/// <summary>Waiting with an end, so that what never comes fails the test instead of hanging it.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Reads until so many updates came; heartbeats do not count.</summary>
    public static async Task<List<LiveUpdate>> TakeAsync(this LiveSubscription subscription, int count)
    {
        var taken = new List<LiveUpdate>();
        while (taken.Count < count) taken.AddRange(await subscription.NextAsync().AsTask().WaitAsync(Limit));
        return taken;
    }

    /// <summary>Waits for something that other threads bring about.</summary>
    public static Task UntilAsync(Func<bool> holds, Action? meanwhile = null) => UntilAsync(
        () =>
        {
            var done = holds();
            if (!done) meanwhile?.Invoke();
            return Task.FromResult(done);
        },
        TimeSpan.FromMilliseconds(5));

    /// <summary>Waits for something that has to be asked for; it takes its time where other processes have a part in it.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, TimeSpan? pause = null)
    {
        using var limit = new CancellationTokenSource(2 * Limit);
        while (!await holds())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException("It did not come about.");
            await Task.Delay(pause ?? TimeSpan.FromMilliseconds(20));
        }
    }
}

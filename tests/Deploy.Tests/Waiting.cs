namespace OrleansStore.Deploy.Tests;

/// <summary>Waits for what comes by itself.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks again until it is so; an address that does not answer yet is waited for too.</summary>
    public static async Task ForAsync(string what, Func<Task<bool>> isSo, CancellationToken cancellation)
    {
        Exception? last = null;
        for (var waited = TimeSpan.Zero; waited < Longest; waited += Pause)
        {
            try
            {
                if (await isSo()) return;
            }
            catch (HttpRequestException e)
            {
                last = e;
            }

            await Task.Delay(Pause, cancellation);
        }

        throw new TimeoutException($"Waited in vain until {what}. {last?.Message}");
    }
}

using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Limits;

/// <summary>How fast a bucket fills, in the clock's ticks.</summary>
/// <param name="Interval">Ticks a token.</param>
/// <param name="Capacity">Ticks of a full bucket.</param>
internal readonly record struct BucketRate(long Interval, long Capacity)
{
    public static BucketRate Of(RateOptions rate, long frequency)
    {
        var interval = Math.Max(1, frequency / rate.PerSecond);
        return new BucketRate(interval, interval * rate.Burst);
    }
}

/// <summary>Tokens of one user, as one number: the moment at which the bucket will be full again.</summary>
/// <remarks>
/// The framework's own bucket takes no clock from outside, is filled by a timer and locks; this one is a look at the clock and
/// one exchange, and is as fair (the generic cell rate algorithm).
/// </remarks>
internal sealed class TokenBucket
{
    private long _fullAt;

    /// <summary>Takes a token.</summary>
    /// <param name="left">Ticks' worth of tokens that are left.</param>
    /// <returns>Ticks until there will be one; 0 when it was taken.</returns>
    public long Take(long now, in BucketRate rate, out long left)
    {
        var seen = Volatile.Read(ref _fullAt);
        while (true)
        {
            var fullAt = Math.Max(seen, now) + rate.Interval;
            left = rate.Capacity - (fullAt - now);
            if (left < 0)
            {
                var wait = -left;
                left = 0;
                return wait;
            }

            var found = Interlocked.CompareExchange(ref _fullAt, fullAt, seen);
            if (found == seen) return 0;
            seen = found;
        }
    }

    /// <summary>Whether it is full, and so as good as a new one.</summary>
    public bool IsFull(long now) => Volatile.Read(ref _fullAt) <= now;
}

using System.Numerics;

namespace OrleansStore.Benchmarks.Statistics;

/// <summary>Counts durations in buckets that are at most 1.6 % wide: constant memory, however long a run is.</summary>
internal sealed class Latencies
{
    private const int Fraction = 6;
    private readonly long[] _buckets = new long[64 << Fraction];
    private long _max;

    public long Count { get; private set; }

    public double MaxMilliseconds => _max / 1e6;

    public void Add(TimeSpan duration)
    {
        var nanoseconds = Math.Max(duration.Ticks * 100, 1);
        _buckets[Bucket(nanoseconds)]++;
        _max = Math.Max(_max, nanoseconds);
        Count++;
    }

    public void Add(Latencies other)
    {
        for (var i = 0; i < _buckets.Length; i++) _buckets[i] += other._buckets[i];
        _max = Math.Max(_max, other._max);
        Count += other.Count;
    }

    /// <summary>The duration that the given share of all stayed under.</summary>
    public double Milliseconds(double quantile)
    {
        var wanted = (long)Math.Ceiling(quantile * Count);
        for (var i = 0; i < _buckets.Length; i++)
        {
            wanted -= _buckets[i];
            if (wanted <= 0) return UpperBound(i) / 1e6;
        }

        return MaxMilliseconds;
    }

    private static int Bucket(long value)
    {
        var shift = Math.Max(BitOperations.Log2((ulong)value) - Fraction, 0);
        return (shift << Fraction) + (int)(value >> shift);
    }

    private static double UpperBound(int bucket)
    {
        var shift = Math.Max((bucket >> Fraction) - 1, 0);
        return (bucket - (shift << Fraction) + 1.0) * Math.Pow(2, shift);
    }
}

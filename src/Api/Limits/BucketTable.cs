using System.Collections.Concurrent;

namespace OrleansStore.Api.Limits;

/// <summary>The buckets of one class, a bounded number of them.</summary>
/// <remarks>
/// When all are taken, those that are full again are given up, for a new one would be the same. When there are none, who comes
/// new shares a bucket with others: an attacker with a million addresses slows strangers then, and not who is known.
/// </remarks>
internal sealed class BucketTable
{
    /// <summary>Buckets at most; some 150 bytes each.</summary>
    public const int Most = 50_000;

    private const int Shared = 256;

    private readonly ConcurrentDictionary<LimitKey, TokenBucket> _buckets = new();
    private readonly TokenBucket[] _shared = [.. Enumerable.Range(0, Shared).Select(_ => new TokenBucket())];
    private readonly int _most;
    private readonly long _pause;
    private int _count;
    private long _nextSweep;

    /// <param name="pause">Ticks between two looks for buckets to give up; a look goes through all of them.</param>
    public BucketTable(long pause, int most = Most)
    {
        (_pause, _most) = (pause, most);
        _nextSweep = long.MinValue;
    }

    /// <summary>Buckets that are kept.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The bucket of a user.</summary>
    public TokenBucket Of(in LimitKey key, long now)
    {
        if (_buckets.TryGetValue(key, out var known)) return known;
        if (Count >= _most) Sweep(now);
        if (Interlocked.Increment(ref _count) > _most)
        {
            Interlocked.Decrement(ref _count);
            return _shared[(uint)key.GetHashCode() % Shared];
        }

        var fresh = new TokenBucket();
        if (_buckets.TryAdd(key, fresh)) return fresh;
        Interlocked.Decrement(ref _count);
        return _buckets.TryGetValue(key, out known) ? known : fresh;
    }

    private void Sweep(long now)
    {
        var next = Volatile.Read(ref _nextSweep);
        if (now < next || Interlocked.CompareExchange(ref _nextSweep, now + _pause, next) != next) return;
        foreach (var bucket in _buckets)
        {
            if (bucket.Value.IsFull(now) && _buckets.TryRemove(bucket)) Interlocked.Decrement(ref _count);
        }
    }
}

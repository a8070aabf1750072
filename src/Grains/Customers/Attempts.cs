using OrleansStore.Contracts.Customers;

namespace OrleansStore.Grains.Customers;

/// <summary>Attempts by key, and how long to wait for the next.</summary>
public sealed class Attempts
{
    private readonly Dictionary<string, Count> _counts = new(StringComparer.Ordinal);

    /// <summary>Keys that are remembered.</summary>
    public int Keys => _counts.Count;

    /// <summary>Counts an attempt, unless it has to wait.</summary>
    /// <returns>How long.</returns>
    public TimeSpan Begin(string key, int free, DateTimeOffset now)
    {
        var known = _counts.GetValueOrDefault(key);
        if (now - known.Last >= AttemptLimits.Forgotten) known = default;
        if (known.Until > now) return known.Until - now;
        if (known.Made == 0 && _counts.Count >= AttemptLimits.Keys) MakeRoom();
        var made = known.Made + 1;
        _counts[key] = new Count(made, now, now + WaitAfter(made, free));
        return TimeSpan.Zero;
    }

    /// <summary>An attempt was none.</summary>
    public void TakeBack(string key, bool forget)
    {
        if (!_counts.TryGetValue(key, out var known)) return;
        if (forget || known.Made <= 1) _counts.Remove(key);
        else _counts[key] = known with { Made = known.Made - 1, Until = known.Last };
    }

    private static TimeSpan WaitAfter(int made, int free)
    {
        if (made < free) return TimeSpan.Zero;
        var doublings = Math.Min(made - free, 30);
        var wait = AttemptLimits.FirstWait * (1L << doublings);
        return wait < AttemptLimits.LongestWait ? wait : AttemptLimits.LongestWait;
    }

    // A tenth at once, so that a flood of keys does not look through all of them for each.
    private void MakeRoom()
    {
        foreach (var key in _counts.OrderBy(c => c.Value.Last).Take(AttemptLimits.Keys / 10).Select(c => c.Key).ToList()) _counts.Remove(key);
    }

    private readonly record struct Count(int Made, DateTimeOffset Last, DateTimeOffset Until);
}

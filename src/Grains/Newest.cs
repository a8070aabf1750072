using System.Collections.Immutable;

namespace OrleansStore.Grains;

/// <summary>What a state remembers of late: bounded, oldest first.</summary>
internal static class Newest
{
    /// <summary>With one more; beyond the limit the oldest is forgotten.</summary>
    public static ImmutableArray<T> Remember<T>(this ImmutableArray<T> known, T one, int limit) =>
        known.Length < limit ? known.Add(one) : [.. known.AsSpan()[^(limit - 1)..], one];
}

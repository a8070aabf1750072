using OrleansStore.Contracts.Pricing;

namespace OrleansStore.Grains.Pricing;

/// <summary>Whole minor units, always the same way.</summary>
internal static class Allocation
{
    /// <summary>A share of an amount, rounded half up.</summary>
    /// <param name="rate">Parts per million.</param>
    public static long Share(long amount, int rate) =>
        (long)((((Int128)amount * rate) + (PricingLimits.Whole / 2)) / PricingLimits.Whole);

    /// <summary>
    /// Spreads an amount over weights, by the largest remainder: each gets its share rounded down, and what is left goes, a
    /// unit each, to those that lost most by that; of the same loss, to the first.
    /// </summary>
    /// <returns>Parts that add up to the amount; none is above its weight when the amount is not above their sum.</returns>
    public static long[] Spread(long amount, ReadOnlySpan<long> weights)
    {
        var parts = new long[weights.Length];
        var sum = (Int128)0;
        foreach (var weight in weights) sum += weight;
        if (amount == 0 || sum == 0) return parts;

        var left = amount;
        var lost = new (Int128 Remainder, int At)[weights.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var exact = (Int128)amount * weights[i];
            parts[i] = (long)(exact / sum);
            lost[i] = (exact % sum, i);
            left -= parts[i];
        }

        Array.Sort(lost, static (a, b) => a.Remainder != b.Remainder ? b.Remainder.CompareTo(a.Remainder) : a.At - b.At);
        for (var i = 0; i < left; i++) parts[lost[i].At]++;
        return parts;
    }
}

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>The stretches of prices that are counted: from 0, 10, 25, 50, 100, 250 and so on, in units of a hundred minor ones.</summary>
internal static class PriceBands
{
    private static readonly long[] Starts = Make();

    /// <summary>The band in which a price lies.</summary>
    public static int Of(long price)
    {
        var at = Array.BinarySearch(Starts, price);
        return at >= 0 ? at : Math.Max(0, ~at - 1);
    }

    /// <summary>The lowest price of a band, and the lowest above it; none above the last.</summary>
    public static (long From, long? To) Range(int band) => (Starts[band], band + 1 < Starts.Length ? Starts[band + 1] : null);

    private static long[] Make()
    {
        var starts = new List<long> { 0 };
        for (var power = 10_00L; power <= 100_000_000_00; power *= 10) starts.AddRange([power, power * 5 / 2, power * 5]);
        return [.. starts];
    }
}

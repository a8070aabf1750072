namespace OrleansStore.Silo.History;

/// <summary>Limits of looking back, each with its reason.</summary>
public sealed record HistoryLimits
{
    /// <summary>Events read at once.</summary>
    public int Chunk { get; init; } = 500;

    /// <summary>A stream is remembered at every so many of its versions, so that whoever turns its pages, or asks again, does not begin at its start.</summary>
    public int PlaceEvery { get; init; } = 1_000;

    /// <summary>Places that are remembered; of a stock some kilobytes each.</summary>
    public int Places { get; init; } = 2_000;

    /// <summary>Events of one stream that is an order's own; no order comes near it.</summary>
    public int OwnEvents { get; init; } = 2_000;

    /// <summary>Events that are gone through in other streams for one order: of a popular product's stock, seconds of a rush.</summary>
    public int Scanned { get; init; } = 20_000;

    /// <summary>Events of a product that one page of its prices, or the lowest of them, goes through.</summary>
    public int Prices { get; init; } = 5_000;
}

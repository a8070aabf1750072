namespace OrleansStore.ReadModels.Analytics;

/// <summary>The shop in figures. They equal a recount of the journal up to the position that they tell.</summary>
public interface IAnalyticsQueries
{
    /// <summary>The position of the last event that is counted in and counts; 0 when there is none.</summary>
    ValueTask<long> PositionAsync(CancellationToken cancellation = default);

    /// <summary>The figures of now.</summary>
    /// <param name="now">Which day is today.</param>
    ValueTask<Dashboard> DashboardAsync(DateTimeOffset now, CancellationToken cancellation = default);

    /// <summary>The course of business, in buckets.</summary>
    /// <param name="from">Any moment in the first bucket.</param>
    /// <param name="to">The end of the last bucket, or any moment in it.</param>
    /// <exception cref="ArgumentException">There is no bucket, or more than <see cref="ReadModelLimits.ReportBuckets"/>.</exception>
    ValueTask<SalesReport> SalesAsync(DateTimeOffset from, DateTimeOffset to, TimeBucket bucket, CancellationToken cancellation = default);

    /// <summary>The products that sell best in whole days.</summary>
    /// <param name="from">Any moment of the first day.</param>
    /// <param name="to">The end of the last day, or any moment of it.</param>
    /// <param name="limit">1 to 100.</param>
    /// <exception cref="ArgumentException">There is no day, or more than <see cref="ReadModelLimits.PopularDays"/>.</exception>
    ValueTask<PopularReport> PopularAsync(DateTimeOffset from, DateTimeOffset to, PopularBy by, int limit, CancellationToken cancellation = default);

    /// <summary>A customer's figures; null when there is no such account, or not any more.</summary>
    ValueTask<CustomerFigures?> CustomerAsync(Guid customerId, CancellationToken cancellation = default);
}

/// <summary>What products are ordered by, most first.</summary>
public enum PopularBy
{
    /// <summary>Pieces sold and not come back.</summary>
    Pieces,

    /// <summary>Money paid for them, in the currency of which each is.</summary>
    Revenue,
}

namespace OrleansStore.ReadModels.Analytics;

/// <summary>Pieces of time, all in UTC.</summary>
public enum TimeBucket
{
    /// <summary>From the full hour on.</summary>
    Hour,

    /// <summary>From midnight on.</summary>
    Day,

    /// <summary>From Monday on.</summary>
    Week,

    /// <summary>From the first on.</summary>
    Month,
}

/// <summary>Where pieces of time begin and end.</summary>
public static class TimeBuckets
{
    private const int DaysOfWeek = 7;

    /// <summary>When the bucket that a moment is in began.</summary>
    public static DateTimeOffset StartOf(this TimeBucket bucket, DateTimeOffset time)
    {
        var utc = time.ToUniversalTime();
        var day = new DateTimeOffset(utc.Year, utc.Month, utc.Day, 0, 0, 0, TimeSpan.Zero);
        return bucket switch
        {
            TimeBucket.Hour => day.AddHours(utc.Hour),
            TimeBucket.Day => day,
            // The week in which time begins has no Monday.
            TimeBucket.Week => day.AddDays(-Math.Min(((int)day.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek, (day - DateTimeOffset.MinValue).Days)),
            TimeBucket.Month => day.AddDays(1 - day.Day),
            _ => throw new ArgumentOutOfRangeException(nameof(bucket)),
        };
    }

    /// <summary>So many buckets later than the start of one.</summary>
    public static DateTimeOffset Add(this TimeBucket bucket, DateTimeOffset start, int count) => bucket switch
    {
        TimeBucket.Hour => start.AddHours(count),
        TimeBucket.Day => start.AddDays(count),
        TimeBucket.Week => start.AddDays(DaysOfWeek * count),
        TimeBucket.Month => start.AddMonths(count),
        _ => throw new ArgumentOutOfRangeException(nameof(bucket)),
    };

    /// <summary>The end of the bucket that a moment is in, or the moment itself where one begins.</summary>
    public static DateTimeOffset EndOf(this TimeBucket bucket, DateTimeOffset time)
    {
        var start = bucket.StartOf(time);
        return start == time ? start : bucket.Add(start, 1);
    }

    /// <summary>How many buckets there are from the one that a moment is in to the end of the one that another is in; a beginning is an end too.</summary>
    public static int Count(TimeBucket bucket, DateTimeOffset from, DateTimeOffset to)
    {
        var (start, end) = (bucket.StartOf(from), bucket.EndOf(to));
        return bucket switch
        {
            TimeBucket.Hour => (int)(end - start).TotalHours,
            TimeBucket.Day => (end - start).Days,
            TimeBucket.Week => (end - start).Days / DaysOfWeek,
            TimeBucket.Month => ((end.Year - start.Year) * 12) + end.Month - start.Month,
            _ => throw new ArgumentOutOfRangeException(nameof(bucket)),
        };
    }

    /// <summary>The hours since 1970, in which figures are kept.</summary>
    internal static long HourOf(DateTimeOffset time) => (long)Math.Floor((time - DateTimeOffset.UnixEpoch).TotalHours);

    /// <summary>When an hour since 1970 began.</summary>
    internal static DateTimeOffset TimeOf(long hour) => DateTimeOffset.UnixEpoch.AddHours(hour);

    /// <summary>The days since 1970.</summary>
    internal static long DayOf(DateTimeOffset time) => (long)Math.Floor((time - DateTimeOffset.UnixEpoch).TotalDays);
}

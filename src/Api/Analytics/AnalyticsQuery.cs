using System.Globalization;
using OrleansStore.Api.Http;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Analytics;

namespace OrleansStore.Api.Analytics;

/// <summary>Which time a report is of, and in which pieces.</summary>
/// <param name="From">Any moment in the first bucket; null: as long before <paramref name="To"/> as is usual for the buckets.</param>
/// <param name="To">The end of the last bucket, or any moment in it; null: now.</param>
public sealed record SalesQuery(DateTimeOffset? From, DateTimeOffset? To, TimeBucket Bucket = TimeBucket.Day)
{
    /// <summary>The parameters, for the documentation.</summary>
    internal static readonly string[] Parameters = ["from", "to", "bucket"];

    /// <summary>Times that figures can be of.</summary>
    private static readonly (DateTimeOffset First, DateTimeOffset Last) Allowed = (DateTimeOffset.UnixEpoch, new(2999, 12, 31, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Reads what is asked.</summary>
    internal static Problem? Read(IQueryCollection from, out SalesQuery query)
    {
        query = new(null, null);
        var bucket = TimeBucket.Day;
        if (from["bucket"].ToString() is { Length: > 0 } named && !Checks.IsName(named, out bucket))
            return Problems.Validation("bucket", "Must be hour, day, week or month.");
        if (QueryTime.Read(from, "from", out var start) is { } noStart) return noStart;
        if (QueryTime.Read(from, "to", out var end) is { } noEnd) return noEnd;
        query = new(start, end, bucket);
        return null;
    }

    /// <summary>The time that is meant.</summary>
    internal Problem? Resolve(DateTimeOffset now, out DateTimeOffset from, out DateTimeOffset to)
    {
        to = To ?? now;
        from = to;
        if (Check("to", to) is { } late) return late;
        from = From ?? Bucket.Add(Bucket.EndOf(to), -Usual);
        if (Check("from", from) is { } early) return early;
        if (from >= to) return Problems.Validation("from", "Must be before 'to'.");
        return TimeBuckets.Count(Bucket, from, to) > ReadModelLimits.ReportBuckets
            ? Problems.Validation("from", $"A report has at most {ReadModelLimits.ReportBuckets} buckets.")
            : null;
    }

    /// <summary>How many buckets a report has when nobody says.</summary>
    private int Usual => Bucket switch { TimeBucket.Hour => 24, TimeBucket.Day => 30, _ => 12 };

    internal static Problem? Check(string name, DateTimeOffset time) => time < Allowed.First || time > Allowed.Last
        ? Problems.Validation(name, $"Must be from {Allowed.First.Year} to {Allowed.Last.Year}.")
        : null;
}

/// <summary>Which products are asked for.</summary>
/// <param name="From">Any moment of the first day; null: 30 days before <paramref name="To"/>, that day included.</param>
/// <param name="To">The end of the last day, or any moment of it; null: now.</param>
public sealed record PopularQuery(DateTimeOffset? From, DateTimeOffset? To, PopularBy By = PopularBy.Pieces, int Limit = ListQuery.DefaultLimit)
{
    /// <summary>The parameters, for the documentation.</summary>
    internal static readonly string[] Parameters = ["from", "to", "by", "limit"];

    /// <summary>Reads what is asked.</summary>
    internal static Problem? Read(IQueryCollection from, out PopularQuery query)
    {
        query = new(null, null);
        var by = PopularBy.Pieces;
        if (from["by"].ToString() is { Length: > 0 } named && !Checks.IsName(named, out by))
            return Problems.Validation("by", "Must be pieces or revenue.");
        if (QueryTime.Read(from, "from", out var start) is { } noStart) return noStart;
        if (QueryTime.Read(from, "to", out var end) is { } noEnd) return noEnd;
        if (ListQuery.ReadLimit(from["limit"], out var limit) is { } noLimit) return noLimit;
        query = new(start, end, by, limit);
        return null;
    }

    /// <summary>The time that is meant.</summary>
    internal Problem? Resolve(DateTimeOffset now, out DateTimeOffset from, out DateTimeOffset to)
    {
        if (new SalesQuery(From, To).Resolve(now, out from, out to) is { } problem) return problem;
        return TimeBuckets.Count(TimeBucket.Day, from, to) > ReadModelLimits.PopularDays
            ? Problems.Validation("from", string.Create(CultureInfo.InvariantCulture, $"Products are ranked over at most {ReadModelLimits.PopularDays} days."))
            : null;
    }
}

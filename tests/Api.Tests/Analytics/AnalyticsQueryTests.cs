using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OrleansStore.Api.Analytics;
using OrleansStore.ReadModels.Analytics;

namespace OrleansStore.Api.Tests.Analytics;

/// <summary>Which time is meant where nobody says.</summary>
public sealed class AnalyticsQueryTests
{
    [Theory]
    [InlineData(TimeBucket.Month, "2026-02-01T00:00:00Z", 12)]
    [InlineData(TimeBucket.Month, "2026-02-03T05:00:00Z", 12)]
    [InlineData(TimeBucket.Day, "2026-02-01T00:00:00Z", 30)]
    [InlineData(TimeBucket.Day, "2026-02-01T00:00:01Z", 30)]
    [InlineData(TimeBucket.Hour, "2026-02-01T07:00:00Z", 24)]
    public void As_many_buckets_as_usual_also_where_the_end_is_a_beginning(TimeBucket bucket, string to, int usual)
    {
        var end = DateTimeOffset.Parse(to, System.Globalization.CultureInfo.InvariantCulture);
        new SalesQuery(null, end, bucket).Resolve(end.AddDays(1), out var from, out var until).ShouldBeNull();
        TimeBuckets.Count(bucket, from, until).ShouldBe(usual);
    }

    [Theory]
    [InlineData("day,week")]
    [InlineData("1")]
    [InlineData(" day")]
    public void What_names_no_bucket_is_refused(string bucket)
    {
        var query = new QueryCollection(new Dictionary<string, StringValues> { ["bucket"] = bucket });
        SalesQuery.Read(query, out _).ShouldNotBeNull().Code.ShouldBe("validation");
    }
}

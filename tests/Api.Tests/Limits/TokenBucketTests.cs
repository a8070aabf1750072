using OrleansStore.Api.Limits;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Tests.Limits;

public sealed class TokenBucketTests
{
    private readonly ManualTime _time = new();
    private readonly BucketRate _rate;

    public TokenBucketTests() => _rate = BucketRate.Of(new RateOptions(10, 5), _time.TimestampFrequency);

    [Fact]
    public void A_rested_bucket_gives_its_burst_and_then_one_at_a_time()
    {
        var bucket = new TokenBucket();
        Taken(bucket, 20).ShouldBe(5);
        _time.Advance(TimeSpan.FromMilliseconds(99));
        Taken(bucket, 20).ShouldBe(0);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Taken(bucket, 20).ShouldBe(1);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        Taken(bucket, 20).ShouldBe(3);
        _time.Advance(TimeSpan.FromHours(1));
        Taken(bucket, 20).ShouldBe(5);
    }

    [Fact]
    public void It_tells_what_is_left_and_how_long_to_wait()
    {
        var bucket = new TokenBucket();
        for (var left = 4; left >= 0; left--)
        {
            bucket.Take(Now, _rate, out var ticks).ShouldBe(0);
            (ticks / _rate.Interval).ShouldBe(left);
        }

        bucket.Take(Now, _rate, out var none).ShouldBe(_rate.Interval);
        none.ShouldBe(0);
        _time.Advance(TimeSpan.FromMilliseconds(40));
        TimeSpan.FromTicks(bucket.Take(Now, _rate, out _)).ShouldBe(TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public void Refused_calls_cost_nothing()
    {
        var bucket = new TokenBucket();
        Taken(bucket, 5).ShouldBe(5);
        Taken(bucket, 10_000).ShouldBe(0);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Taken(bucket, 1).ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_who_take_at_once_no_more_get_one_than_there_are()
    {
        var rate = BucketRate.Of(new RateOptions(1, 1_000), _time.TimestampFrequency);
        var bucket = new TokenBucket();
        var now = Now;
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 1_000).Count(_ => bucket.Take(now, rate, out var _) == 0))));
        taken.Sum().ShouldBe(1_000);
    }

    [Fact]
    public void The_number_of_buckets_is_bounded_and_full_ones_are_given_up_for_new_ones()
    {
        var table = new BucketTable(pause: TimeSpan.TicksPerSecond, most: 100);
        for (uint i = 0; i < 1_000; i++) table.Of(Key(i), Now).Take(Now, _rate, out _);
        table.Count.ShouldBe(100);
        // Whoever came after the hundredth shares: more calls than one bucket gives, but not a bucket each.
        _time.Advance(TimeSpan.FromMinutes(1));
        var fresh = table.Of(Key(5_000), Now);
        table.Count.ShouldBe(1);
        table.Of(Key(5_000), Now).ShouldBeSameAs(fresh);
    }

    [Fact]
    public void Who_is_known_keeps_his_bucket_when_a_crowd_comes()
    {
        var table = new BucketTable(pause: TimeSpan.TicksPerSecond, most: 100);
        var mine = table.Of(Key(1), Now);
        mine.Take(Now, _rate, out _);
        for (uint i = 2; i < 5_000; i++) table.Of(Key(i), Now).Take(Now, _rate, out _);
        table.Of(Key(1), Now).ShouldBeSameAs(mine);
        Taken(mine, 20).ShouldBe(4);
        // A stranger more gets what the strangers before have left of one bucket, and no new one.
        Enumerable.Range(10_000, 2_000).Sum(i => Taken(table.Of(Key((uint)i), Now), 1)).ShouldBe(0);
    }

    private long Now => _time.GetTimestamp();

    private static LimitKey Key(uint number) => new(2, 0, number);

    private int Taken(TokenBucket bucket, int tries) => Enumerable.Range(0, tries).Count(_ => bucket.Take(Now, _rate, out var _) == 0);
}

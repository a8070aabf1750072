using OrleansStore.Contracts.Customers;
using OrleansStore.Grains.Customers;

namespace OrleansStore.Grains.Tests.Customers;

public sealed class AttemptsTests
{
    private readonly Attempts _attempts = new();
    private DateTimeOffset _now = Some.Now;

    [Fact]
    public void A_few_attempts_are_free_and_then_each_waits_twice_as_long_up_to_a_quarter_of_an_hour()
    {
        for (var i = 0; i < AttemptLimits.OfAccount; i++) Begin().ShouldBe(TimeSpan.Zero);
        var waits = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            var wait = Begin();
            waits.Add(wait.TotalSeconds);
            // One tick less is too early, and being turned away is no attempt.
            _now += wait - TimeSpan.FromTicks(1);
            Begin().ShouldBe(TimeSpan.FromTicks(1));
            _now += TimeSpan.FromTicks(1);
            Begin().ShouldBe(TimeSpan.Zero);
        }

        waits.ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    }

    [Fact]
    public void Attempts_that_are_under_way_count_already()
    {
        Enumerable.Range(0, 50).Count(_ => Begin() == TimeSpan.Zero).ShouldBe(AttemptLimits.OfAccount);
    }

    [Fact]
    public void A_success_forgives_an_account_and_an_attempt_that_was_not_made_does_not_count()
    {
        for (var i = 0; i < AttemptLimits.OfAccount; i++) Begin();
        Begin().ShouldBeGreaterThan(TimeSpan.Zero);
        _attempts.TakeBack("a", forget: true);
        for (var i = 0; i < AttemptLimits.OfAccount - 1; i++) Begin().ShouldBe(TimeSpan.Zero);
        for (var i = 0; i < 20; i++)
        {
            Begin().ShouldBe(TimeSpan.Zero);
            _attempts.TakeBack("a", forget: false);
        }

        Begin().ShouldBe(TimeSpan.Zero);
        Begin().ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void Keys_do_not_share_their_counts_and_are_forgotten_after_a_while()
    {
        for (var i = 0; i < AttemptLimits.OfAccount; i++) Begin();
        Begin("b").ShouldBe(TimeSpan.Zero);
        Begin().ShouldBeGreaterThan(TimeSpan.Zero);
        _now += AttemptLimits.Forgotten;
        for (var i = 0; i < AttemptLimits.OfAccount; i++) Begin().ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_flood_of_keys_takes_bounded_memory_and_drops_those_that_lie_longest()
    {
        for (var i = 0; i < AttemptLimits.Keys * 2; i++)
        {
            _now += TimeSpan.FromTicks(1);
            Begin($"k{i}");
        }

        _attempts.Keys.ShouldBeInRange(AttemptLimits.Keys * 9 / 10, AttemptLimits.Keys);
        var newest = $"k{(AttemptLimits.Keys * 2) - 1}";
        for (var i = 1; i < AttemptLimits.OfAccount; i++) Begin(newest).ShouldBe(TimeSpan.Zero);
        Begin(newest).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void Keys_say_nothing_of_whom_they_are_about_and_spread_over_all_shards()
    {
        AttemptKeys.Account("email:eva@example.org").ShouldNotContain("eva");
        AttemptKeys.Address("203.0.113.7").ShouldNotContain("203");
        Enumerable.Range(0, 2_000).Select(i => AttemptKeys.ShardOf(AttemptKeys.Account($"{i}"))).Distinct().Order().ShouldBe(Enumerable.Range(0, AttemptKeys.Shards));
    }

    private TimeSpan Begin(string key = "a") => _attempts.Begin(key, AttemptLimits.OfAccount, _now);
}

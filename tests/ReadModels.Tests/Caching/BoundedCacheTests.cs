using OrleansStore.ReadModels.Caching;

namespace OrleansStore.ReadModels.Tests.Caching;

public sealed class BoundedCacheTests
{
    private readonly BoundedCache<int, string> _cache = new(10, text => text.Length);

    [Fact]
    public void It_never_keeps_more_than_it_may()
    {
        for (var i = 0; i < 100; i++) _cache.Set(i, "abc");
        _cache.Count.ShouldBe(3);
    }

    [Fact]
    public void What_is_read_stays_longer_than_what_is_not()
    {
        _cache.Set(1, "abc");
        for (var i = 2; i < 50; i++)
        {
            _cache.TryGet(1, out _).ShouldBeTrue($"before {i}");
            _cache.Set(i, "abc");
        }
    }

    [Fact]
    public void A_value_in_place_of_another_counts_instead_of_it()
    {
        _cache.Set(1, "abc");
        for (var i = 0; i < 20; i++) _cache.Set(1, new string('x', i % 8));
        _cache.Set(1, "new");
        _cache.Set(2, "abcd");
        _cache.TryGet(1, out var value).ShouldBeTrue();
        value.ShouldBe("new");
        _cache.Count.ShouldBe(2);
    }

    [Fact]
    public void A_value_greater_than_everything_is_not_kept()
    {
        _cache.Set(1, new string('x', 11));
        _cache.TryGet(1, out _).ShouldBeFalse();
        _cache.Set(2, "abc");
        _cache.TryGet(2, out _).ShouldBeTrue();
    }

    [Fact]
    public void What_was_removed_makes_room()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _cache.Set(i, "0123456789");
            _cache.Remove(i);
            _cache.Remove(i);
        }

        _cache.Count.ShouldBe(0);
        _cache.Set(1, "0123456789");
        _cache.TryGet(1, out _).ShouldBeTrue();
        _cache.Clear();
        _cache.TryGet(1, out _).ShouldBeFalse();
    }
}

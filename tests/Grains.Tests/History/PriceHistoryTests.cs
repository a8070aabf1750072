using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Silo.History;

namespace OrleansStore.Grains.Tests.History;

/// <summary>Prices by days: the lowest one of late, and pages that fit together however they are cut.</summary>
public sealed class PriceHistoryTests(StoreCluster store)
{
    private static readonly HistoryLimits _limits = new() { Chunk = 3 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    // Day and price; asked on day 40, so what counts begins on day 10.
    [InlineData("0:700", 700)]
    [InlineData("0:700 5:600 9:650", 650)]
    [InlineData("0:700 5:600 11:650", 600)]
    [InlineData("0:700 20:500 30:900", 500)]
    [InlineData("0:500 10:900", 900)]
    [InlineData("0:500 20:off", 500)]
    [InlineData("0:500 5:off", null)]
    [InlineData("15:900 20:800", 800)]
    public async Task The_lowest_price_is_of_those_that_held_at_any_moment_of_the_last_thirty_days(string days, int? lowest)
    {
        var product = await WriteAsync(days);
        (await Prices(_limits).LowestAsync(product, Some.Now.AddDays(10), Ct)).ShouldBe(lowest is { } amount ? new Money(amount, Some.Currency) : null);
    }

    [Fact]
    public async Task Prices_are_the_same_however_they_are_paged()
    {
        var chance = new Random(5);
        var days = Enumerable.Range(0, 60).Select(day => $"{day}:{(chance.Next(3) == 0 ? "name" : $"{chance.Next(1, 4)}00")}");
        var product = await WriteAsync("0:700 " + string.Join(' ', days));
        var all = (await Prices(new()).ReadAsync(product, 1, 1_000, Ct)).ShouldNotBeNull();
        all.Next.ShouldBeNull();
        all.Points.Zip(all.Points.Skip(1)).ShouldAllBe(p => p.First.Until == p.Second.From && p.First.Price != p.Second.Price);
        all.Points.Count.ShouldBeGreaterThan(15);
        foreach (var size in new[] { 1, 2, 7 })
        {
            var (points, from) = (new List<PricePoint>(), (int?)1);
            while (from is { } version)
            {
                var stretch = (await Prices(_limits).ReadAsync(product, version, size, Ct)).ShouldNotBeNull();
                points.AddRange(stretch.Points);
                from = stretch.Next;
            }

            points.ShouldBe(all.Points, $"{size} at a time");
        }
    }

    [Fact]
    public async Task A_page_goes_through_a_bounded_number_of_events()
    {
        var product = await WriteAsync("0:700 " + string.Join(' ', Enumerable.Range(1, 30).Select(day => $"{day}:name")) + " 31:800");
        var stretch = (await Prices(_limits with { Prices = 10 }).ReadAsync(product, 1, 5, Ct)).ShouldNotBeNull();
        stretch.Points.Count.ShouldBe(1);
        stretch.Next.ShouldNotBeNull().ShouldBeInRange(10, 13);
        (await Prices(_limits with { Prices = 10 }).LowestAsync(product, Some.Now.AddDays(10), Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_no_product_has_no_prices() => (await Prices(_limits).ReadAsync(store.NewId(), 1, 5, Ct)).ShouldBeNull();

    private PriceHistory Prices(HistoryLimits limits) => new(store.Journal, Dump.Codec, limits);

    /// <summary>A product whose price was so on those days.</summary>
    private async Task<Guid> WriteAsync(string days)
    {
        var (product, version) = (store.NewId(), 0);
        foreach (var (day, price) in days.Split(' ').Select(d => d.Split(':')).Select(d => (int.Parse(d[0], System.Globalization.CultureInfo.InvariantCulture), d[1])))
        {
            ProductEvent body = (version, price) switch
            {
                (0, _) => new ProductCreated("SKU", "Lamp", "", long.Parse(price, System.Globalization.CultureInfo.InvariantCulture), Some.Currency, "light", [], null),
                (_, "off") => new ProductRemoved(),
                (_, "name") => new ProductChanged($"Lamp {day}", null, null, null, null, null),
                _ => new ProductChanged(null, null, long.Parse(price, System.Globalization.CultureInfo.InvariantCulture), null, null, null),
            };
            var (type, payload) = Dump.Codec.Write(body);
            await store.Journal.AppendAsync(
                StoreStreams.Of(StoreStreams.Product, product), version++, [new(store.NewId(), type, store.NewId(), store.NewId(), Actors.System, Some.Now.AddDays(day), payload)]);
        }

        return product;
    }
}

using OrleansStore.ReadModels.Recommendations;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Recommendations;

/// <summary>Whether recommendations are good for something: how often what somebody buys next is among the first ten.</summary>
public sealed class QualityTests(TestStores stores, ITestOutputHelper output) : ReadModelTests(stores, "sqlite")
{
    [Theory]
    [InlineData(71)]
    [InlineData(72)]
    [InlineData(73)]
    public async Task Personal_ones_hit_three_times_as_often_as_popular_ones(int seed)
    {
        var shop = new TasteShop(seed);
        await using var side = await CaughtUpAsync(shop.History.Journal);
        var popular = (await side.Recommendations.PopularAsync(100)).Select(p => p.ProductId).ToList();
        var (personalHits, popularHits, toTaste) = (0, 0, 0);
        foreach (var (customer, next) in shop.HeldOut)
        {
            var personal = await side.Recommendations.ForCustomerAsync(customer, 10);
            personal.Count.ShouldBe(10);
            if (personal.Any(p => p.ProductId == next)) personalHits++;
            toTaste += personal.Count(p => p.Reason == RecommendationReason.Taste);
            // The popular list has the same chances: what the customer has is passed over in it too.
            var bought = (await side.Database.ReadAsync("recommendations", tables => Purchased.Read(tables, customer))).All;
            if (popular.Where(p => !bought.Contains(p)).Take(10).Contains(next)) popularHits++;
        }

        var customers = shop.HeldOut.Count;
        output.WriteLine($"Hit rate at 10: personal {(double)personalHits / customers:P1}, popular {(double)popularHits / customers:P1}; to the taste {(double)toTaste / customers / 10:P0}");
        popularHits.ShouldBeGreaterThan(0, "else there is nothing to compare with");
        personalHits.ShouldBeGreaterThanOrEqualTo(3 * popularHits);
        toTaste.ShouldBeGreaterThan(5 * customers);
    }
}

using System.Text.Json;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Recommendations;
using OrleansStore.ReadModels.Recommendations.Similarity;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Recommendations;

public abstract class RecommendationTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private static readonly Guid Ann = History.Id(9_001);
    private static readonly Guid Bob = History.Id(9_002);

    private readonly History _history = new();
    private int _authors;

    [Fact]
    public async Task Similar_products_are_the_most_alike_first_and_never_the_product_itself()
    {
        var lamp = Lamp("oak");
        var walnut = Lamp("walnut");
        var (jacket, other) = (Jacket("red"), Lamp("oak", "A floor lamp of oak for the living room."));
        await using var side = await CaughtUpAsync(_history.Journal);
        var similar = (await side.Recommendations.SimilarAsync(lamp, 5)).ShouldNotBeNull();
        similar.Select(s => s.ProductId).ShouldBe([other, walnut], ignoreOrder: true);
        similar.ShouldAllBe(s => s.Reason == RecommendationReason.Similar && s.Score >= 0.7 && s.Score <= 1);
        similar.Select(s => s.Score).ShouldBe(similar.Select(s => s.Score).OrderDescending());
        JsonDocument.Parse(similar[0].Product).RootElement.GetProperty("id").GetGuid().ShouldBe(similar[0].ProductId);
        (await side.Recommendations.SimilarAsync(lamp, 1)).ShouldNotBeNull().Count.ShouldBe(1);
        (await side.Recommendations.SimilarAsync(jacket, 5)).ShouldNotBeNull().ShouldBeEmpty();
        (await side.Recommendations.SimilarAsync(History.Id(1), 5)).ShouldBeNull();
    }

    [Fact]
    public async Task What_changes_counts_in_the_next_answer()
    {
        var (lamp, walnut) = (Lamp("oak"), Lamp("walnut"));
        await using var side = await CaughtUpAsync(_history.Journal);
        (await Similar(side, lamp)).ShouldBe([walnut]);

        var birch = Lamp("birch");
        await side.CatchUpAsync();
        (await Similar(side, lamp)).ShouldBe([walnut, birch], ignoreOrder: true);

        _history.Append(StoreStreams.Product, walnut, new ProductChanged("Rain jacket red", "Keeps you dry in the mountains.", null, "outdoor", ["hiking"], null));
        await side.CatchUpAsync();
        (await Similar(side, lamp)).ShouldBe([birch]);

        _history.Append(StoreStreams.Product, birch, new ProductRemoved());
        await side.CatchUpAsync();
        (await Similar(side, lamp)).ShouldBeEmpty();
        // Whoever looks at what is not sold any more still sees what is like it.
        (await Similar(side, birch)).ShouldBe([lamp]);
    }

    [Fact]
    public async Task What_is_sold_out_comes_last()
    {
        var lamp = Lamp("oak");
        var twin = Lamp("oak");
        var walnut = Lamp("walnut");
        await using var side = await CaughtUpAsync(_history.Journal);
        (await Similar(side, lamp)).ShouldBe([twin, walnut]);
        _history.Append(StoreStreams.Stock, twin, new StockAdjusted(-10, "lost"));
        await side.CatchUpAsync();
        (await Similar(side, lamp)).ShouldBe([walnut, twin]);
    }

    [Fact]
    public async Task Whether_all_products_are_compared_or_only_candidates_the_best_are_the_same()
    {
        var lamps = new[] { "oak", "walnut", "birch", "steel", "brass" }.Select(wood => Lamp(wood)).ToList();
        for (var i = 0; i < 40; i++) Jacket($"red {i}");
        await using var all = await CaughtUpAsync(_history.Journal);
        await using var few = await CaughtUpAsync(_history.Journal, o => o with { Recommendations = new() { ComparedProducts = 10 } });
        (await all.Part<ProductVectors>().CurrentAsync(default)).Index.ShouldNotBeNull().Count.ShouldBe(45);
        (await few.Part<ProductVectors>().CurrentAsync(default)).Index.ShouldBeNull();
        foreach (var lamp in lamps)
        {
            var expected = (await all.Recommendations.SimilarAsync(lamp, 4))!.Select(s => (s.ProductId, Math.Round(s.Score, 4))).ToList();
            expected.Count.ShouldBe(4);
            (await few.Recommendations.SimilarAsync(lamp, 4))!.Select(s => (s.ProductId, Math.Round(s.Score, 4))).ShouldBe(expected);
        }

        // The catalog shrinks, and all of it is compared again.
        foreach (var jacket in _history.Products.Except(lamps).Take(36)) _history.Append(StoreStreams.Product, jacket, new ProductRemoved());
        await few.CatchUpAsync();
        (await few.Part<ProductVectors>().CurrentAsync(default)).Index.ShouldNotBeNull().Count.ShouldBe(9);
    }

    [Fact]
    public async Task When_the_weights_change_all_vectors_are_made_anew()
    {
        var lamp = Lamp("oak");
        await using var side = await CaughtUpAsync(_history.Journal);
        (await side.Part<ProductVectors>().CurrentAsync(default)).Weights.Epoch.ShouldBe(0);
        for (var i = 0; i < 20; i++) Jacket($"blue {i}");
        var walnut = Lamp("walnut");
        await side.CatchUpAsync();
        (await Similar(side, lamp)).ShouldBe([walnut]);
        (await side.Part<ProductVectors>().CurrentAsync(default)).Weights.Epoch.ShouldBe(16);
    }

    [Fact]
    public async Task Bought_together_is_what_is_in_the_same_paid_orders_more_than_chance_would_have_it()
    {
        var (lamp, bulb, bag, chair) = (Product("Lamp"), Product("Bulb"), Product("Bag"), Product("Chair"));
        for (var i = 0; i < 3; i++) Buy(Bob, lamp, bulb);
        Buy(Ann, lamp, bag);
        for (var i = 0; i < 9; i++) Buy(Ann, bag);
        // Never paid, and given up.
        _history.Append(StoreStreams.Order, Order(), History.Placed(Ann, History.Line(lamp, 1), History.Line(chair, 1)));
        var cancelled = Buy(Ann, lamp, chair);
        _history.Append(StoreStreams.Order, cancelled, new OrderCancelled("no"));
        await using var side = await CaughtUpAsync(_history.Journal);
        var together = (await side.Recommendations.BoughtTogetherAsync(lamp, 5)).ShouldNotBeNull();
        together.Select(t => t.ProductId).ShouldBe([bulb, bag]);
        together[0].Score.ShouldBe(3 / Math.Sqrt(4 * 3), 1e-9);
        together[1].Score.ShouldBe(1 / Math.Sqrt(4 * 10), 1e-9);
        (await side.Recommendations.BoughtTogetherAsync(chair, 5)).ShouldNotBeNull().ShouldBeEmpty();
        (await side.Recommendations.BoughtTogetherAsync(History.Id(1), 5)).ShouldBeNull();
    }

    [Fact]
    public async Task Popular_are_the_best_sellers_that_are_rated_well_then_those_nobody_rated_then_the_newest()
    {
        var (lamp, bulb, bag, chair, desk) = (Product("Lamp"), Product("Bulb"), Product("Bag"), Product("Chair"), Product("Desk"));
        foreach (var (product, orders) in new[] { (lamp, 5), (bulb, 4), (bag, 3), (chair, 2) })
            for (var i = 0; i < orders; i++) Buy(Ann, product);
        Rate(lamp, 4);
        Rate(bulb, 4);
        Rate(bulb, 5);
        Rate(chair, 5);
        await using var side = await CaughtUpAsync(_history.Journal);
        var popular = await side.Recommendations.PopularAsync(10);
        popular.Select(p => (p.ProductId, p.Reason)).ShouldBe(
        [
            (bulb, RecommendationReason.Popular), (chair, RecommendationReason.Popular), (bag, RecommendationReason.Popular), (desk, RecommendationReason.New),
        ]);
        popular[0].Score.ShouldBe(4.0 / 5, 1e-9);
        (await side.Recommendations.PopularAsync(2)).Select(p => p.ProductId).ShouldBe([bulb, chair]);
    }

    [Fact]
    public async Task Personal_ones_are_to_the_taste_rated_well_and_not_ordered_before()
    {
        var (oak, walnut, bad, good) = (Lamp("oak"), Lamp("walnut"), Lamp("birch"), Lamp("brass"));
        var (jacket, pending) = (Jacket("red"), Lamp("steel"));
        Rate(bad, 3);
        Rate(good, 4);
        Buy(Ann, oak);
        _history.Append(StoreStreams.Order, Order(), History.Placed(Ann, History.Line(pending, 1)));
        for (var i = 0; i < 5; i++) Buy(Bob, jacket);
        await using var side = await CaughtUpAsync(_history.Journal);
        var personal = await side.Recommendations.ForCustomerAsync(Ann, 10);
        personal.Where(p => p.Reason == RecommendationReason.Taste).Select(p => p.ProductId).ShouldBe([walnut, good], ignoreOrder: true);
        personal[2].ShouldSatisfyAllConditions(p => p.ProductId.ShouldBe(jacket), p => p.Reason.ShouldBe(RecommendationReason.Popular));
        personal.Select(p => p.ProductId).ShouldNotContain(oak);
        personal.Select(p => p.ProductId).ShouldNotContain(pending);
        personal.Select(p => p.ProductId).ShouldNotContain(bad);
        (await side.Recommendations.ForCustomerAsync(Ann, 1)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_given_up_is_no_taste_and_may_be_recommended()
    {
        var (oak, jacket) = (Lamp("oak"), Jacket("red"));
        Lamp("walnut");
        var given = Buy(Ann, oak);
        _history.Append(StoreStreams.Order, given, new OrderCancelled("no"));
        Buy(Ann, jacket);
        await using var side = await CaughtUpAsync(_history.Journal);
        (await side.Recommendations.ForCustomerAsync(Ann, 10)).ShouldAllBe(p => p.Reason != RecommendationReason.Taste);
    }

    [Fact]
    public async Task Who_bought_nothing_or_is_erased_is_shown_what_is_popular()
    {
        var (oak, walnut, jacket) = (Lamp("oak"), Lamp("walnut"), Jacket("red"));
        Buy(Ann, oak);
        for (var i = 0; i < 3; i++) Buy(Bob, jacket);
        await using var side = await CaughtUpAsync(_history.Journal);
        (await side.Recommendations.ForCustomerAsync(Ann, 3)).ShouldContain(p => p.ProductId == walnut && p.Reason == RecommendationReason.Taste);
        _history.Append(StoreStreams.Customer, Ann, new CustomerErasureAsked());
        _history.Append(StoreStreams.Customer, Ann, new CustomerErased(DateTimeOffset.UnixEpoch));
        await side.CatchUpAsync();
        foreach (var customer in new[] { Ann, History.Id(9_009) })
        {
            var personal = await side.Recommendations.ForCustomerAsync(customer, 3);
            personal.Select(p => (p.ProductId, p.Reason)).ShouldBe(
            [
                (jacket, RecommendationReason.Popular), (oak, RecommendationReason.Popular), (walnut, RecommendationReason.New),
            ]);
        }

        // What was sold stays counted, and nothing else of the customer.
        (await side.Database.ReadAsync("recommendations", tables =>
        {
            var rows = tables.Statement("SELECT count(*) FROM @orders WHERE customer = ?1").Bind(1, Ann);
            rows.Step();
            var count = rows.Int64(0);
            rows.Reset();
            return count;
        })).ShouldBe(0);
    }

    [Fact]
    public async Task Companions_of_what_was_bought_are_recommended_too()
    {
        var (oak, jacket) = (Lamp("oak"), Jacket("red"));
        for (var i = 0; i < 3; i++) Buy(Bob, oak, jacket);
        Buy(Ann, oak);
        await using var side = await CaughtUpAsync(_history.Journal);
        (await side.Recommendations.ForCustomerAsync(Ann, 5)).Single(p => p.ProductId == jacket).Reason.ShouldBe(RecommendationReason.BoughtTogether);
    }

    [Fact]
    public async Task A_shop_without_anything_has_nothing_to_recommend()
    {
        await using var side = await CaughtUpAsync(_history.Journal);
        (await side.Recommendations.PopularAsync(10)).ShouldBeEmpty();
        (await side.Recommendations.ForCustomerAsync(Ann, 10)).ShouldBeEmpty();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await side.Recommendations.PopularAsync(0));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await side.Recommendations.PopularAsync(101));
    }

    [Fact]
    public async Task After_a_rebuild_the_answers_are_the_same()
    {
        var (lamp, walnut) = (Lamp("oak"), Lamp("walnut"));
        await using var side = await CaughtUpAsync(_history.Journal);
        (await Similar(side, lamp)).ShouldBe([walnut]);
        await side.RebuildAsync("recommendations");
        (await Similar(side, lamp)).ShouldBe([walnut]);
    }

    private static async Task<IEnumerable<Guid>> Similar(ReadSide side, Guid product) =>
        (await side.Recommendations.SimilarAsync(product, 10)).ShouldNotBeNull().Select(s => s.ProductId);

    private Guid Lamp(string wood, string description = "A warm light for reading at your desk.") =>
        _history.Product($"Desk lamp {wood}", category: "lighting", tags: ["lamp", "desk"], description: description);

    private Guid Jacket(string colour) =>
        _history.Product($"Rain jacket {colour}", category: "outdoor", tags: ["hiking"], description: "Keeps you dry in the mountains.");

    private Guid Product(string name) => _history.Product(name, category: name);

    private Guid Order()
    {
        var id = History.Id(10_000 + _history.Orders.Count);
        _history.Orders.Add(id);
        return id;
    }

    private Guid Buy(Guid? customer, params Guid[] products)
    {
        var id = Order();
        _history.Append(StoreStreams.Order, id, History.Placed(customer, [.. products.Select(p => History.Line(p, 1))]), new OrderPaid("p", "card", 10_00, true));
        return id;
    }

    private void Rate(Guid product, int stars)
    {
        var author = History.Id(20_000 + _authors++);
        _history.Append(StoreStreams.Review, ReviewId.Of(product, author), new ReviewWritten(product, author, History.Id(1), stars, "", null));
    }
}

public sealed class RecommendationOnSqliteTests(TestStores stores) : RecommendationTests(stores, "sqlite");

public sealed class RecommendationOnPostgresTests(TestStores stores) : RecommendationTests(stores, "postgres");

using OrleansStore.Contracts;
using OrleansStore.Contracts.Reviews;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Reviews;
using OrleansStore.ReadModels.Tests.Products;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Reviews;

public abstract class ProductRatingTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private readonly History _history = new();

    [Theory]
    [InlineData(0, 0, "0")]
    [InlineData(5, 1, "5")]
    [InlineData(9, 2, "4.5")]
    [InlineData(13, 3, "4.3")]
    [InlineData(14, 3, "4.7")]
    [InlineData(17, 4, "4.3")] // 4.25: halves go up
    [InlineData(15, 4, "3.8")] // 3.75
    [InlineData(4_000_000_001, 1_000_000_000, "4")]
    public void The_average_is_rounded_once_to_one_decimal(long stars, long count, string average) =>
        new ProductRating(stars, count).Average.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(average);

    [Fact]
    public async Task A_product_shows_how_it_is_rated_and_each_change_is_another_answer()
    {
        var lamp = _history.Product();
        await using var side = await CaughtUpAsync(_history.Journal);
        (ReviewEvent Event, int Author, string Rating, int Count)[] steps =
        [
            (new ReviewWritten(lamp, History.Id(1), History.Id(9), 5, "", null), 1, "5", 1),
            (new ReviewWritten(lamp, History.Id(2), History.Id(9), 4, "", null), 2, "4.5", 2),
            (new ReviewChanged(lamp, 5, 1, "", null), 1, "2.5", 2),
            (new ReviewRemoved(lamp, 4, Withdrawn: true), 2, "1", 1),
            (new ReviewRemoved(lamp, 1, Withdrawn: false), 1, "0", 0),
        ];
        var tags = new HashSet<string>();
        foreach (var (e, author, rating, count) in steps)
        {
            _history.Append(StoreStreams.Review, ReviewId.Of(lamp, History.Id(author)), e);
            await side.CatchUpAsync();
            var product = await Json.Of(side.Catalog.FindAsync(lamp));
            product.GetProperty("rating").GetRawText().ShouldBe(rating);
            product.GetProperty("reviewCount").GetInt32().ShouldBe(count);
            (await side.Reviews.RatingOfAsync(lamp)).Count.ShouldBe(count);
            tags.Add((await side.Catalog.FindAsync(lamp))!.ETag).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_list_of_what_is_rated_well_has_what_shows_so_many_stars_or_more()
    {
        var (lamp, chair, unrated) = (_history.Product(), _history.Product(), _history.Product());
        foreach (var (product, rating, author) in new[] { (lamp, 4, 1), (lamp, 5, 2), (lamp, 4, 3), (chair, 4, 1) })
            _history.Append(StoreStreams.Review, ReviewId.Of(product, History.Id(author)), new ReviewWritten(product, History.Id(author), History.Id(9), rating, "", null));
        await using var side = await CaughtUpAsync(_history.Journal);

        (await Json.Ids(side, new CatalogQuery(MinRating: 43))).ShouldBe([lamp]);
        (await Json.Ids(side, new CatalogQuery(MinRating: 44))).ShouldBeEmpty();
        (await Json.Ids(side, new CatalogQuery(MinRating: 40))).ShouldBe([chair, lamp]);
        (await Json.Ids(side, new CatalogQuery())).ShouldBe([unrated, chair, lamp]);

        _history.Append(StoreStreams.Review, ReviewId.Of(chair, History.Id(2)), new ReviewWritten(chair, History.Id(2), History.Id(9), 5, "", null));
        await side.CatchUpAsync();
        (await Json.Ids(side, new CatalogQuery(MinRating: 44))).ShouldBe([chair]);
    }
}

public sealed class ProductRatingOnSqliteTests(TestStores stores) : ProductRatingTests(stores, "sqlite");

public sealed class ProductRatingOnPostgresTests(TestStores stores) : ProductRatingTests(stores, "postgres");

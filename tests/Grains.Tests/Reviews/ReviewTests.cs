using OrleansStore.Contracts.Reviews;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Reviews;

public sealed class ReviewTests(StoreCluster store)
{
    [Fact]
    public async Task The_grain_asks_the_order_itself_and_believes_nobody_else()
    {
        var (lamp, customer, stranger, order) = (store.NewId(), store.NewId(), store.NewId(), store.NewId());
        await Delivery.WriteAsync(store, order, customer, Some.LampLine() with { ProductId = lamp });

        (await Review(lamp, stranger).Write(Write(lamp, stranger, order))).Error.ShouldNotBeNull().Code.ShouldBe("notDelivered");
        (await Review(lamp, customer).Write(Write(lamp, customer, store.NewId()))).Error.ShouldNotBeNull().Code.ShouldBe("notDelivered");
        (await Review(lamp, customer).Get()).Error.ShouldNotBeNull().Code.ShouldBe("reviewNotFound");
        (await Review(lamp, customer).Write(Write(lamp, customer, order))).Value.ShouldNotBeNull().Rating.ShouldBe(4);
        await Should.ThrowAsync<ArgumentException>(() => Review(lamp, stranger).Write(Write(lamp, customer, order)));
    }

    [Fact]
    public async Task A_repeat_is_answered_and_another_review_is_refused_also_by_an_activation_that_was_not_there()
    {
        var (lamp, customer, order) = (store.NewId(), store.NewId(), store.NewId());
        await Delivery.WriteAsync(store, order, customer, Some.LampLine() with { ProductId = lamp });
        var write = Write(lamp, customer, order);
        var first = (await Review(lamp, customer).Write(write)).Value.ShouldNotBeNull();

        await store.DeactivateAsync(Review(lamp, customer));
        (await Review(lamp, customer).Write(write)).Value.ShouldBe(first);
        var refused = (await Review(lamp, customer).Write(Write(lamp, customer, order))).Error.ShouldNotBeNull();
        refused.Code.ShouldBe("alreadyReviewed");
        refused.Facts!["reviewId"].ShouldBe(first.Id.ToString());
        (await store.NamesOfAsync($"review-{first.Id:N}")).ShouldBe(["review.written.v1"]);
    }

    private IReviewGrain Review(Guid product, Guid customer) => store.Grains.GetGrain<IReviewGrain>(ReviewId.Of(product, customer));

    private WriteReview Write(Guid product, Guid customer, Guid order) => new(store.NewCommand(), product, customer, order, 4, "Gives light.", null);
}

using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Sweeping;
using OrleansStore.Grains.Carts;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Carts;

public sealed class CartMergeTests(StoreCluster store)
{
    private static readonly CartCreated Created = new(Some.Customer, [new CartItem(Some.Lamp, 2, 10)]);
    private static readonly CartMergeAsked Asked = new(Some.Id(44), 3);

    [Fact]
    public void Quantities_add_up_and_new_lines_come_behind()
    {
        var merged = Merge(null, new CartItem(Some.Chair, 1, 7), new CartItem(Some.Lamp, 3, 12));
        merged.Items.ShouldBe([new CartItem(Some.Lamp, 5, 10), new CartItem(Some.Chair, 1, 7)]);
        merged.Changes.ShouldBe([new("itemAdded", Some.Chair, 1, 1), new("quantityAdded", Some.Lamp, 5, 5)]);
    }

    [Fact]
    public void What_is_more_than_a_line_or_a_cart_may_have_is_said()
    {
        Merge(null, new CartItem(Some.Lamp, 998)).Changes.ShouldBe([new("quantityLimited", Some.Lamp, 1_000, 999)]);
        var many = Enumerable.Range(0, CartLimits.Lines).Select(i => new CartItem(Some.Id(500 + i), 1)).ToArray();
        var merged = Merge(null, many);
        merged.Items.Length.ShouldBe(CartLimits.Lines);
        merged.Changes[^1].ShouldBe(new("itemLeftOut", Some.Id(500 + CartLimits.Lines - 1), 1, 0));
        merged.Changes.Length.ShouldBe(CartLimits.Lines);
    }

    [Fact]
    public void Of_two_coupons_the_carts_own_stays()
    {
        Merge("NEW").Coupon.ShouldBe("NEW");
        Merge("NEW").Changes.ShouldBe([new("couponTaken", Coupon: "NEW")]);
        var merged = CartDecisions.EndMerge(Spec.Cart(Created, new CartCouponSet("OWN"), Asked).State, Asked.FromCartId, From("NEW"), null)
            .Events.OfType<CartMerged>().Single();
        merged.Coupon.ShouldBe("OWN");
        merged.Changes.ShouldBe([new("couponLeftOut", Coupon: "NEW")]);
    }

    [Fact]
    public async Task A_cart_takes_over_another_one_once_and_says_so_again()
    {
        var (into, from, merge) = await PrepareAsync();
        var first = (await into.Merge(merge)).Value.ShouldNotBeNull();
        first.Changes.Length.ShouldBe(2);
        first.Cart.Items.Sum(i => i.Quantity).ShouldBe(6);
        (await into.Merge(merge)).Value.ShouldNotBeNull().Changes.ShouldBe(first.Changes);
        var again = (await into.Merge(merge with { Context = store.NewCommand() })).Value.ShouldNotBeNull();
        again.Changes.ShouldBe(first.Changes);
        again.Cart.Items.ShouldBe(first.Cart.Items);
        (await from.Get()).Value.ShouldNotBeNull().MergedInto.ShouldBe(first.Cart.Id);
    }

    [Fact]
    public async Task What_the_other_cart_became_after_it_was_seen_is_not_taken_and_not_lost()
    {
        var (into, from, merge) = await PrepareAsync();
        var lamp = (await from.Get()).Value!.Items[0].ProductId;
        (await from.SetItem(new SetCartItem(store.NewCommand(), null, lamp, 9))).Error.ShouldBeNull();
        (await into.Merge(merge)).Error.ShouldNotBeNull().Code.ShouldBe("cartChanged");
        (await into.Merge(merge)).Error.ShouldNotBeNull().Code.ShouldBe("cartChanged");
        (await from.Get()).Value.ShouldNotBeNull().MergedInto.ShouldBeNull();
        (await into.Merge(merge with { Context = store.NewCommand(), FromVersion = 2 })).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Two_carts_that_are_to_take_over_each_other_do_not_wait_for_ever()
    {
        for (var round = 0; round < 10; round++)
        {
            var (into, from, merge) = await PrepareAsync();
            var back = new MergeCart(store.NewCommand(), null, (await into.Get()).Value!.Id, 1);
            var answers = await Task.WhenAll(into.Merge(merge), from.Merge(back));
            answers.Count(a => a.Error is null).ShouldBeLessThan(2);
            var (one, other) = ((await into.Get()).Value!, (await from.Get()).Value!);
            if (one.MergedInto is not null && other.MergedInto is not null) throw new InvalidOperationException("Both are closed.");
            var open = new[] { one, other }.Where(c => c.MergedInto is null).Sum(c => c.Items.Sum(i => i.Quantity));
            open.ShouldBe(6);
        }
    }

    [Theory]
    [InlineData(FateBeforeWrite.Unavailable)]
    [InlineData(FateBeforeWrite.LoseWrite)]
    public async Task Stopped_before_any_write_nothing_is_lost_and_the_sweeper_goes_on(FateBeforeWrite trouble)
    {
        await using var own = new StoreCluster();
        await own.InitializeAsync();
        for (var n = 1; n <= 3; n++)
        {
            var (into, from, merge) = await PrepareAsync(own);
            var ids = new[] { (await into.Get()).Value!.Id, (await from.Get()).Value!.Id };
            using (own.Faults.Before(trouble, w => ids.Any(id => w.Target == $"cart-{id:N}"), first: n))
                await Should.ThrowAsync<StorageUnavailableException>(() => into.Merge(merge));
            await own.DeactivateAllAsync();

            await own.Grains.GetGrain<ISweeperGrain>(0).Sweep();
            var (held, left) = ((await into.Get()).Value!, (await from.Get()).Value!);
            left.MergedInto.ShouldBe(n == 1 ? null : held.Id, $"write {n}");
            held.Items.Sum(i => i.Quantity).ShouldBe(n == 1 ? 2 : 6, $"write {n}");

            (await into.Merge(merge)).Value.ShouldNotBeNull().Changes.Length.ShouldBe(2);
            (await into.Get()).Value!.Items.Sum(i => i.Quantity).ShouldBe(6);
        }
    }

    private async Task<(ICartGrain Into, ICartGrain From, MergeCart Command)> PrepareAsync(StoreCluster? other = null)
    {
        var at = other ?? store;
        var (lamp, chair) = (await at.NewProductAsync(0), await at.NewProductAsync(0));
        var (intoId, fromId) = (at.NewId(), at.NewId());
        var (into, from) = (at.Grains.GetGrain<ICartGrain>(intoId), at.Grains.GetGrain<ICartGrain>(fromId));
        (await into.Create(Some.NewCart(at.NewCommand(), new CartItem(lamp, 2)))).Error.ShouldBeNull();
        (await from.Create(new CreateCart(at.NewCommand(), null, [new CartItem(lamp, 3), new CartItem(chair, 1)]))).Error.ShouldBeNull();
        return (into, from, new MergeCart(at.NewCommand(), null, fromId, 1));
    }

    private static CartView From(string? coupon, params CartItem[] items) =>
        new(Asked.FromCartId, null, [.. items], null, Some.Now, Some.Now, 3, coupon);

    private static CartMerged Merge(string? coupon, params CartItem[] items) =>
        CartDecisions.EndMerge(Spec.Cart(Created, Asked).State, Asked.FromCartId, From(coupon, items), null).Events.OfType<CartMerged>().Single();
}

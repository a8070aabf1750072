using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Promotions;

/// <summary>Uses that many want at once, and that come back.</summary>
public sealed class PromotionGrainTests(StoreCluster store)
{
    [Fact]
    public async Task Of_a_hundred_customers_racing_for_ten_uses_exactly_ten_get_one()
    {
        var use = NewUse(maxUses: 10, perCustomer: 1);
        var redeems = Enumerable.Range(0, 100).Select(_ => NewRedeem(use)).ToList();

        // Each asks twice, as a client that hears nothing does.
        var answers = await Task.WhenAll(redeems.Concat(redeems).Select(r => Uses(use).Redeem(r)));

        var winners = redeems.Where((_, i) => answers[i].Error is null || answers[i + redeems.Count].Error is null).ToList();
        winners.Count.ShouldBe(10);
        answers.Where(a => a.Error is not null).ShouldAllBe(a => a.Error!.Code == "couponUsedUp");
        (await UsesOfAsync(use)).ShouldBe(10);
        (await store.NamesOfAsync($"promotion-{use.PromotionId:N}")).Count(n => n == "promotion.redeemed.v1").ShouldBe(10);
        // Who was refused gives back what it may have, and keeps nothing.
        foreach (var refused in redeems.Except(winners)) (await Uses(use).Release(Back(refused))).Error.ShouldBeNull();
        (await UsesOfAsync(use)).ShouldBe(10);
        foreach (var redeem in redeems) (await OfCustomerAsync(redeem)).ShouldBe(winners.Contains(redeem) ? 1 : 0);
    }

    [Fact]
    public async Task One_customer_racing_with_herself_gets_as_many_as_one_may_have()
    {
        var use = NewUse(perCustomer: 2);
        var key = CustomerKeys.Of(null, " Eva@Example.org ", Some.Names);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Uses(use).Redeem(NewRedeem(use) with { CustomerKey = key })));

        answers.Count(a => a.Error is null).ShouldBe(2);
        answers.Where(a => a.Error is not null).ShouldAllBe(a => a.Error!.Code == "couponUsedByCustomer");
        (await Uses(use).Redeem(NewRedeem(use) with { CustomerKey = CustomerKeys.Of(null, "eva@example.org", Some.Names) })).Error.ShouldNotBeNull();
        (await UsesOfAsync(use)).ShouldBe(2);
    }

    [Fact]
    public async Task A_first_order_there_is_but_once()
    {
        var use = NewUse() with { FirstOrder = true };
        var first = NewRedeem(use);

        (await Uses(use).Redeem(first)).Error.ShouldBeNull();
        (await Uses(use).Redeem(NewRedeem(use) with { CustomerKey = first.CustomerKey })).Error.ShouldNotBeNull().Code.ShouldBe("couponUsedByCustomer");
    }

    [Fact]
    public async Task What_is_given_back_is_the_next_ones()
    {
        var use = NewUse(maxUses: 1, perCustomer: 1);
        var (first, second) = (NewRedeem(use), NewRedeem(use));
        (await Uses(use).Redeem(first)).Error.ShouldBeNull();
        (await Uses(use).Redeem(second)).Error.ShouldNotBeNull().Code.ShouldBe("couponUsedUp");
        (await Uses(use).Release(Back(second))).Error.ShouldBeNull();

        (await Uses(use).Release(Back(first))).Error.ShouldBeNull();
        (await Uses(use).Release(Back(first))).Error.ShouldBeNull();
        (await UsesOfAsync(use)).ShouldBe(0);
        (await OfCustomerAsync(first)).ShouldBe(0);

        (await Uses(use).Redeem(NewRedeem(use) with { CustomerKey = second.CustomerKey })).Error.ShouldBeNull();
        (await Uses(use).Redeem(first)).Error.ShouldNotBeNull().Code.ShouldBe("alreadySettled");
        (await UsesOfAsync(use)).ShouldBe(1);
    }

    [Fact]
    public async Task A_use_that_comes_after_it_was_given_back_is_not_taken()
    {
        var use = NewUse(maxUses: 1);
        var late = NewRedeem(use);

        (await Uses(use).Release(Back(late))).Error.ShouldBeNull();
        (await Uses(use).Redeem(late)).Error.ShouldNotBeNull().Code.ShouldBe("alreadySettled");
        (await UsesOfAsync(use)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_no_longer_remembered_is_found_in_the_journal()
    {
        var use = NewUse(maxUses: 1_000);
        var (old, gone, never) = (NewRedeem(use), NewRedeem(use), NewRedeem(use));
        (await Uses(use).Redeem(old)).Error.ShouldBeNull();
        (await Uses(use).Redeem(gone)).Error.ShouldBeNull();
        (await Uses(use).Release(Back(gone))).Error.ShouldBeNull();
        var others = Enumerable.Range(0, PromotionLimits.Remembered + 50).Select(_ => NewRedeem(use)).ToList();
        await Task.WhenAll(others.Select(r => Uses(use).Redeem(r)));
        await Task.WhenAll(others.Select(r => Uses(use).Release(Back(r))));
        (await UsesOfAsync(use)).ShouldBe(1);
        await store.DeactivateAsync(Uses(use));

        (await Uses(use).Redeem(old with { Redriven = true })).Error.ShouldBeNull();
        (await Uses(use).Redeem(gone with { Redriven = true })).Error.ShouldNotBeNull().Code.ShouldBe("alreadySettled");
        (await UsesOfAsync(use)).ShouldBe(1);

        (await Uses(use).Release(Back(gone))).Error.ShouldBeNull();
        (await Uses(use).Release(Back(never))).Error.ShouldBeNull();
        (await UsesOfAsync(use)).ShouldBe(1);
        (await Uses(use).Release(Back(old))).Error.ShouldBeNull();
        (await UsesOfAsync(use)).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_forgotten_is_looked_for_also_when_there_is_room_for_more()
    {
        var use = NewUse(maxUses: 1_000);
        var old = NewRedeem(use);
        (await Uses(use).Redeem(old)).Error.ShouldBeNull();
        var others = Enumerable.Range(0, PromotionLimits.Remembered + 1).Select(_ => NewRedeem(use)).ToList();
        await Task.WhenAll(others.Select(r => Uses(use).Redeem(r)));
        (await Uses(use).Release(Back(others[^1]))).Error.ShouldBeNull();

        (await Uses(use).Release(Back(old))).Value.ShouldNotBeNull().Uses.ShouldBe(PromotionLimits.Remembered);
    }

    [Fact]
    public async Task A_quote_leaves_out_what_is_used_up_unless_the_order_has_its_use()
    {
        var id = store.NewId();
        var terms = Plain with { Code = $"{id:N}", MaxUses = 1 };
        (await Book.Create(new CreatePromotion(store.NewCommand(), id, terms))).Error.ShouldBeNull();
        var request = new QuoteRequest([new QuoteLine(Some.Lamp, "light", 1, 1_000)], null, "eva@example.org", Some.Address, terms.Code, null);
        var quote = (await QuoteAsync(request)).Value.ShouldNotBeNull();
        var redeem = NewRedeem(quote.Uses.ShouldHaveSingleItem());
        (await Uses(redeem.Use).Redeem(redeem)).Error.ShouldBeNull();

        (await QuoteAsync(request)).Error.ShouldNotBeNull().Code.ShouldBe("couponUsedUp");
        (await QuoteAsync(request with { Redeemed = [id] })).Value.ShouldNotBeNull().Breakdown.Discount.ShouldBe(5);
    }

    [Fact]
    public async Task A_quote_knows_the_customers_group_and_first_order()
    {
        var customer = store.NewId();
        var account = store.Grains.GetGrain<ICustomerGrain>(customer);
        (await account.Register(new RegisterCustomer(store.NewCommand(), $"{customer:N}@example.org", "Eva", "hash"))).Error.ShouldBeNull();
        var (first, vip, order) = (store.NewId(), store.NewId(), store.NewId());
        (await Book.Create(new CreatePromotion(store.NewCommand(), first, Plain with { Code = $"{first:N}", FirstOrder = true }))).Error.ShouldBeNull();
        (await Book.Create(new CreatePromotion(store.NewCommand(), vip, Plain with { Code = $"{vip:N}", CustomerGroup = "vip" }))).Error.ShouldBeNull();
        var request = new QuoteRequest([new QuoteLine(Some.Lamp, "light", 1, 1_000)], customer, null, Some.Address, $"{first:N}", null);

        (await QuoteAsync(request)).Value.ShouldNotBeNull().Breakdown.Discount.ShouldBe(5);
        (await account.RecordOrder(store.NewCommand(), order)).Value.ShouldNotBeNull().FirstOrderId.ShouldBe(order);
        (await QuoteAsync(request)).Error.ShouldNotBeNull().Facts.ShouldNotBeNull()["reason"].ShouldBe(PromotionReasons.NotFirstOrder);
        (await QuoteAsync(request with { OrderId = order })).Value.ShouldNotBeNull().Breakdown.Discount.ShouldBe(5);
        (await account.ReleaseOrder(store.NewCommand(), order)).Value.ShouldNotBeNull().FirstOrderId.ShouldBeNull();
        (await QuoteAsync(request)).Value.ShouldNotBeNull().Breakdown.Discount.ShouldBe(5);

        (await QuoteAsync(request with { Coupon = $"{vip:N}" })).Error.ShouldNotBeNull().Facts.ShouldNotBeNull()["reason"].ShouldBe(PromotionReasons.OtherCustomerGroup);
        (await account.SetGroup(new GroupCustomer(store.NewCommand(), null, "VIP"))).Error.ShouldBeNull();
        (await QuoteAsync(request with { Coupon = $"{vip:N}" })).Value.ShouldNotBeNull().Breakdown.Discount.ShouldBe(5);
    }

    private static PromotionTerms Plain { get; } =
        new("Sale", null, PromotionKind.Amount, null, 5, null, null, null, [], [], null, null, false, null, null, null, 0, false, true);

    private IPromotionBookGrain Book => store.Grains.GetGrain<IPromotionBookGrain>(PromotionBook.Key);

    private Task<Result<Quote>> QuoteAsync(QuoteRequest request) => store.Grains.GetGrain<IPricingGrain>(store.NewId()).Quote(request);

    private IPromotionGrain Uses(PromotionUse use) => store.Grains.GetGrain<IPromotionGrain>(use.PromotionId);

    private async Task<int> UsesOfAsync(PromotionUse use) => (await Uses(use).Get()).Value.ShouldNotBeNull().Uses;

    private async Task<int> OfCustomerAsync(RedeemPromotion redeem) =>
        (await Uses(redeem.Use).GetStanding(redeem.CustomerKey)).Value.ShouldNotBeNull().UsesOfCustomer;

    private PromotionUse NewUse(int? maxUses = null, int? perCustomer = null) => new(store.NewId(), null, maxUses, perCustomer, FirstOrder: false);

    private RedeemPromotion NewRedeem(PromotionUse use) =>
        new(store.NewCommand(), store.NewId(), CustomerKeys.Of(store.NewId(), null, Some.Names), use, store.Time.GetUtcNow());

    private ReleasePromotion Back(RedeemPromotion redeem) =>
        new(store.NewCommand(), redeem.OrderId, redeem.CustomerKey, redeem.Use, redeem.Since);
}

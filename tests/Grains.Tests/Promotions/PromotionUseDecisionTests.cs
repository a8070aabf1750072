using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Promotions;

namespace OrleansStore.Grains.Tests.Promotions;

public sealed class PromotionUseDecisionTests
{
    private static readonly Guid Promotion = Some.Id(41);
    private static readonly PromotionUse Use = new(Promotion, "SUMMER", 2, 1, FirstOrder: false);

    [Fact]
    public void An_order_takes_a_use() =>
        Spec.PromotionUses().When(s => Redeem(s)).Then(new PromotionRedeemed(Some.Order)).Uses.ShouldBe(1);

    [Fact]
    public void Taking_it_again_is_done_already_even_when_all_are_taken() =>
        Spec.PromotionUses(new PromotionRedeemed(Some.Order), new PromotionRedeemed(Some.Id(5))).When(s => Redeem(s)).ThenNothing();

    [Fact]
    public void When_all_are_taken_there_is_none() =>
        Spec.PromotionUses(new PromotionRedeemed(Some.Id(4)), new PromotionRedeemed(Some.Id(5))).When(s => Redeem(s)).ThenRefused(PromotionErrors.UsedUp(Promotion));

    [Fact]
    public void One_that_is_given_back_is_free_for_another_order() =>
        Spec.PromotionUses(new PromotionRedeemed(Some.Id(4)), new PromotionRedeemed(Some.Id(5)), new PromotionReleased(Some.Id(4), true))
            .When(s => Redeem(s))
            .Then(new PromotionRedeemed(Some.Order));

    [Fact]
    public void What_has_no_limit_in_all_is_counted_all_the_same() =>
        Spec.PromotionUses(new PromotionRedeemed(Some.Id(4)), new PromotionRedeemed(Some.Id(5)))
            .When(s => PromotionUseDecisions.Redeem(s, Command with { Use = Use with { MaxUses = null } }, FormerUse.None))
            .Then(new PromotionRedeemed(Some.Order))
            .Uses.ShouldBe(3);

    [Fact]
    public void An_order_gives_its_use_back_once()
    {
        var after = Spec.PromotionUses(new PromotionRedeemed(Some.Order)).When(s => Release(s)).Then(new PromotionReleased(Some.Order, true));

        after.Uses.ShouldBe(0);
        Release(after).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Giving_back_what_was_not_taken_keeps_a_late_order_from_taking_it()
    {
        var after = Spec.PromotionUses().When(s => Release(s)).Then(new PromotionReleased(Some.Order, false));

        after.Uses.ShouldBe(0);
        Redeem(after).Error.ShouldNotBeNull().Code.ShouldBe("alreadySettled");
    }

    [Theory]
    [InlineData(FormerUse.None, true)]
    [InlineData(FormerUse.Redeemed, false)]
    public void What_the_journal_knows_of_an_order_counts_like_what_is_remembered(FormerUse former, bool taken) =>
        Redeem(PromotionUseState.Initial, former).Events.Any().ShouldBe(taken);

    [Fact]
    public void What_the_journal_says_was_given_back_is_neither_taken_nor_given_back_again()
    {
        Redeem(PromotionUseState.Initial, FormerUse.Released).Error.ShouldNotBeNull().Code.ShouldBe("alreadySettled");
        Release(PromotionUseState.Initial, FormerUse.Released).Events.ShouldBeEmpty();
        Release(PromotionUseState.Initial, FormerUse.Redeemed).Events.ShouldBe([new PromotionReleased(Some.Order, true)]);
    }

    [Fact]
    public void However_often_it_is_used_the_state_stays_small()
    {
        var events = Enumerable.Range(1, 3_000).Select(i => (PromotionUseEvent)(i % 3 == 0 ? new PromotionReleased(Some.Id(i - 1), true) : new PromotionRedeemed(Some.Id(i))));

        var state = Spec.PromotionUses([.. events]).State;

        state.Uses.ShouldBe(1_000);
        state.Redeemed.Length.ShouldBeLessThanOrEqualTo(PromotionLimits.Remembered);
        state.Released.Length.ShouldBe(PromotionLimits.Remembered);
    }

    [Fact]
    public void A_customer_has_as_many_uses_as_one_may_have()
    {
        Spec.CustomerUses().When(s => CustomerUseDecisions.Take(s, Promotion, Some.Order, 1)).Then(new CustomerUseTaken(Some.Order));
        Spec.CustomerUses(new CustomerUseTaken(Some.Order)).When(s => CustomerUseDecisions.Take(s, Promotion, Some.Order, 1)).ThenNothing();
        Spec.CustomerUses(new CustomerUseTaken(Some.Id(4)))
            .When(s => CustomerUseDecisions.Take(s, Promotion, Some.Order, 1))
            .ThenRefused(PromotionErrors.UsedByCustomer(Promotion));
        Spec.CustomerUses(new CustomerUseTaken(Some.Id(4)), new CustomerUseReturned(Some.Id(4)))
            .When(s => CustomerUseDecisions.Take(s, Promotion, Some.Order, 1))
            .Then(new CustomerUseTaken(Some.Order));
    }

    [Fact]
    public void A_customer_gives_a_use_back_once_and_an_order_that_did_gets_none_any_more()
    {
        Spec.CustomerUses(new CustomerUseTaken(Some.Order)).When(s => CustomerUseDecisions.GiveBack(s, Some.Order)).Then(new CustomerUseReturned(Some.Order));
        Spec.CustomerUses(new CustomerUseReturned(Some.Order)).When(s => CustomerUseDecisions.GiveBack(s, Some.Order)).ThenNothing();
        Spec.CustomerUses(new CustomerUseReturned(Some.Order)).When(s => CustomerUseDecisions.Take(s, Promotion, Some.Order, 1)).ThenRefused("alreadySettled");
    }

    private static RedeemPromotion Command { get; } = new(Some.Command(), Some.Order, CustomerKeys.Of(Some.Customer, null, Some.Names), Use, Some.Now);

    private static Decision<PromotionUseEvent> Redeem(PromotionUseState state, FormerUse former = FormerUse.None) =>
        PromotionUseDecisions.Redeem(state, Command, former);

    private static Decision<PromotionUseEvent> Release(PromotionUseState state, FormerUse former = FormerUse.None) =>
        PromotionUseDecisions.Release(state, new ReleasePromotion(Some.Command(2), Some.Order, Command.CustomerKey, Use, Some.Now), former);
}

using OrleansStore.Contracts.Claims;
using OrleansStore.Grains.Claims;

namespace OrleansStore.Grains.Tests.Claims;

public sealed class ClaimDecisionTests
{
    private const string Key = "sku:lamp";

    private static readonly Guid Mine = Some.Id(1);
    private static readonly Guid Other = Some.Id(2);

    [Fact]
    public void A_free_name_is_claimed() =>
        Spec.Claim().When(s => ClaimDecisions.Claim(s, Key, Mine, null)).Then(new ClaimTaken(Mine)).Owner.ShouldBe(Mine);

    [Fact]
    public void Claiming_ones_own_name_again_is_done_already()
    {
        Spec.Claim(new ClaimTaken(Mine)).When(s => ClaimDecisions.Claim(s, Key, Mine, null)).ThenNothing();
        Spec.Claim(new ClaimTaken(Mine), new ClaimConfirmed(Mine)).When(s => ClaimDecisions.Claim(s, Key, Mine, null)).ThenNothing();
    }

    [Fact]
    public void A_name_stays_with_its_owner() =>
        Spec.Claim(new ClaimTaken(Other)).When(s => ClaimDecisions.Claim(s, Key, Mine, null)).ThenRefused(ClaimErrors.Taken(Key));

    [Fact]
    public void A_name_that_its_owner_does_not_have_is_taken_over() =>
        Spec.Claim(new ClaimTaken(Other), new ClaimConfirmed(Other))
            .When(s => ClaimDecisions.Claim(s, Key, Mine, Other))
            .Then(new ClaimTaken(Mine)).Owner.ShouldBe(Mine);

    [Fact]
    public void A_name_stays_with_an_owner_that_was_not_asked() =>
        Spec.Claim(new ClaimTaken(Other)).When(s => ClaimDecisions.Claim(s, Key, Mine, Some.Id(3))).ThenRefused(ClaimErrors.Taken(Key));

    [Fact]
    public void Another_owner_is_asked_once_he_had_the_time_to_come_into_being()
    {
        var claimed = Spec.Claim(new ClaimTaken(Other)).State;
        var late = Some.Now + ClaimLimits.Unconfirmed + TimeSpan.FromTicks(1);
        ClaimDecisions.IsDoubtful(claimed, Mine, Some.Now + ClaimLimits.Unconfirmed).ShouldBeFalse();
        ClaimDecisions.IsDoubtful(claimed, Mine, late).ShouldBeTrue();
        ClaimDecisions.IsDoubtful(claimed, Other, late).ShouldBeFalse();
        ClaimDecisions.IsDoubtful(claimed with { Confirmed = true }, Mine, Some.Now).ShouldBeTrue();
        ClaimDecisions.IsDoubtful(ClaimState.Initial, Mine, late).ShouldBeFalse();
    }

    [Fact]
    public void Only_who_claimed_it_confirms_and_only_once()
    {
        Spec.Claim(new ClaimTaken(Mine)).When(s => ClaimDecisions.Confirm(s, Key, Mine)).Then(new ClaimConfirmed(Mine)).Confirmed.ShouldBeTrue();
        Spec.Claim(new ClaimTaken(Mine), new ClaimConfirmed(Mine)).When(s => ClaimDecisions.Confirm(s, Key, Mine)).ThenNothing();
        Spec.Claim(new ClaimTaken(Other)).When(s => ClaimDecisions.Confirm(s, Key, Mine)).ThenRefused(ClaimErrors.Taken(Key));
        Spec.Claim().When(s => ClaimDecisions.Confirm(s, Key, Mine)).ThenRefused(ClaimErrors.Taken(Key));
    }

    [Fact]
    public void Only_the_owner_gives_a_name_back()
    {
        Spec.Claim(new ClaimTaken(Mine), new ClaimConfirmed(Mine)).When(s => ClaimDecisions.Release(s, Mine))
            .Then(new ClaimReleased(Mine)).ShouldBe(ClaimState.Initial);
        Spec.Claim(new ClaimTaken(Other)).When(s => ClaimDecisions.Release(s, Mine)).ThenNothing();
        Spec.Claim().When(s => ClaimDecisions.Release(s, Mine)).ThenNothing();
    }

    [Fact]
    public void Keys_ignore_case_and_blanks_around()
    {
        Some.Names.Email(" Eva@Example.org ").ShouldBe(Some.Names.Email("eva@example.org"));
        ClaimKeys.Sku("lamp-1").ShouldBe(ClaimKeys.Sku("LAMP-1 "));
        ClaimKeys.Sku("x").ShouldNotBe(Some.Names.Email("x"));
    }
}

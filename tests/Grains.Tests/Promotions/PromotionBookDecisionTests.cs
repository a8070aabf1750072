using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Promotions;

namespace OrleansStore.Grains.Tests.Promotions;

public sealed class PromotionBookDecisionTests
{
    private static readonly PromotionTerms Summer = Some.Terms with { Amount = null };

    [Fact]
    public void A_promotion_is_added_with_its_texts_tidied() =>
        Spec.PromotionBook()
            .When(s => PromotionBookDecisions.Create(s, Create(1, Summer with { Name = " Summer ", Code = " SUMMER ", Categories = [" light", "LIGHT"] })))
            .Then(new PromotionCreated(Some.Id(1), Summer));

    [Fact]
    public void Adding_it_again_is_done_already() =>
        Spec.PromotionBook(new PromotionCreated(Some.Id(1), Summer)).When(s => PromotionBookDecisions.Create(s, Create(1, Summer))).ThenNothing();

    [Fact]
    public void A_coupon_belongs_to_one_promotion_regardless_of_case()
    {
        Spec.PromotionBook(new PromotionCreated(Some.Id(1), Summer))
            .When(s => PromotionBookDecisions.Create(s, Create(2, Summer with { Code = "summer" })))
            .ThenRefused(PromotionErrors.CodeTaken("summer"));
        Spec.PromotionBook(new PromotionCreated(Some.Id(1), Summer), new PromotionCreated(Some.Id(2), Summer with { Code = null }))
            .When(s => PromotionBookDecisions.Change(s, Change(2, Summer)))
            .ThenRefused(PromotionErrors.CodeTaken("SUMMER"));
    }

    [Fact]
    public void A_coupon_that_was_given_up_is_free_again() =>
        Spec.PromotionBook(new PromotionCreated(Some.Id(1), Summer), new PromotionChanged(Some.Id(1), Summer with { Code = "OTHER" }))
            .When(s => PromotionBookDecisions.Create(s, Create(2, Summer)))
            .Then(new PromotionCreated(Some.Id(2), Summer));

    [Fact]
    public void A_promotion_says_something_else_from_now_on() =>
        Spec.PromotionBook(new PromotionCreated(Some.Id(1), Summer))
            .When(s => PromotionBookDecisions.Change(s, Change(1, Summer with { Active = false }, version: 1)))
            .Then(new PromotionChanged(Some.Id(1), Summer with { Active = false }))
            .Entries[Some.Id(1)].Version.ShouldBe(2);

    [Fact]
    public void Changing_nothing_is_done_already() =>
        Spec.PromotionBook(new PromotionCreated(Some.Id(1), Summer))
            .When(s => PromotionBookDecisions.Change(s, Change(1, Summer with { Categories = ["light"], Products = [Some.Lamp] })))
            .ThenNothing();

    [Fact]
    public void Only_what_is_there_and_was_seen_is_changed()
    {
        Spec.PromotionBook().When(s => PromotionBookDecisions.Change(s, Change(1, Summer))).ThenRefused(PromotionErrors.NotFound(Some.Id(1)));
        Spec.PromotionBook(new PromotionCreated(Some.Id(1), Summer))
            .When(s => PromotionBookDecisions.Change(s, Change(1, Summer with { Name = "Winter" }, version: 7)))
            .ThenRefused("versionMismatch");
    }

    [Fact]
    public void There_is_a_limit_to_promotions()
    {
        var many = Enumerable.Range(1, PromotionLimits.Promotions).Select(i => new PromotionCreated(Some.Id(i), Summer with { Code = null }));

        Spec.PromotionBook([.. many]).When(s => PromotionBookDecisions.Create(s, Create(5_000, Summer))).ThenRefused(PromotionErrors.TooMany());
    }

    public static TheoryData<PromotionTerms, string> Wrong() => new()
    {
        { Summer with { Name = " " }, "name" },
        { Summer with { Code = "" }, "code" },
        { Summer with { Code = new string('x', PromotionLimits.Code + 1) }, "code" },
        { Summer with { CustomerGroup = " " }, "customerGroup" },
        { Summer with { Minimum = -1 }, "minimum" },
        { Summer with { MaxUses = 0 }, "maxUses" },
        { Summer with { MaxUsesPerCustomer = PromotionLimits.UsesPerCustomer + 1 }, "maxUsesPerCustomer" },
        { Summer with { Priority = PromotionLimits.Priority + 1 }, "priority" },
        { Summer with { EndsAt = Summer.StartsAt }, "endsAt" },
        { Summer with { Categories = [""] }, "categories" },
        { Summer with { Products = [.. Enumerable.Range(0, PromotionLimits.Named).Select(Some.Id)] }, "categories" },
        { Summer with { Kind = (PromotionKind)9 }, "kind" },
        { Summer with { Rate = 0 }, "percent" },
        { Summer with { Rate = PricingLimits.Whole + 1 }, "percent" },
        { Summer with { Amount = 1 }, "amount" },
        { Summer with { Buy = null }, "buy" },
        { Summer with { Get = 0 }, "get" },
        { Percentage with { Rate = null }, "percent" },
        { Percentage with { Buy = 1 }, "buy" },
        { Percentage with { Kind = PromotionKind.Amount, Amount = 5 }, "percent" },
        { Percentage with { Kind = PromotionKind.Amount, Rate = null }, "amount" },
        { Percentage with { Kind = PromotionKind.FreeShipping }, "percent" },
        { Percentage with { Kind = PromotionKind.FreeShipping, Rate = null, Get = 1 }, "get" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_makes_no_sense_is_refused_with_the_field(PromotionTerms terms, string field)
    {
        var error = PromotionBookDecisions.Check(terms).ShouldNotBeNull();

        error.Code.ShouldBe("invalidPromotion");
        error.Facts.ShouldNotBeNull()["field"].ShouldBe(field);
    }

    [Fact]
    public void Every_kind_can_be_said_right()
    {
        PromotionBookDecisions.Check(Summer).ShouldBeNull();
        PromotionBookDecisions.Check(Summer with { Rate = null }).ShouldBeNull();
        PromotionBookDecisions.Check(Percentage).ShouldBeNull();
        PromotionBookDecisions.Check(Percentage with { Kind = PromotionKind.Amount, Rate = null, Amount = 5 }).ShouldBeNull();
        PromotionBookDecisions.Check(Percentage with { Kind = PromotionKind.FreeShipping, Rate = null }).ShouldBeNull();
    }

    private static PromotionTerms Percentage => Summer with { Kind = PromotionKind.Percentage, Buy = null, Get = null };

    private static CreatePromotion Create(int id, PromotionTerms terms) => new(Some.Command(), Some.Id(id), terms);

    private static ChangePromotion Change(int id, PromotionTerms terms, int? version = null) => new(Some.Command(2), Some.Id(id), version, terms);
}

using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Grains.Orders;
using OrleansStore.Grains.Reviews;

namespace OrleansStore.Grains.Tests.Reviews;

public sealed class ReviewDecisionTests
{
    private static readonly Guid Id = ReviewId.Of(Some.Lamp, Some.Customer);

    private static readonly WriteReview Write = new(Some.Command(), Some.Lamp, Some.Customer, Some.Order, 4, "Gives light.", "Eva");

    private static readonly ChangeReview Change = new(Some.Command(), Some.Customer, null, 5, "Gives much light.", "Eve");

    private static readonly ReviewWritten Written = new(Some.Lamp, Some.Customer, Some.Order, 4, "Gives light.", "Eva");

    public static TheoryData<OrderStatus> Statuses => [.. Enum.GetValues<OrderStatus>()];

    [Fact]
    public void What_has_arrived_is_reviewed_with_trimmed_texts() =>
        Decide(Write with { Text = " Gives light.\n", Author = " Eva " }).Then(Written).Phase.ShouldBe(ReviewPhase.Published);

    [Theory, MemberData(nameof(Statuses))]
    public void Only_what_has_arrived_is_reviewed_even_when_it_was_sent_back(OrderStatus status)
    {
        var outcome = Decide(Write, Order(status));
        if (status is OrderStatus.Delivered or OrderStatus.Returned) outcome.Then(Written);
        else outcome.ThenRefused("notDelivered");
    }

    [Fact]
    public void Another_customers_order_a_guests_one_of_other_goods_and_none_at_all_bring_nothing()
    {
        Decide(Write, Order(OrderStatus.Delivered) with { CustomerId = Some.Id(77) }).ThenRefused(ReviewErrors.NotDelivered(Some.Lamp));
        Decide(Write, Order(OrderStatus.Delivered) with { CustomerId = null }).ThenRefused("notDelivered");
        Decide(Write with { ProductId = Some.Chair }, Order(OrderStatus.Delivered)).ThenRefused("notDelivered");
        Spec.Review().When(s => ReviewDecisions.Write(s, Id, Write, null)).ThenRefused("notDelivered");
    }

    [Fact]
    public void A_customer_reviews_a_product_once_and_again_only_after_taking_the_first_back()
    {
        Decide(Write, past: Written).ThenRefused(ReviewErrors.AlreadyReviewed(Id));
        Decide(Write, past: [Written, new ReviewRemoved(Some.Lamp, 4, Withdrawn: false)]).Then(Written);
        Decide(Write, past: [Written, new ReviewRemoved(Some.Lamp, 4, Withdrawn: true)]).ThenRefused("reviewWithdrawn");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public void A_rating_is_from_one_to_five(int rating)
    {
        Decide(Write with { Rating = rating }).ThenRefused(ReviewErrors.InvalidRating(rating));
        Changed(Change with { Rating = rating }).ThenRefused("invalidRating");
    }

    [Fact]
    public void Texts_have_limits()
    {
        Decide(Write with { Text = new string('x', ReviewLimits.Text + 1) }).ThenRefused("invalidText");
        Decide(Write with { Author = new string('x', ReviewLimits.Author + 1) }).ThenRefused("invalidText");
        Decide(Write with { Author = " " }).ThenRefused("invalidText");
        Decide(Write with { Text = "", Author = null }).Then(Written with { Text = "", Author = null });
    }

    [Fact]
    public void Its_author_writes_it_anew_and_nobody_else()
    {
        Changed(Change).Then(new ReviewChanged(Some.Lamp, 4, 5, "Gives much light.", "Eve")).Rating.ShouldBe(5);
        Changed(Change with { Rating = 4, Text = "Gives light. ", Author = "Eva" }).ThenNothing();
        Changed(Change with { CustomerId = Some.Id(77) }).ThenRefused("notYourReview");
        Changed(Change with { ExpectedVersion = 7 }).ThenRefused("versionMismatch");
        Spec.Review().When(s => ReviewDecisions.Change(s, Id, 0, Change)).ThenRefused("reviewNotFound");
    }

    [Fact]
    public void Its_author_takes_it_away_and_an_administrator_does_so_for_good()
    {
        Removed(Some.Customer).Then(new ReviewRemoved(Some.Lamp, 4, Withdrawn: false)).Phase.ShouldBe(ReviewPhase.None);
        Removed(null).Then(new ReviewRemoved(Some.Lamp, 4, Withdrawn: true)).Phase.ShouldBe(ReviewPhase.Withdrawn);
        Removed(Some.Id(77)).ThenRefused("notYourReview");
        Removed(Some.Customer, version: 9).ThenRefused("versionMismatch");
        Spec.Review().When(s => ReviewDecisions.Remove(s, Id, 0, new RemoveReview(Some.Command(), null, null))).ThenRefused("reviewNotFound");
    }

    private static Outcome<ReviewState, ReviewEvent> Decide(WriteReview command, OrderView? order = null, params ReviewEvent[] past) =>
        Spec.Review(past).When(s => ReviewDecisions.Write(s, Id, command, order ?? Order(OrderStatus.Delivered)));

    private static Outcome<ReviewState, ReviewEvent> Changed(ChangeReview command) =>
        Spec.Review(Written).When(s => ReviewDecisions.Change(s, Id, 1, command));

    private static Outcome<ReviewState, ReviewEvent> Removed(Guid? customer, int? version = null) =>
        Spec.Review(Written).When(s => ReviewDecisions.Remove(s, Id, 1, new RemoveReview(Some.Command(), customer, version)));

    private static OrderView Order(OrderStatus status) => OrderViews.Show(Some.Order, 4, OrderState.Initial with
    {
        Placed = true,
        Status = status,
        CustomerId = Some.Customer,
        Currency = Some.Currency,
        Lines = [Some.LampLine()],
        ShippingAddress = Some.Address,
    });
}

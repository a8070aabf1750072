using OrleansStore.Contracts.Payments;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Grains.Tests.Payments;

/// <summary>What every command, and everything that the provider may tell, comes to in every state of an attempt.</summary>
public sealed class PaymentTransitionTests
{
    private const string Nothing = Transitions.Nothing;
    private const string Missing = "paymentNotFound";
    private const string Paid = "alreadyPaid";
    private const string Taken = "alreadyCaptured";
    private const string TooLarge = "refundTooLarge";
    private const string Elsewhere = "PaymentRefundedElsewhere";

    private static readonly string[] Commands =
    [
        "Authorise", "Unanswered", "Capture", "Void", "Forgo", "Refund", "RefundTold", "RefundFailed",
        "Told.Authorised", "Told.Declined", "Told.Captured", "Told.Voided", "Told.Refunded",
    ];

    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["Unheard"] = [Nothing, "PaymentAsked", Missing, Nothing, "PaymentVoided", Missing, Nothing, Nothing, "PaymentAuthorised", "PaymentDeclined", "PaymentCaptured", "PaymentVoided", "PaymentCaptured+" + Elsewhere],
        ["Asked"] = [Nothing, Nothing, Missing, Nothing, Nothing, TooLarge, Nothing, Nothing, "PaymentAuthorised", "PaymentDeclined", "PaymentCaptured", "PaymentVoided", "PaymentCaptured+" + Elsewhere],
        ["Authorised"] = [Nothing, Nothing, Nothing, Nothing, Nothing, TooLarge, Nothing, Nothing, Nothing, Nothing, "PaymentCaptured", "PaymentVoided", "PaymentCaptured+" + Elsewhere],
        ["Declined"] = [Nothing, Nothing, Nothing, Nothing, Nothing, TooLarge, Nothing, Nothing, Nothing, Nothing, "PaymentCaptured", Nothing, "PaymentCaptured+" + Elsewhere],
        ["Voided"] = [Nothing, Nothing, Nothing, Nothing, Nothing, TooLarge, Nothing, Nothing, Nothing, Nothing, "PaymentCaptured", Nothing, "PaymentCaptured+" + Elsewhere],
        ["Forgone"] = [Nothing, Nothing, Nothing, Nothing, Nothing, TooLarge, Nothing, Nothing, Nothing, Nothing, "PaymentCaptured", "PaymentVoided", "PaymentCaptured+" + Elsewhere],
        ["Captured"] = [Nothing, Nothing, Nothing, Taken, Nothing, "PaymentRefundAsked", Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Elsewhere],
        ["RefundAsked"] = [Nothing, Nothing, Nothing, Taken, Nothing, Nothing, "PaymentRefunded", "PaymentRefundFailed", Nothing, Nothing, Nothing, Nothing, Elsewhere],
        ["PartlyRefunded"] = [Nothing, Nothing, Nothing, Taken, Nothing, Nothing, Nothing, "PaymentRefundFailed", Nothing, Nothing, Nothing, Nothing, Elsewhere],
        ["RefundFailed"] = [Nothing, Nothing, Nothing, Taken, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Elsewhere],
        ["Refunded"] = [Nothing, Nothing, Nothing, Taken, Nothing, Nothing, Nothing, "PaymentRefundFailed", Nothing, Nothing, Nothing, Nothing, Nothing],
        ["RefundedElsewhere"] = [Nothing, Nothing, Nothing, Taken, Nothing, TooLarge, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing, Nothing],
        ["OtherPaid"] = [Paid, "PaymentAsked", Missing, Nothing, "PaymentVoided", Missing, Nothing, Nothing, "PaymentAuthorised", "PaymentDeclined", "PaymentCaptured", "PaymentVoided", "PaymentCaptured+" + Elsewhere],
        ["AuthorisedAndOtherPaid"] = [Nothing, Nothing, Paid, Nothing, Nothing, TooLarge, Nothing, Nothing, Nothing, Nothing, "PaymentCaptured", "PaymentVoided", "PaymentCaptured+" + Elsewhere],
        ["AuthorisedAndOtherPromised"] = [Nothing, Nothing, "otherPromise", Nothing, Nothing, TooLarge, Nothing, Nothing, Nothing, Nothing, "PaymentCaptured", "PaymentVoided", "PaymentCaptured+" + Elsewhere],
    };

    public static TheoryData<string, string, string> Cells() => Transitions.Cells(Table, Commands);

    [Theory]
    [MemberData(nameof(Cells))]
    public void In_every_state_everything_comes_to_what_the_table_says(string state, string command, string expected) =>
        Transitions.NameOf(Decide(StateOf(state), command)).ShouldBe(expected);

    [Theory]
    [MemberData(nameof(Cells))]
    public void What_is_done_once_is_not_done_again(string state, string command, string expected)
    {
        var decided = Decide(StateOf(state), command);
        decided.Events.Count.ShouldBe(expected is Nothing || char.IsLower(expected[0]) ? 0 : expected.Split('+').Length);
        Transitions.NameOf(Decide(Spec.Fold(StateOf(state), decided.Events), command)).ShouldBe(decided.Error?.Code ?? Nothing);
    }

    [Fact]
    public void The_table_has_every_state_and_every_decision()
    {
        foreach (var state in Enum.GetValues<AttemptState>())
            Table.Keys.Select(name => StateOf(name).Attempt(1)?.State).ShouldContain(state);
        foreach (var state in Enum.GetValues<RefundState>())
            Table.Keys.Select(name => StateOf(name).Refund(1)?.State).ShouldContain(state);
        foreach (var state in Enum.GetNames<PaymentState>()) Commands.ShouldContain("Told." + state);
        typeof(PaymentDecisions).GetMethods().Where(m => m.IsStatic && m.ReturnType == typeof(Decision<PaymentEvent>))
            .Select(m => m.Name).Order().ShouldBe(Commands.Select(c => c.Split('.')[0]).Distinct().Order());
    }

    [Theory]
    [InlineData("Voided", true)]
    [InlineData("Forgone", true)]
    [InlineData("Declined", true)]
    [InlineData("Unheard", false)]
    [InlineData("Authorised", false)]
    [InlineData("Captured", false)]
    public void A_promise_that_comes_when_none_is_wanted_is_given_up(string state, bool unwanted)
    {
        PaymentDecisions.IsUnwanted(StateOf(state), 1, new PaymentAnswer("pay_1", PaymentState.Authorised)).ShouldBe(unwanted);
        PaymentDecisions.IsUnwanted(StateOf(state), 1, new PaymentAnswer("pay_1", PaymentState.Captured)).ShouldBeFalse();
    }

    private static PaymentAccount StateOf(string state)
    {
        var authorised = new PaymentAuthorised(1, 1_000, Some.Currency, "pay_1");
        var captured = new PaymentCaptured(1, 1_000, Some.Currency, "pay_1");
        var asked = new PaymentRefundAsked(1, 1, 400, "broken");
        var other = new PaymentCaptured(2, 1_000, Some.Currency, "pay_2");
        return state switch
        {
            "Unheard" => Fold(),
            "Asked" => Fold(new PaymentAsked(1, 1_000, Some.Currency, Some.Card)),
            "Authorised" => Fold(authorised),
            "Declined" => Fold(new PaymentDeclined(1, 1_000, Some.Currency, "pay_1", "card_declined")),
            "Voided" => Fold(authorised, new PaymentVoided(1, "pay_1")),
            "Forgone" => Fold(new PaymentVoided(1, null)),
            "Captured" => Fold(captured),
            "RefundAsked" => Fold(captured, asked),
            "PartlyRefunded" => Fold(captured, asked, new PaymentRefunded(1, 1, 400)),
            "RefundFailed" => Fold(captured, asked, new PaymentRefundFailed(1, "closed")),
            "Refunded" => Fold(captured, asked with { Amount = 1_000 }, new PaymentRefunded(1, 1, 1_000)),
            "RefundedElsewhere" => Fold(captured, new PaymentRefundedElsewhere(1, 1_000)),
            "OtherPaid" => Fold(other),
            "AuthorisedAndOtherPromised" => Fold(authorised, new PaymentAuthorised(2, 1_000, Some.Currency, "pay_2")),
            "AuthorisedAndOtherPaid" => Fold(authorised, other),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
    }

    private static PaymentAccount Fold(params PaymentEvent[] events) => Spec.Fold(PaymentAccount.Initial, events);

    private static Decision<PaymentEvent> Decide(PaymentAccount account, string command)
    {
        var (context, amount) = (Some.Command(), new Money(1_000, Some.Currency));
        if (command.StartsWith("Told.", StringComparison.Ordinal))
        {
            var state = Enum.Parse<PaymentState>(command["Told.".Length..]);
            return PaymentDecisions.Told(account, 1, amount, new PaymentAnswer("pay_1", state, null, state == PaymentState.Refunded ? 1_000 : 0));
        }

        return command switch
        {
            "Authorise" => PaymentDecisions.Authorise(account, new AuthorisePayment(context, 1, amount, Some.Card)),
            "Unanswered" => PaymentDecisions.Unanswered(account, new AuthorisePayment(context, 1, amount, Some.Card)),
            "Capture" => PaymentDecisions.Capture(account, new CapturePayment(context, 1)),
            "Void" => PaymentDecisions.Void(account, new VoidPayment(context, 1)),
            "Forgo" => PaymentDecisions.Forgo(account, 1),
            "Refund" => PaymentDecisions.Refund(account, new RefundPayment(context, 1, 400, "broken", 1)),
            "RefundTold" => PaymentDecisions.RefundTold(account, 1, new RefundAnswer(true)),
            "RefundFailed" => PaymentDecisions.RefundFailed(account, 1, "closed"),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
        };
    }
}

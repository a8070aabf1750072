using FsCheck;
using FsCheck.Fluent;
using OrleansStore.Contracts.Payments;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Grains.Tests.Payments;

/// <summary>Whatever is asked and told in whatever order, the ledger adds up.</summary>
public sealed class PaymentPropertyTests
{
    private const long Total = 10;

    /// <summary>One thing that happens: a command with the provider's answer, or something that the provider tells by itself.</summary>
    private sealed record Happening(int What, int Attempt, int Number, long Amount, PaymentState Told, long Refunded, bool Answers);

    private static readonly Gen<Happening> Anything =
        from what in Gen.Choose(0, 5)
        from attempt in Gen.Choose(1, 3)
        from number in Gen.Choose(1, 6)
        from amount in Gen.Choose(-1, 12)
        from told in Gen.Elements(Enum.GetValues<PaymentState>())
        from refunded in Gen.Choose(0, (int)Total)
        from answers in Gen.Elements(true, false)
        select new Happening(what, attempt, number, amount, told, refunded, answers);

    [Fact]
    public void Refunds_never_come_to_more_than_captures() => Check(account =>
        account.Attempts.All(a => account.MoneyOf(a) >= 0 && a.Elsewhere + account.RefundsOf(a.Number) <= (a.State == AttemptState.Captured ? Total : 0)));

    [Fact]
    public void At_most_one_attempt_has_money() => Check(account => account.Attempts.Count(a => account.MoneyOf(a) > 0) <= 1);

    [Fact]
    public void What_is_told_twice_is_news_once() => Prop.ForAll(Anything.ListOf().ToArbitrary(), all =>
    {
        var bank = new Bank();
        return all.All(one =>
        {
            bank.Do(one);
            var answer = new PaymentAnswer("pay", one.Told, null, one.Refunded);
            var once = Spec.Fold(bank.Account, PaymentDecisions.Told(bank.Account, one.Attempt, Bank.Amount, answer).Events);
            return PaymentDecisions.Told(once, one.Attempt, Bank.Amount, answer).Events.Count == 0;
        });
    }).QuickCheckThrowOnFailure();

    private static void Check(Func<PaymentAccount, bool> holds) => Prop.ForAll(Anything.ListOf().ToArbitrary(), all =>
    {
        var bank = new Bank();
        return all.All(one =>
        {
            bank.Do(one);
            return holds(bank.Account);
        });
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    /// <summary>The ledger beside a provider that does what it is asked, whether or not it answers, and tells of it when it likes.</summary>
    private sealed class Bank
    {
        private readonly Dictionary<int, (PaymentState State, long Refunded)> _payments = [];
        private readonly HashSet<int> _refunds = [];

        public static Money Amount { get; } = new(Total, Some.Currency);

        public PaymentAccount Account { get; private set; } = PaymentAccount.Initial;

        public void Do(Happening one)
        {
            switch (one.What)
            {
                case 0:
                    Authorise(one);
                    break;
                case 1 when Apply(PaymentDecisions.Capture(Account, new CapturePayment(Some.Command(), one.Attempt))) && IsPromised(one.Attempt):
                    Move(one, PaymentState.Captured);
                    break;
                case 2 when Apply(PaymentDecisions.Void(Account, new VoidPayment(Some.Command(), one.Attempt))) && IsPromised(one.Attempt):
                    Move(one, PaymentState.Voided);
                    break;
                case 3:
                    Refund(one);
                    break;
                case 4 when _payments.TryGetValue(one.Attempt, out var told):
                    Hear(one.Attempt, told);
                    break;
                case 5 when _payments.TryGetValue(one.Attempt, out var old) && old.State != PaymentState.Declined:
                    // An old story: it was promised once.
                    Hear(one.Attempt, (PaymentState.Authorised, 0));
                    break;
            }
        }

        private void Authorise(Happening one)
        {
            var command = new AuthorisePayment(Some.Command(), one.Attempt, Amount, Some.Card);
            if (!Apply(PaymentDecisions.Authorise(Account, command)) || Account.Attempt(one.Attempt) is { State: not AttemptState.Asked }) return;
            _payments.TryAdd(one.Attempt, (one.Told == PaymentState.Declined ? PaymentState.Declined : PaymentState.Authorised, 0));
            if (one.Answers) Hear(one.Attempt, _payments[one.Attempt]);
            else Apply(PaymentDecisions.Unanswered(Account, command));
        }

        private void Refund(Happening one)
        {
            var command = new RefundPayment(Some.Command(), one.Number, one.Amount, "broken");
            if (!Apply(PaymentDecisions.Refund(Account, command)) || Account.Refund(one.Number) is not { State: RefundState.Asked } refund) return;
            var (state, refunded) = _payments[refund.Attempt];
            var done = _refunds.Contains(one.Number) || refunded + refund.Amount <= Total;
            if (done && _refunds.Add(one.Number)) _payments[refund.Attempt] = (state, refunded + refund.Amount);
            if (one.Answers) Apply(PaymentDecisions.RefundTold(Account, one.Number, new RefundAnswer(done)));
        }

        private void Move(Happening one, PaymentState to)
        {
            if (_payments[one.Attempt].State == PaymentState.Authorised) _payments[one.Attempt] = (to, 0);
            if (one.Answers) Hear(one.Attempt, _payments[one.Attempt]);
        }

        private void Hear(int attempt, (PaymentState State, long Refunded) told) =>
            Apply(PaymentDecisions.Told(Account, attempt, Amount, new PaymentAnswer($"pay_{attempt}", told.State, null, told.Refunded)));

        private bool IsPromised(int attempt) => Account.Attempt(attempt)?.State == AttemptState.Authorised;

        private bool Apply(Decision<PaymentEvent> decision)
        {
            Account = Spec.Fold(Account, decision.Events);
            return decision.Error is null;
        }
    }
}

using OrleansStore.Grains.Payments;
using OrleansStore.Journal;
using OrleansStore.Simulation.Faults;

namespace OrleansStore.Simulation.Tests;

/// <summary>The simulation itself is tested by what it must find out.</summary>
public class SabotageTests
{
    private const int Seeds = 60;

    [Fact]
    public void A_journal_that_acknowledges_before_it_writes_is_found_out() =>
        Failures(new Sabotage(Journal: journal => new HastyJournal(journal)))
            .ShouldContain(message => message.Contains("was shown") || message.Contains("nothing tells of it") || message.Contains("was not done"));

    [Fact]
    public void A_gateway_that_forgets_its_keys_is_found_out() =>
        Failures(new Sabotage(Gateway: (gateway, ledger) => new ForgetfulGateway(gateway, ledger)))
            .ShouldContain(message => message.Contains("Captured after Captured"));

    [Fact]
    public void A_journal_that_writes_at_any_version_is_found_out() =>
        Failures(new Sabotage(Journal: journal => new CarelessJournal(journal)), FaultRates.FailoversOnly).ShouldNotBeEmpty();

    [Fact]
    public void Failovers_alone_break_nothing() => Failures(new Sabotage(), FaultRates.FailoversOnly).ShouldBeEmpty();

    private static List<string> Failures(Sabotage sabotage, FaultRates? rates = null) =>
        [.. Enumerable.Range(1, Seeds).AsParallel().Select(seed => PurchaseRun.Run((ulong)seed, sabotage: sabotage, rates: rates).Failure?.Message).OfType<string>()];

    private sealed class HastyJournal(IJournal inner) : SpoiltJournal(inner)
    {
        public override ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
        {
            _ = Inner.AppendAsync(stream, expectedVersion, events).AsTask();
            return new(new AppendResult(AppendOutcome.Appended, expectedVersion + events.Count, Inner.Head + events.Count));
        }
    }

    /// <summary>Of two activations of a grain it lets both write.</summary>
    private sealed class CarelessJournal(IJournal inner) : SpoiltJournal(inner)
    {
        public override async ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
        {
            while (true)
            {
                var result = await Inner.AppendAsync(stream, expectedVersion, events);
                if (result.Outcome == AppendOutcome.Appended) return result;
                expectedVersion = result.Version;
            }
        }
    }

    private abstract class SpoiltJournal(IJournal inner) : IJournal
    {
        protected IJournal Inner => inner;

        public long Head => inner.Head;

        public abstract ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events);

        public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation) =>
            inner.ReadStreamAsync(stream, afterVersion, maxCount, cancellation);

        public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation) =>
            inner.ReadStreamBackwardsAsync(stream, beforeVersion, maxCount, cancellation);

        public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation) =>
            inner.ReadAllAsync(afterPosition, maxCount, cancellation);

        public ValueTask WaitForAppendAsync(long position, CancellationToken cancellation) => inner.WaitForAppendAsync(position, cancellation);

        public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation) => inner.ReadSnapshotAsync(stream, cancellation);

        public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => inner.SaveSnapshotAsync(stream, snapshot);
    }

    private sealed class ForgetfulGateway(IPaymentGateway inner, MemoryPaymentLedger ledger) : IPaymentGateway
    {
        public Task<PaymentAnswer> AuthoriseAsync(PaymentRequest request) => inner.AuthoriseAsync(request);

        public async Task<PaymentAnswer> CaptureAsync(PaymentReference payment)
        {
            var before = await inner.FindAsync(payment.Key, null);
            var answer = await inner.CaptureAsync(payment);
            if (before?.Answer.State == PaymentState.Captured) ledger.Append(ledger.Read().Last(e => e.Key == payment.Key));
            return answer;
        }

        public Task<RefundAnswer> RefundAsync(RefundRequest request) => inner.RefundAsync(request);

        public Task<PaymentAnswer> VoidAsync(PaymentReference payment) => inner.VoidAsync(payment);

        public Task<FoundPayment?> FindAsync(string key, string? paymentId) => inner.FindAsync(key, paymentId);
    }
}

using OrleansStore.Grains.Payments;

namespace OrleansStore.Grains.Tests.Payments;

public sealed class PaymentLedgerTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"ledger-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Entries_are_read_as_they_were_written()
    {
        var entries = new[] { Entry(1), Entry(2) with { Reason = "card_declined", State = PaymentState.Declined } };
        using (var ledger = new FilePaymentLedger(_path))
        {
            foreach (var entry in entries) ledger.Append(entry);
            ledger.Read().ShouldBe(entries);
        }

        using var again = new FilePaymentLedger(_path);
        again.Read().ShouldBe(entries);
        again.Append(Entry(3));
        again.Read().ShouldBe([.. entries, Entry(3)]);
    }

    [Fact]
    public void A_last_line_that_was_cut_off_is_dropped()
    {
        using (var ledger = new FilePaymentLedger(_path))
        {
            ledger.Append(Entry(1));
            ledger.Append(Entry(2));
        }

        var whole = File.ReadAllBytes(_path);
        var lineLength = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var kept = whole.Length - 1; kept >= lineLength; kept -= 7)
        {
            File.WriteAllBytes(_path, whole[..kept]);
            using var ledger = new FilePaymentLedger(_path);
            ledger.Read().ShouldBe([Entry(1)]);
            ledger.Append(Entry(3));
            ledger.Read().ShouldBe([Entry(1), Entry(3)]);
        }
    }

    [Fact]
    public void A_first_line_that_was_cut_off_leaves_nothing()
    {
        File.WriteAllText(_path, """{"at":"2026-""");
        using var ledger = new FilePaymentLedger(_path);
        ledger.Read().ShouldBeEmpty();
    }

    [Fact]
    public void An_empty_ledger_has_no_entries()
    {
        using var ledger = new FilePaymentLedger(_path);
        ledger.Read().ShouldBeEmpty();
        new MemoryPaymentLedger().Read().ShouldBeEmpty();
    }

    private static LedgerEntry Entry(int attempt) => new(
        Some.Now.AddSeconds(attempt), $"order/{attempt}", $"pay_{attempt}", PaymentState.Captured, Some.Order, new Money(100, Some.Currency), null);
}

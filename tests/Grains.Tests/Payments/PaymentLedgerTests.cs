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

    [Fact]
    public void A_line_that_a_full_disk_cut_off_is_taken_back()
    {
        FillingFile? file = null;
        using (var ledger = new FilePaymentLedger(() => file = new FillingFile(_path)))
        {
            ledger.Append(Entry(1));
            file!.Full = true;
            Should.Throw<PaymentOutcomeUnknownException>(() => ledger.Append(Entry(2)));
            file.Full = false;
            ledger.Append(Entry(3));
            ledger.Read().ShouldBe([Entry(1), Entry(3)]);
        }

        using var again = new FilePaymentLedger(_path);
        again.Read().ShouldBe([Entry(1), Entry(3)]);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_opened_stops_payments_until_it_can_be()
    {
        using var ledger = new FilePaymentLedger(_path);
        var gateway = new SimulatedPaymentGateway(ledger, SimulatedPayments.Smooth, TimeProvider.System, new Never());
        var request = new PaymentRequest("order/1", Some.Order, new Money(100, Some.Currency), null);
        Directory.CreateDirectory(_path);
        await Should.ThrowAsync<PaymentOutcomeUnknownException>(() => gateway.AuthoriseAsync(request));
        await Should.ThrowAsync<PaymentOutcomeUnknownException>(() => gateway.FindAsync(request.Key, null));
        Directory.Delete(_path);
        (await gateway.AuthoriseAsync(request)).State.ShouldBe(PaymentState.Authorised);
    }

    private static LedgerEntry Entry(int attempt) => new(
        Some.Now.AddSeconds(attempt), $"order/{attempt}", $"pay_{attempt}", PaymentState.Captured, Some.Order, new Money(100, Some.Currency), null);

    private sealed class Never : IChance
    {
        public double Next() => 1;
    }

    /// <summary>A file whose disk takes half of what is written when it is full.</summary>
    private sealed class FillingFile(string path) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)
    {
        public bool Full { get; set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(Full ? buffer[..(buffer.Length / 2)] : buffer);
            if (Full) throw new IOException("No space left on device.");
        }
    }
}

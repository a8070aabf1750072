using OrleansStore.Contracts.Audit;
using OrleansStore.Grains.Audit;

namespace OrleansStore.Grains.Tests.Audit;

public sealed class AuditTests
{
    private static readonly AuditEntry Entry = new(Some.Now, Actors.Guest, null, "GET /api/v1/orders/1", "orders/1", "192.0.2.1", AuditOutcome.Denied, 404, "orderNotFound", 1);

    private static readonly AuditNoted Noted = new(Some.Now, Actors.Guest, null, "GET /api/v1/orders/1", "orders/1", "192.0.2.1", AuditOutcome.Denied, 404, "orderNotFound", 1);

    [Fact]
    public void Each_entry_is_an_event_and_what_was_lost_is_told_before()
    {
        Spec.Audit(Noted).When(_ => AuditDecisions.Note(new(Some.Command(), [Entry, Entry with { Status = 403 }], 0)))
            .Then(Noted, Noted with { Status = 403 }).Entries.ShouldBe(3);
        Spec.Audit().When(_ => AuditDecisions.Note(new(Some.Command(), [Entry], 4))).Then(new AuditLost(4), Noted);
        Spec.Audit().When(_ => AuditDecisions.Note(new(Some.Command(), [], 0))).ThenNothing();
    }

    [Fact]
    public void A_day_has_stretches_of_its_own()
    {
        var late = new DateTimeOffset(2026, 11, 21, 23, 59, 59, TimeSpan.Zero);
        AuditKeys.Of(late, 5).ShouldBe("20261121-1");
        AuditKeys.Of(late.AddSeconds(1), 5).ShouldBe("20261122-1");
        AuditKeys.Of(late.ToOffset(TimeSpan.FromHours(9)), 0).ShouldBe("20261121-0");
    }
}

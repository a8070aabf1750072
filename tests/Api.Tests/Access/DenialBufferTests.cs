using OrleansStore.Api.Access;
using OrleansStore.Contracts.Audit;

namespace OrleansStore.Api.Tests.Access;

public sealed class DenialBufferTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly DenialBuffer denials = new();

    [Fact]
    public void The_same_denial_again_is_counted_and_takes_no_room()
    {
        for (var i = 0; i < 1_000; i++) denials.Add(Denial(7, Start), isKnown: false);
        var (taken, lost) = denials.Take();
        taken.ShouldHaveSingleItem().Count.ShouldBe(1_000);
        lost.ShouldBe(0);
    }

    [Fact]
    public void Guests_fill_half_of_a_round_and_leave_the_other_half_to_the_known()
    {
        for (var i = 0; i < 500; i++) denials.Add(Denial(i, Start), isKnown: false);
        for (var i = 1_000; i < 1_500; i++) denials.Add(Denial(i, Start), isKnown: true);
        var (taken, lost) = denials.Take();
        taken.Length.ShouldBe(DenialBuffer.PerRound);
        taken.Count(d => int.Parse(d.Operation) >= 1_000).ShouldBe(DenialBuffer.PerRound / 2);
        lost.ShouldBe(1_000 - DenialBuffer.PerRound);
    }

    [Fact]
    public void Nobody_known_is_kept_out_by_a_round_without_guests() =>
        Round(0, Start, DenialBuffer.PerRound + 1, isKnown: true).ShouldBe((DenialBuffer.PerRound, 1));

    [Fact]
    public void An_hour_has_an_end_for_guests_and_then_for_all_and_the_next_one_begins_anew()
    {
        var half = DenialBuffer.PerRound / 2;
        var rounds = DenialBuffer.PerHour / 2 / half;
        for (var i = 0; i < rounds; i++) Round(i, Start.AddSeconds(i), half, isKnown: false).ShouldBe((half, 0));
        Round(rounds, Start.AddMinutes(30), half, isKnown: false).ShouldBe((0, half));
        for (var i = 0; i < rounds; i++) Round(i, Start.AddMinutes(40), half, isKnown: true).ShouldBe((half, 0));
        Round(rounds, Start.AddHours(1).AddTicks(-1), half, isKnown: true).ShouldBe((0, half));
        Round(0, Start.AddHours(1), half, isKnown: false).ShouldBe((half, 0));
    }

    [Fact]
    public void What_could_not_be_stored_is_told_with_the_next_round()
    {
        denials.Lose(3);
        Round(0, Start, DenialBuffer.PerRound + 2, isKnown: true).ShouldBe((DenialBuffer.PerRound, 5));
        denials.Take().Lost.ShouldBe(0);
    }

    private (int Taken, long Lost) Round(int number, DateTimeOffset at, int count, bool isKnown)
    {
        for (var i = 0; i < count; i++) denials.Add(Denial((number * count) + i, at), isKnown);
        var (taken, lost) = denials.Take();
        return (taken.Length, lost);
    }

    private static AuditEntry Denial(int operation, DateTimeOffset at) =>
        new(at, "guest", null, $"{operation}", null, "127.0.0.1", AuditOutcome.Denied, 403, "forbidden", 1);
}

using OrleansStore.Contracts.Outbound;
using OrleansStore.Grains.Outbound;

namespace OrleansStore.Grains.Tests.Outbound;

public sealed class OutboxTests
{
    private static readonly OutboundLimits Limits = new() { Waiting = 5, Breaker = 3, Deliveries = 4, DeadLetters = 2 };
    private static readonly DateTimeOffset Noon = Some.Now;
    private static readonly DeliveryOutcome Refused = new("503", 503);

    private readonly Outbox _outbox = new(OutboundState.After(100), Limits);

    [Fact]
    public void A_lane_goes_one_by_one_and_lanes_do_not_wait_for_each_other()
    {
        Read((101, "a"), (102, "a"), (103, "b"));
        var first = Take(Noon).ShouldNotBeNull();
        first.Position.ShouldBe(101);
        Take(Noon).ShouldNotBeNull().Position.ShouldBe(103);
        Take(Noon).ShouldBeNull();

        Finish(first, default, Noon);
        Take(Noon).ShouldNotBeNull().Position.ShouldBe(102);
    }

    [Fact]
    public void A_message_behind_one_that_failed_waits_for_it()
    {
        Read((101, "a"), (102, "a"));
        Finish(Take(Noon)!, Refused, Noon);
        Take(Noon).ShouldBeNull();
        Take(Noon.AddSeconds(0.9)).ShouldBeNull();
        Take(Noon.AddSeconds(1)).ShouldNotBeNull().Position.ShouldBe(101);
    }

    [Fact]
    public void One_message_that_a_receiver_does_not_take_leaves_the_others_as_they_were_however_often_it_fails()
    {
        Read((101, "a"));
        var at = Noon;
        for (var failure = 0; failure < 10; failure++)
            Finish(Take(at += TimeSpan.FromHours(1)).ShouldNotBeNull(), Refused with { IsReached = true }, at);
        _outbox.Read(102, "b", at);
        Take(at).ShouldNotBeNull().Position.ShouldBe(102);
        _outbox.FailingSince.ShouldBeNull();
    }

    [Theory]
    [InlineData(1, 0, 0.5)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(5, 1, 16)]
    [InlineData(5, 0, 8)]
    [InlineData(60, 1, 3600)]
    public void The_pause_doubles_with_each_failure_up_to_the_longest(int failures, double chance, double seconds)
    {
        var patient = new OutboundLimits { Breaker = 1_000, GiveUp = TimeSpan.FromDays(1_000) };
        var outbox = new Outbox(OutboundState.After(100), patient);
        outbox.Read(101, "a", Noon);
        var at = Noon;
        for (var failure = 1; failure <= failures; failure++)
        {
            var parcel = outbox.Take(at += TimeSpan.FromHours(2)).ShouldNotBeNull();
            outbox.Finish(parcel, Message(parcel), Refused, at, default, chance);
        }

        outbox.ToState().Waiting.ShouldHaveSingleItem().Due.ShouldBe(at + TimeSpan.FromSeconds(seconds), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void After_failures_in_a_row_one_message_at_a_time_is_tried_and_the_first_that_arrives_frees_all()
    {
        Read((101, "a"), (102, "b"), (103, "c"), (104, "d"));
        foreach (var parcel in new[] { Take(Noon)!, Take(Noon)!, Take(Noon)! }) Finish(parcel, Refused, Noon);

        // Open: also what was never tried waits.
        Take(Noon.AddSeconds(0.9)).ShouldBeNull();
        var probe = Take(Noon.AddSeconds(1)).ShouldNotBeNull();
        probe.Position.ShouldBe(104);
        Take(Noon.AddSeconds(1)).ShouldBeNull();
        Finish(probe, Refused, Noon.AddSeconds(1));
        Take(Noon.AddSeconds(2)).ShouldBeNull();

        var next = Take(Noon.AddSeconds(3)).ShouldNotBeNull();
        Finish(next, default, Noon.AddSeconds(3));
        _outbox.FailingSince.ShouldBeNull();
        new[] { Take(Noon.AddSeconds(3)), Take(Noon.AddSeconds(3)), Take(Noon.AddSeconds(3)) }.ShouldAllBe(p => p != null);
    }

    [Fact]
    public void A_message_that_cannot_be_digested_does_not_keep_the_circuit_open()
    {
        Read((101, "bad"));
        var at = Noon;
        for (var failure = 0; failure < 10; failure++)
        {
            at += TimeSpan.FromHours(1);
            Finish(Take(at).ShouldNotBeNull(), Refused, at);
        }

        Read((102, "good"));
        var probe = Take(at.AddHours(1)).ShouldNotBeNull();
        probe.Lane.ShouldBe("good");
        Finish(probe, default, at.AddHours(1));
        Read((103, "good"));
        Take(at.AddHours(1)).ShouldNotBeNull().Position.ShouldBe(101);
    }

    [Fact]
    public void What_was_tried_for_days_becomes_a_dead_letter_and_its_lane_goes_on()
    {
        Read((101, "a"), (102, "a"));
        Finish(Take(Noon)!, Refused, Noon).ShouldBeNull();
        var late = Noon + Limits.GiveUp;
        var letter = Finish(Take(late)!, Refused, late).ShouldNotBeNull();
        (letter.Position, letter.Attempts, letter.Error).ShouldBe((101, 2, "503"));
        Take(late).ShouldNotBeNull().Position.ShouldBe(102);
        _outbox.ToState().DeadLetters.ShouldHaveSingleItem().ShouldBe(letter);
    }

    [Fact]
    public void What_can_never_arrive_is_a_dead_letter_at_once()
    {
        Read((101, "a"));
        Finish(Take(Noon)!, new DeliveryOutcome("no such mailbox", 550, IsFinal: true), Noon).ShouldNotBeNull().Attempts.ShouldBe(1);
        _outbox.ToState().Waiting.ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_receiver_that_is_paused_nothing_dies()
    {
        Read((101, "a"));
        Finish(Take(Noon)!, Refused, Noon);
        var late = Noon + Limits.GiveUp;
        var parcel = Take(late)!;
        _outbox.Finish(parcel, Message(parcel), Refused, late, default, 1, keep: true).ShouldBeNull();
        _outbox.ToState().Waiting.ShouldHaveSingleItem().Attempts.ShouldBe(2);

        // Mended, it has as long again.
        _outbox.Renew(late);
        Finish(Take(late)!, Refused, late).ShouldBeNull();
    }

    [Fact]
    public void When_too_much_waits_no_more_is_read()
    {
        Read((101, "a"), (102, "b"), (103, "c"), (104, "d"));
        _outbox.HasRoom.ShouldBeTrue();
        Read((105, "e"));
        _outbox.HasRoom.ShouldBeFalse();
        Finish(Take(Noon)!, default, Noon);
        _outbox.HasRoom.ShouldBeTrue();
    }

    [Fact]
    public void A_replay_forgets_what_waits_from_there_on_for_it_is_read_again()
    {
        Read((101, "a"), (102, "b"), (103, "c"));
        foreach (var parcel in new[] { Take(Noon)!, Take(Noon)!, Take(Noon)! }) Finish(parcel, Refused, Noon);
        _outbox.Replay(102);
        _outbox.Position.ShouldBe(101);
        _outbox.ToState().Waiting.ShouldHaveSingleItem().Position.ShouldBe(101);
        Take(Noon).ShouldNotBeNull();
    }

    [Fact]
    public void An_attempt_that_ends_after_a_replay_leaves_nothing_behind()
    {
        Read((101, "a"));
        var parcel = Take(Noon)!;
        _outbox.Replay(101);
        Finish(parcel, Refused, Noon).ShouldBeNull();
        _outbox.ToState().Waiting.ShouldBeEmpty();
    }

    [Fact]
    public void Attempts_and_dead_letters_are_kept_up_to_a_limit_and_counted_on()
    {
        for (var i = 1; i <= 6; i++)
        {
            Read((100 + i, "a"));
            Finish(Take(Noon)!, new DeliveryOutcome("never", IsFinal: true), Noon);
            _outbox.Renew(Noon);
        }

        var state = _outbox.ToState();
        state.Deliveries.Select(d => d.Number).ShouldBe([3, 4, 5, 6]);
        state.DeadLetters.Select(d => d.Position).ShouldBe([105, 106]);
    }

    [Fact]
    public void What_is_kept_is_where_it_goes_on()
    {
        Read((101, "a"), (102, "b"), (103, "c"));
        Finish(Take(Noon)!, Refused, Noon);
        Finish(Take(Noon)!, default, Noon);
        var again = new Outbox(_outbox.ToState(), Limits);
        Dump.Of(again.ToState()).ShouldBe(Dump.Of(_outbox.ToState()));
        again.Take(Noon).ShouldNotBeNull().Position.ShouldBe(103);
        again.Take(Noon.AddSeconds(1)).ShouldNotBeNull().Position.ShouldBe(101);
    }

    [Fact]
    public void A_message_has_the_same_id_each_time_and_another_for_each_receiver()
    {
        StableId.Of(Some.Id(1), "mail").ShouldBe(StableId.Of(Some.Id(1), "mail"));
        StableId.Of(Some.Id(1), "mail").ShouldNotBe(StableId.Of(Some.Id(1), "rabbitmq"));
        StableId.Of(Some.Id(1), "mail").ShouldNotBe(StableId.Of(Some.Id(2), "mail"));
        StableId.Of(Some.Id(1), "mail").Version.ShouldBe(8);
    }

    private void Read(params (long Position, string Lane)[] events)
    {
        foreach (var (position, lane) in events) _outbox.Read(position, lane, Noon);
    }

    private Parcel? Take(DateTimeOffset now) => _outbox.Take(now);

    private DeadLetter? Finish(Parcel parcel, DeliveryOutcome outcome, DateTimeOffset at) =>
        _outbox.Finish(parcel, Message(parcel), outcome, at, TimeSpan.FromMilliseconds(7), chance: 1);

    private static OutboundMessage Message(Parcel parcel) =>
        new(Some.Id((int)parcel.Position), Some.Id((int)parcel.Position), parcel.Position, parcel.Lane, "order.created", "body");
}

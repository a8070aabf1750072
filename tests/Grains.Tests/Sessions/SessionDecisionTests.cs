using OrleansStore.Contracts.Sessions;
using OrleansStore.Grains.Sessions;

namespace OrleansStore.Grains.Tests.Sessions;

public sealed class SessionDecisionTests
{
    private static readonly Guid One = Some.Id(51);
    private static readonly Guid Two = Some.Id(52);
    private static readonly SessionEvent[] Both = [new SessionOpened(One, "Firefox"), new SessionOpened(Two, null)];

    [Fact]
    public void A_session_is_opened_with_what_the_program_calls_itself_cut_short()
    {
        var state = Spec.Sessions().When(s => SessionDecisions.Open(s, new(Some.Command(), One, "  Firefox "), Some.Now)).Then(new SessionOpened(One, "Firefox"));
        state.Open.ShouldHaveSingleItem().Number.ShouldBe(1);
        Spec.Sessions().When(s => SessionDecisions.Open(s, new(Some.Command(), One, " "), Some.Now)).Then(new SessionOpened(One, null));
        Spec.Sessions().When(s => SessionDecisions.Open(s, new(Some.Command(), One, new string('x', 500)), Some.Now)).Then(new SessionOpened(One, new string('x', SessionLimits.Client)));
        // The last character but one would be cut in half.
        var odd = new string('x', SessionLimits.Client - 1);
        Spec.Sessions().When(s => SessionDecisions.Open(s, new(Some.Command(), One, odd + "\U0001F600"), Some.Now)).Then(new SessionOpened(One, odd));
    }

    [Fact]
    public void Of_too_many_sessions_the_one_that_was_not_used_for_the_longest_time_ends()
    {
        SessionEvent[] many = [.. Enumerable.Range(0, SessionLimits.Sessions).Select(i => new SessionOpened(Some.Id(100 + i), null)), new SessionRefreshed(Some.Id(100), 2)];
        var state = Spec.Sessions(many).When(s => SessionDecisions.Open(s, new(Some.Command(), One, null), Some.Now))
            .Then(new SessionEnded(Some.Id(101), SessionEnding.Superseded), new SessionOpened(One, null));
        state.Open.Length.ShouldBe(SessionLimits.Sessions);
        state.Open.ShouldContain(s => s.Id == Some.Id(100));
    }

    [Fact]
    public void A_refresh_token_is_good_once_and_then_ends_the_session()
    {
        var given = Spec.Sessions([.. Both, new SessionRefreshed(One, 2)]);
        given.When(s => SessionDecisions.Refresh(s, new(Some.Command(), One, 2), Some.Now)).Then(new SessionRefreshed(One, 3)).Open.Single(s => s.Id == One).Number.ShouldBe(3);
        var ended = given.When(s => SessionDecisions.Refresh(s, new(Some.Command(), One, 1), Some.Now)).Then(new SessionEnded(One, SessionEnding.Reused));
        ended.Open.Select(s => s.Id).ShouldBe([Two]);
        SessionDecisions.Refresh(ended, new(Some.Command(), One, 2), Some.Now).Error!.Code.ShouldBe("sessionNotFound");
    }

    [Fact]
    public void What_no_session_gave_refreshes_none()
    {
        Spec.Sessions(Both).When(s => SessionDecisions.Refresh(s, new(Some.Command(), Some.Id(53), 1), Some.Now)).ThenRefused("sessionNotFound");
        Spec.Sessions(Both).When(s => SessionDecisions.Refresh(s, new(Some.Command(), One, 2), Some.Now)).ThenRefused("sessionNotFound");
        Spec.Sessions().When(s => SessionDecisions.Refresh(s, new(Some.Command(), One, 1), Some.Now)).ThenRefused("sessionNotFound");
    }

    [Fact]
    public void A_session_that_lies_unused_or_lasts_too_long_is_over()
    {
        var given = Spec.Sessions(Both);
        given.When(s => SessionDecisions.Refresh(s, new(Some.Command(), One, 1), Some.Now + SessionLimits.Idle - TimeSpan.FromTicks(1))).Then(new SessionRefreshed(One, 2));
        given.When(s => SessionDecisions.Refresh(s, new(Some.Command(), One, 1), Some.Now + SessionLimits.Idle)).ThenRefused("sessionNotFound");

        var session = new OpenSessionState(One, 9, Some.Now, Some.Now + SessionLimits.Lifetime - TimeSpan.FromDays(1), null);
        session.IsAlive(Some.Now + SessionLimits.Lifetime - TimeSpan.FromTicks(1)).ShouldBeTrue();
        session.IsAlive(Some.Now + SessionLimits.Lifetime).ShouldBeFalse();
    }

    [Fact]
    public void One_is_ended_or_all_save_one()
    {
        Spec.Sessions(Both).When(s => SessionDecisions.End(s, One, SessionEnding.LoggedOut, Some.Now)).Then(new SessionEnded(One, SessionEnding.LoggedOut));
        Spec.Sessions(Both).When(s => SessionDecisions.End(s, Some.Id(53), SessionEnding.LoggedOut, Some.Now)).ThenRefused("sessionNotFound");
        Spec.Sessions(Both).When(s => SessionDecisions.RevokeAll(s, SessionEnding.PasswordSet, Two)).Then(new SessionEnded(One, SessionEnding.PasswordSet));
        Spec.Sessions(Both).When(s => SessionDecisions.RevokeAll(s, SessionEnding.Erased, null))
            .Then(new SessionEnded(One, SessionEnding.Erased), new SessionEnded(Two, SessionEnding.Erased)).Open.ShouldBeEmpty();
        Spec.Sessions().When(s => SessionDecisions.RevokeAll(s, SessionEnding.Erased, null)).ThenNothing();
    }
}

using OrleansStore.Contracts.Sessions;
using OrleansStore.Grains.Journaling;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Sessions;

/// <inheritdoc cref="ISessionsGrain"/>
public sealed class SessionsGrain(JournalServices services, IDurableRows rows)
    : AggregateGrain<SessionsState, SessionEvent>(services), ISessionsGrain
{
    /// <inheritdoc/>
    protected override string Category => StoreStreams.Session;

    /// <inheritdoc/>
    protected override Guid? SubjectOf(SessionsState state, SessionEvent? @event) => this.GetPrimaryKey();

    /// <inheritdoc/>
    public async Task<Result<SessionView>> Open(OpenSession command) =>
        One(await RunAsync(command.Context, (state, now) => SessionDecisions.Open(state, command, now)), command.Session);

    /// <inheritdoc/>
    public async Task<Result<SessionView>> Refresh(RefreshSession command)
    {
        var result = One(await RunAsync(command.Context, (state, now) => SessionDecisions.Refresh(state, command, now), command.Session), command.Session);
        // A repeat of the very same command finds what it has done; anything else there is somebody else's.
        return result.Value is { } session && session.Number != command.Number + 1
            ? Result.Refuse<SessionView>(SessionErrors.NotFound(command.Session), result.Position)
            : result;
    }

    /// <inheritdoc/>
    public Task<Result<SessionList>> End(CommandContext context, Guid session, SessionEnding ending) =>
        RunAsync(context, (state, now) => SessionDecisions.End(state, session, ending, now), session);

    /// <inheritdoc/>
    public Task<Result<SessionList>> RevokeAll(CommandContext context, SessionEnding ending, Guid? except) =>
        RunAsync(context, (state, _) => SessionDecisions.RevokeAll(state, ending, except));

    /// <inheritdoc/>
    public async Task<Result<SessionList>> List()
    {
        await CatchUpAsync();
        return Result.Ok(Show(Confirmed), Position);
    }

    /// <summary>
    /// Nodes learn from the journal which sessions ended, and one that starts learns from durable rows. The rows come first:
    /// one too many refuses an access token that its owner can renew, one too few would let a stolen one in.
    /// </summary>
    /// <param name="named">The session that the command is about; null: all.</param>
    private async Task<Result<SessionList>> RunAsync(
        CommandContext context, Func<SessionsState, DateTimeOffset, Decision<SessionEvent>> decide, Guid? named = null)
    {
        var kept = new HashSet<Guid>();
        if (!IsRepeat(context.CommandId)) await KeepAsync(kept, decide(Confirmed, Services.Time.GetUtcNow()));
        var decided = Decision<SessionEvent>.Nothing;
        var result = await Execute(context, (state, now) => decided = decide(state, now), Show);
        await KeepAsync(kept, decided);
        if (decided.Events.Count == 0) await KeepAgainAsync(named);
        return result;
    }

    private async Task KeepAsync(HashSet<Guid> kept, Decision<SessionEvent> decision)
    {
        foreach (var ended in decision.Events.OfType<SessionEnded>())
        {
            if (!kept.Add(ended.Session)) continue;
            await WriteRowAsync(ended.Session, Services.Time.GetUtcNow());
        }
    }

    /// <summary>
    /// A command that finds nothing to do may be there because the rows of the one before could not be written. Only what
    /// the stream says has ended gets one: a caller may name anybody's session.
    /// </summary>
    private async Task KeepAgainAsync(Guid? named)
    {
        var since = Services.Time.GetUtcNow() - EndedSessions.Remembered;
        foreach (var stored in await ReadBackwardsAsync(Version + 1, SessionLimits.LookBack))
        {
            if (stored.Time < since) return;
            if (Services.Codec.Read(stored) is SessionEnded ended && (named ?? ended.Session) == ended.Session) await WriteRowAsync(ended.Session, stored.Time);
        }
    }

    private async Task WriteRowAsync(Guid session, DateTimeOffset endedAt)
    {
        try
        {
            await rows.UpsertRowAsync(EndedSessions.Table, EndedSessions.KeyOf(session), EndedSessions.Write(endedAt + EndedSessions.Remembered));
        }
        catch (JournalUnavailableException e)
        {
            throw StorageFailure.Of(e);
        }
        catch (JournalOutcomeUnknownException e)
        {
            throw StorageFailure.Of(e);
        }
    }

    private static Result<SessionView> One(Result<SessionList> all, Guid id)
    {
        if (all.Error is not null) return all.Refused<SessionView>();
        return all.Value!.Items.FirstOrDefault(s => s.Id == id) is { } session
            ? Result.Ok(session, all.Position)
            : Result.Refuse<SessionView>(SessionErrors.NotFound(id), all.Position);
    }

    private SessionList Show(SessionsState state)
    {
        var now = Services.Time.GetUtcNow();
        return new([.. state.Open.Where(s => s.IsAlive(now)).Reverse().Select(s => new SessionView(s.Id, s.Number, s.CreatedAt, s.LastUsedAt, s.Client))]);
    }
}

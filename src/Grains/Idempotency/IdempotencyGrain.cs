using System.Collections.Immutable;
using Orleans.Placement;
using OrleansStore.Contracts.Idempotency;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Idempotency;

/// <inheritdoc cref="IIdempotencyGrain"/>
/// <remarks>
/// That a request runs is only in memory: when its node dies, the next one with the key runs with the same command id,
/// and the command's receivers know the repeat.
/// </remarks>
[CollectionAgeLimit(Minutes = 1), PreferLocalPlacement]
public sealed class IdempotencyGrain(JournalServices services)
    : AggregateGrain<IdempotencyState, IdempotencyEvent>(services), IIdempotencyGrain
{
    private DateTimeOffset? _runningSince;
    private Guid? _subject;

    /// <inheritdoc/>
    protected override string Category => "idempotency";

    /// <inheritdoc/>
    protected override Guid? SubjectOf(IdempotencyState state, IdempotencyEvent? @event) => _subject;

    /// <inheritdoc/>
    public async Task<IdempotencyTicket> Begin(ImmutableArray<byte> fingerprint, Guid commandId)
    {
        var now = Services.Time.GetUtcNow();
        var print = Convert.ToBase64String(fingerprint.AsSpan());
        if (Confirmed.IsExpired(now))
        {
            var begun = new IdempotencyBegun(print, commandId);
            // Another activation may have begun meanwhile: then that one's command is the key's, and it is judged below.
            await Execute(Context(commandId), (state, _) => state.IsExpired(now) ? begun : Decision<IdempotencyEvent>.Nothing, state => state);
        }

        if (Confirmed.Fingerprint != print) return new IdempotencyTicket(IdempotencyVerdict.Mismatch, Confirmed.CommandId, null);
        if (Confirmed.Response is { } response) return new IdempotencyTicket(IdempotencyVerdict.Replay, Confirmed.CommandId, response);
        if (now - _runningSince < IdempotencyLimits.Running)
            return new IdempotencyTicket(IdempotencyVerdict.Running, Confirmed.CommandId, null);

        _runningSince = now;
        return new IdempotencyTicket(IdempotencyVerdict.Run, Confirmed.CommandId, null);
    }

    /// <inheritdoc/>
    public async Task Complete(StoredResponse response, Guid subject)
    {
        _subject = subject;
        await Execute(
            Context(Confirmed.CommandId),
            (state, _) => state.Fingerprint is null || state.Response is not null
                ? Decision<IdempotencyEvent>.Nothing
                : new IdempotencyCompleted(response),
            state => state);
        _runningSince = null;
    }

    /// <inheritdoc/>
    public Task Abandon()
    {
        _runningSince = null;
        return Task.CompletedTask;
    }

    private static CommandContext Context(Guid commandId) => new(commandId, commandId, Actors.System);
}

using System.Collections.Immutable;
using OrleansStore.Contracts.Idempotency;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Idempotency;

/// <inheritdoc cref="IIdempotencyGrain"/>
/// <remarks>
/// That a request runs is only in memory: when its node dies, the next one with the key runs with the same command id,
/// and the command's receivers know the repeat.
/// </remarks>
[CollectionAgeLimit(Minutes = 1)]
public sealed class IdempotencyGrain(JournalServices services)
    : AggregateGrain<IdempotencyState, IdempotencyEvent>(services), IIdempotencyGrain
{
    private DateTimeOffset? _runningSince;

    /// <inheritdoc/>
    protected override string Category => "idempotency";

    /// <inheritdoc/>
    public async Task<IdempotencyTicket> Begin(ImmutableArray<byte> fingerprint, Guid commandId)
    {
        var now = Services.Time.GetUtcNow();
        var print = Convert.ToBase64String(fingerprint.AsSpan());
        if (Confirmed.IsExpired(now))
        {
            var begun = new IdempotencyBegun(print, commandId);
            await Execute(Context(commandId), (_, _) => (Decision<IdempotencyEvent>)begun, state => state);
        }
        else if (Confirmed.Fingerprint != print)
        {
            return new IdempotencyTicket(IdempotencyVerdict.Mismatch, Confirmed.CommandId, null);
        }
        else if (Confirmed.Response is { } response)
        {
            return new IdempotencyTicket(IdempotencyVerdict.Replay, Confirmed.CommandId, response);
        }
        else if (now - _runningSince < IdempotencyLimits.Running)
        {
            return new IdempotencyTicket(IdempotencyVerdict.Running, Confirmed.CommandId, null);
        }

        _runningSince = now;
        return new IdempotencyTicket(IdempotencyVerdict.Run, Confirmed.CommandId, null);
    }

    /// <inheritdoc/>
    public async Task Complete(StoredResponse response)
    {
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

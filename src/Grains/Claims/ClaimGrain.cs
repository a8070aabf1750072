using OrleansStore.Contracts.Claims;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Claims;

/// <inheritdoc cref="IClaimGrain"/>
[CollectionAgeLimit(Minutes = 1)]
public sealed class ClaimGrain(JournalServices services) : AggregateGrain<ClaimState, ClaimEvent>(services), IClaimGrain
{
    /// <inheritdoc/>
    protected override string Category => "claim";

    /// <inheritdoc/>
    public Task<Result<ClaimView>> Claim(CommandContext context, Guid owner) =>
        Execute(context, (state, now) => ClaimDecisions.Claim(state, this.GetPrimaryKeyString(), owner, now), Show);

    /// <inheritdoc/>
    public Task<Result<ClaimView>> Confirm(CommandContext context, Guid owner) =>
        Execute(context, (state, _) => ClaimDecisions.Confirm(state, this.GetPrimaryKeyString(), owner), Show);

    /// <inheritdoc/>
    public Task<Result<ClaimView>> Release(CommandContext context, Guid owner) =>
        Execute(context, (state, _) => ClaimDecisions.Release(state, owner), Show);

    /// <inheritdoc/>
    public Task<Result<ClaimView>> Get() => Task.FromResult(Result.Ok(Show(Confirmed), Position));

    private static ClaimView Show(ClaimState state) => new(state.Owner, state.Confirmed);
}

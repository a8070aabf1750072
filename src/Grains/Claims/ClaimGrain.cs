using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Claims;

/// <inheritdoc cref="IClaimGrain"/>
[CollectionAgeLimit(Minutes = 1)]
public sealed class ClaimGrain(JournalServices services) : AggregateGrain<ClaimState, ClaimEvent>(services), IClaimGrain
{
    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    protected override string Category => "claim";

    /// <inheritdoc/>
    public async Task<Result<ClaimView>> Claim(CommandContext context, Guid owner)
    {
        var without = await OwnerWithoutNameAsync(context, owner);
        return await Execute(context, (state, _) => ClaimDecisions.Claim(state, Key, owner, without), Show);
    }

    /// <inheritdoc/>
    public Task<Result<ClaimView>> Confirm(CommandContext context, Guid owner)
    {
        EndBriefVisit();
        return Execute(context, (state, _) => ClaimDecisions.Confirm(state, Key, owner), Show);
    }

    /// <inheritdoc/>
    public Task<Result<ClaimView>> Release(CommandContext context, Guid owner) =>
        Execute(context, (state, _) => ClaimDecisions.Release(state, owner), Show);

    /// <inheritdoc/>
    public async Task<Result<ClaimView>> Get()
    {
        if (Confirmed.Owner is null) await CatchUpAsync();
        // Who finds the name free may claim it next.
        else EndBriefVisit();
        return Result.Ok(Show(Confirmed), Position);
    }

    /// <summary>Asks the present owner; one that has the name and died before it confirmed keeps it.</summary>
    private async Task<Guid?> OwnerWithoutNameAsync(CommandContext context, Guid claimant)
    {
        if (!ClaimDecisions.IsDoubtful(Confirmed, claimant, Services.Time.GetUtcNow())) return null;
        var owner = Confirmed.Owner!.Value;
        if (!await HasNameAsync(owner)) return owner;
        await Execute(context, (state, _) => ClaimDecisions.Confirm(state, Key, owner), Show);
        return null;
    }

    // Interleaves there: the owner may be waiting for this very claim.
    private Task<bool> HasNameAsync(Guid owner) => ClaimKeys.IsSku(Key)
        ? GrainFactory.GetGrain<IProductGrain>(owner).HasName(Key)
        : GrainFactory.GetGrain<ICustomerGrain>(owner).HasName(Key);

    private static ClaimView Show(ClaimState state) => new(state.Owner, state.Confirmed);
}

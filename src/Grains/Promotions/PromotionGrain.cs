using Orleans.Concurrency;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Promotions;

/// <inheritdoc cref="IPromotionGrain"/>
/// <remarks>
/// Reentrant, for all who have a popular coupon come here at once: commands decide on the tentative state and share
/// appends. What one customer has used lies in a grain of its own, so nothing here grows with the customers.
/// </remarks>
[Reentrant]
public sealed class PromotionGrain(JournalServices services)
    : AggregateGrain<PromotionUseState, PromotionUseEvent>(services), IPromotionGrain
{
    private Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    protected override string Category => StoreStreams.Promotion;

    /// <inheritdoc/>
    /// <remarks>
    /// First the customer's own limit, which is exact by itself. When the other one is reached nothing is given back here:
    /// a double of this command may be getting a use at this moment, and only who asked knows which answer counts.
    /// </remarks>
    public async Task<Result<PromotionUses>> Redeem(RedeemPromotion command)
    {
        var use = command.Use;
        if (Limits.PerCustomer(use.MaxUsesPerCustomer, use.FirstOrder) is { } most)
        {
            var taken = await Customer(command.CustomerKey).Take(command.Context, Id, command.OrderId, most);
            if (taken.Error is not null) return taken.Refused<PromotionUses>();
        }

        var former = command.Redriven ? await LookAsync(command.OrderId, command.Since) : FormerUse.None;
        return await Execute(command.Context, (state, _) => PromotionUseDecisions.Redeem(state, command, former), Show);
    }

    /// <inheritdoc/>
    public async Task<Result<PromotionUses>> Release(ReleasePromotion command)
    {
        var former = await LookAsync(command.OrderId, command.Since);
        var released = await Execute(command.Context, (state, _) => PromotionUseDecisions.Release(state, command, former), Show);
        if (released.Error is null && Limits.PerCustomer(command.Use.MaxUsesPerCustomer, command.Use.FirstOrder) is not null)
            await Customer(command.CustomerKey).GiveBack(command.Context, command.OrderId);
        return released;
    }

    /// <inheritdoc/>
    public async Task<Result<PromotionUses>> Get()
    {
        await CatchUpAsync();
        return Result.Ok(Show(Confirmed), Position);
    }

    /// <inheritdoc/>
    public async Task<Result<PromotionStanding>> GetStanding(string? customerKey)
    {
        var ofCustomer = customerKey is null ? null : await Customer(customerKey).Get();
        return Result.Ok(new PromotionStanding(Tentative.Uses, ofCustomer?.Value?.Uses ?? 0), Position);
    }

    /// <summary>Looks in the journal, from its end back to when the order can first have asked, unless the order is remembered.</summary>
    private async Task<FormerUse> LookAsync(Guid orderId, DateTimeOffset since)
    {
        const int page = 256;
        if (Tentative.Redeemed.Contains(orderId) || Tentative.Released.Contains(orderId)) return FormerUse.None;
        // So far nothing can have been forgotten.
        if (TentativeVersion <= PromotionLimits.Remembered) return FormerUse.None;
        await ConfirmEvents();
        ThrowIfFailed();
        for (var before = int.MaxValue; ;)
        {
            var events = await ReadBackwardsAsync(before, page);
            foreach (var stored in events)
            {
                if (stored.Time < since) return FormerUse.None;
                switch (Services.Codec.Read(stored))
                {
                    case PromotionRedeemed e when e.OrderId == orderId: return FormerUse.Redeemed;
                    case PromotionReleased e when e.OrderId == orderId: return FormerUse.Released;
                }
            }

            if (events.Count < page) return FormerUse.None;
            before = events[^1].Version;
        }
    }

    private ICustomerUsesGrain Customer(string customerKey) =>
        GrainFactory.GetGrain<ICustomerUsesGrain>(CustomerUses.KeyOf(Id, customerKey));

    private PromotionUses Show(PromotionUseState state) => new(Id, state.Uses, Version);
}

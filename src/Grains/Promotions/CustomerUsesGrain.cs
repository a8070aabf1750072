using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Promotions;

/// <inheritdoc cref="ICustomerUsesGrain"/>
[CollectionAgeLimit(Minutes = 1)]
public sealed class CustomerUsesGrain(JournalServices services)
    : AggregateGrain<CustomerUseState, CustomerUseEvent>(services), ICustomerUsesGrain
{
    /// <inheritdoc/>
    protected override string Category => StoreStreams.CustomerUse;

    /// <inheritdoc/>
    public Task<Result<CustomerUses>> Take(CommandContext context, Guid promotionId, Guid orderId, int most) =>
        Execute(context, (state, _) => CustomerUseDecisions.Take(state, promotionId, orderId, most), Show);

    /// <inheritdoc/>
    public Task<Result<CustomerUses>> GiveBack(CommandContext context, Guid orderId) =>
        Execute(context, (state, _) => CustomerUseDecisions.GiveBack(state, orderId), Show);

    /// <inheritdoc/>
    public Task<Result<CustomerUses>> Get() => Task.FromResult(Result.Ok(Show(Confirmed), Position));

    private static CustomerUses Show(CustomerUseState state) => new(state.Orders.Length);
}

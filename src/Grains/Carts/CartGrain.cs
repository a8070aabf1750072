using Orleans.Placement;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Carts;

/// <inheritdoc cref="ICartGrain"/>
[CollectionAgeLimit(Minutes = 1), PreferLocalPlacement]
public sealed class CartGrain(JournalServices services) : AggregateGrain<CartState, CartEvent>(services), ICartGrain
{
    private Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    protected override string Category => "cart";

    /// <inheritdoc/>
    public async Task<Result<CartView>> Create(CreateCart command)
    {
        var priced = command.Items.ToBuilder();
        for (var i = 0; i < priced.Count; i++)
        {
            var (price, error) = await PriceOf(priced[i].ProductId);
            if (error is not null) return Result.Refuse<CartView>(error, Position);
            priced[i] = priced[i] with { UnitPrice = price };
        }

        var create = command with { Items = priced.ToImmutable() };
        return await Execute(command.Context, (state, _) => CartDecisions.Create(state, Id, create), Show);
    }

    /// <inheritdoc/>
    public async Task<Result<CartView>> SetItem(SetCartItem command)
    {
        var (price, error) = command.Quantity > 0 ? await PriceOf(command.ProductId) : default;
        if (error is not null) return Result.Refuse<CartView>(error, Position);
        return await Execute(command.Context, (state, _) => CartDecisions.SetItem(state, Id, Version, command, price), Show);
    }

    /// <inheritdoc/>
    public Task<Result<CartView>> Close(CloseCart command) =>
        Execute(command.Context, (state, _) => CartDecisions.Close(state, Id, command), Show);

    /// <inheritdoc/>
    public Task<Result<CartView>> Reopen(ReopenCart command) =>
        Execute(command.Context, (state, _) => CartDecisions.Reopen(state, Id, command), Show);

    /// <inheritdoc/>
    public async Task<Result<CartView>> Get()
    {
        // Whoever finds it missing or ordered turns away; what it holds is checked again when it is ordered.
        if (Confirmed is { Exists: false } or { OrderId: not null }) await CatchUpAsync();
        return Confirmed.Exists ? Result.Ok(Show(Confirmed), Position) : Result.Refuse<CartView>(CartErrors.NotFound(Id));
    }

    private async Task<(long? Price, StoreError? Error)> PriceOf(Guid productId)
    {
        var product = await GrainFactory.GetGrain<IProductGrain>(productId).Get();
        if (product.Value is not { } p) return (null, product.Error);
        return p.Active ? (p.Price.Amount, null) : (null, ProductErrors.Removed(productId));
    }

    private CartView Show(CartState s) => new(Id, s.CustomerId, s.Items, s.OrderId, s.CreatedAt, s.UpdatedAt, Version);
}

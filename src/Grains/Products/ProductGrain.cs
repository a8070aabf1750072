using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Products;

/// <inheritdoc cref="IProductGrain"/>
public sealed class ProductGrain(JournalServices services, Shop shop)
    : AggregateGrain<ProductState, ProductEvent>(services), IProductGrain
{
    private Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    protected override string Category => "product";

    /// <inheritdoc/>
    public async Task<Result<ProductView>> Create(CreateProduct command)
    {
        if (ProductDecisions.Check(command, shop.Currency) is { } error) return Result.Refuse<ProductView>(error, Position);

        var claim = Sku(command.Sku);
        var claimed = await claim.Claim(command.Context, Id);
        if (claimed.Error is not null) return Result.Refuse<ProductView>(ProductErrors.SkuTaken(command.Sku), claimed.Position);

        var created = await Execute(command.Context, (state, _) => ProductDecisions.Create(state, Id, command), Show);
        if (created.Error is not null) return created;

        var confirmed = await claim.Confirm(command.Context, Id);
        if (confirmed.Error is null) return created with { Position = Math.Max(created.Position, confirmed.Position) };

        await StoreAsync(command.Context, [new ProductRemoved()]);
        return Result.Refuse<ProductView>(ProductErrors.SkuTaken(command.Sku), Position);
    }

    /// <inheritdoc/>
    public Task<Result<ProductView>> Change(ChangeProduct command) =>
        Execute(command.Context, (state, _) => ProductDecisions.Change(state, Id, Version, command, shop.Currency), Show);

    /// <inheritdoc/>
    public async Task<Result<ProductView>> Remove(RemoveProduct command)
    {
        var removed = await Execute(command.Context, (state, _) => ProductDecisions.Remove(state, Id, Version, command), Show);
        if (Confirmed.Phase == ProductPhase.Removed) await Sku(Confirmed.Sku).Release(command.Context, Id);
        return removed;
    }

    /// <inheritdoc/>
    public Task<Result<ProductView>> Get() => Task.FromResult(Confirmed.Phase == ProductPhase.None
        ? Result.Refuse<ProductView>(ProductErrors.NotFound(Id))
        : Result.Ok(Show(Confirmed), Position));

    private IClaimGrain Sku(string sku) => GrainFactory.GetGrain<IClaimGrain>(ClaimKeys.Sku(sku));

    private ProductView Show(ProductState s) => new(
        Id, s.Sku, s.Name, s.Description, s.Price, s.Category, s.Tags, s.ImageUrl, s.Phase == ProductPhase.Active, s.CreatedAt, s.UpdatedAt, Version);
}

using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Products;

/// <inheritdoc cref="IProductGrain"/>
public sealed class ProductGrain(JournalServices services, Shop shop)
    : AggregateGrain<ProductState, ProductEvent>(services), IProductGrain
{
    /// <summary>The sku was given to another while this product was still to be created.</summary>
    private bool _nameless;

    private Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    protected override string Category => "product";

    /// <inheritdoc/>
    public async Task<Result<ProductView>> Create(CreateProduct command)
    {
        EndBriefVisit();
        if (ProductDecisions.Check(command, shop.Currency) is { } error) return Result.Refuse<ProductView>(error, Position);

        _nameless = false;
        var claim = Sku(command.Sku);
        var claimed = await claim.Claim(command.Context, Id);
        if (claimed.Error is not null) return await RejectAsync(command, claimed.Position);

        var created = await Execute(
            command.Context, (state, _) => _nameless ? ProductErrors.SkuTaken(command.Sku) : ProductDecisions.Create(state, Id, command), Show);
        if (created.Error is not null) return created;

        var confirmed = await claim.Confirm(command.Context, Id);
        return confirmed.Error is null
            ? created with { Position = Math.Max(created.Position, confirmed.Position) }
            : await RejectAsync(command, confirmed.Position);
    }

    /// <inheritdoc/>
    public Task<Result<ProductView>> Change(ChangeProduct command)
    {
        EndBriefVisit();
        return Execute(command.Context, (state, _) => ProductDecisions.Change(state, Id, Version, command, shop.Currency), Show);
    }

    /// <inheritdoc/>
    public async Task<Result<ProductView>> Remove(RemoveProduct command)
    {
        var removed = await Execute(command.Context, (state, _) => ProductDecisions.Remove(state, Id, Version, command), Show);
        if (Confirmed.Phase == ProductPhase.Removed) await Sku(Confirmed.Sku).Release(command.Context, Id);
        return removed;
    }

    /// <inheritdoc/>
    public async Task<bool> HasName(string key)
    {
        await CatchUpAsync();
        var has = Confirmed.Phase == ProductPhase.Active && ClaimKeys.Sku(Confirmed.Sku) == key;
        _nameless |= !has;
        return has;
    }

    /// <inheritdoc/>
    public async Task<Result<ProductView>> Get()
    {
        EndBriefVisit();
        if (Confirmed.Phase == ProductPhase.None) await CatchUpAsync();
        return Confirmed.Phase == ProductPhase.None
            ? Result.Refuse<ProductView>(ProductErrors.NotFound(Id))
            : Result.Ok(Show(Confirmed), Position);
    }

    /// <summary>The sku is another's: what was created under it, now or by an attempt that died, goes off sale.</summary>
    private async Task<Result<ProductView>> RejectAsync(CreateProduct command, long position)
    {
        var rejected = await Execute(command.Context.Step(1), (state, _) => ProductDecisions.Reject(state, command), Show);
        return Result.Refuse<ProductView>(ProductErrors.SkuTaken(command.Sku), Math.Max(rejected.Position, position));
    }

    private IClaimGrain Sku(string sku) => GrainFactory.GetGrain<IClaimGrain>(ClaimKeys.Sku(sku));

    private ProductView Show(ProductState state) => ProductViews.Show(Id, Version, state);
}

using System.Collections.Immutable;
using Orleans.Placement;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Sweeping;

namespace OrleansStore.Grains.Carts;

/// <inheritdoc cref="ICartGrain"/>
[CollectionAgeLimit(Minutes = 1), PreferLocalPlacement]
public sealed class CartGrain(JournalServices services, Deadlines deadlines) : AggregateGrain<CartState, CartEvent>(services), ICartGrain
{
    /// <summary>Distinguishes the commands that follow from a merge.</summary>
    private enum Follow
    {
        EndMerge = 1,
        MergeInto,
    }

    private Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    protected override string Category => StoreStreams.Cart;

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
        return await Change(command.Context, state => CartDecisions.SetItem(state, Id, Version, command, price));
    }

    /// <inheritdoc/>
    public async Task<Result<CartView>> AddItem(AddCartItem command)
    {
        var (price, error) = await PriceOf(command.ProductId);
        if (error is not null) return Result.Refuse<CartView>(error, Position);
        return await Change(command.Context, state => CartDecisions.AddItem(state, Id, Version, command, price));
    }

    /// <inheritdoc/>
    public Task<Result<CartView>> Clear(ClearCart command) =>
        Change(command.Context, state => CartDecisions.Clear(state, Id, Version, command));

    /// <inheritdoc/>
    public Task<Result<CartView>> SetCoupon(SetCartCoupon command) =>
        Change(command.Context, state => CartDecisions.SetCoupon(state, Id, Version, command));

    /// <inheritdoc/>
    public async Task<Result<CartView>> AcceptPrices(AcceptCartPrices command)
    {
        await FinishMergeAsync();
        var today = ImmutableArray.CreateBuilder<CartPrice>();
        foreach (var item in Confirmed.Items)
            if (await PriceOf(item.ProductId) is { Price: { } price }) today.Add(new CartPrice(item.ProductId, price));
        var prices = today.ToImmutable();
        return await Change(command.Context, state => CartDecisions.AcceptPrices(state, Id, Version, command, prices));
    }

    /// <inheritdoc/>
    public async Task<Result<CartMergeView>> Merge(MergeCart command)
    {
        var begun = await Change(command.Context, state => CartDecisions.Merge(state, Id, Version, command));
        if (begun.Error is not null) return begun.Refused<CartMergeView>();
        await FinishMergeAsync();
        var outcome = Confirmed.Merges.LastOrDefault(m => m.CommandId == command.Context.CommandId)
            ?? Confirmed.Merges.LastOrDefault(m => m.FromCartId == command.FromCartId && m.Error is null);
        return outcome?.Error is { } error
            ? Result.Refuse<CartMergeView>(error, Position)
            : Result.Ok(new CartMergeView(Show(Confirmed), outcome?.Changes ?? []), Position);
    }

    /// <inheritdoc/>
    public Task<Result<CartView>> MergeInto(MergeIntoCart command) =>
        Execute(command.Context, (state, _) => CartDecisions.MergeInto(state, Id, TentativeVersion, command), Show);

    /// <inheritdoc/>
    public async Task<Result<CartView>> Expire(CommandContext context)
    {
        await CatchUpAsync();
        await FinishMergeAsync();
        return await Execute(context, (state, now) => CartDecisions.Expire(state, Id, now, deadlines.CartLifetime), Show);
    }

    /// <inheritdoc/>
    public Task<Result<CartView>> Close(CloseCart command) =>
        Change(command.Context, state => CartDecisions.Close(state, Id, command));

    /// <inheritdoc/>
    public Task<Result<CartView>> Reopen(ReopenCart command) =>
        Execute(command.Context, (state, _) => CartDecisions.Reopen(state, Id, command), Show);

    /// <inheritdoc/>
    public async Task<Result<CartView>> Get()
    {
        // Whoever finds it missing, ended or ordered turns away; what it holds is checked again when it is ordered.
        if (Confirmed is { Exists: false } or { Expired: true } or { OrderId: not null } or { MergedInto: not null }) await CatchUpAsync();
        if (!Confirmed.Exists) return Result.Refuse<CartView>(CartErrors.NotFound(Id));
        return Confirmed.Expired ? Result.Refuse<CartView>(CartErrors.Expired(Id), Position) : Result.Ok(Show(Confirmed), Position);
    }

    /// <summary>A change of what is open; a merge that was begun and not finished comes first.</summary>
    private async Task<Result<CartView>> Change(CommandContext context, Func<CartState, Decision<CartEvent>> decide)
    {
        if (!IsRepeat(context.CommandId)) await FinishMergeAsync();
        return await Execute(context, (state, _) => decide(state), Show);
    }

    /// <summary>
    /// Asks the other cart to close and takes over what it held. When that one does not answer, the merge stays open, and
    /// whoever comes next goes on with it: the same commands, by the same ids.
    /// </summary>
    private async Task FinishMergeAsync()
    {
        while (Confirmed.Merging is { } merging)
        {
            var closing = new MergeIntoCart(merging.Context.Step((int)Follow.MergeInto), Id, merging.FromVersion);
            var from = await GrainFactory.GetGrain<ICartGrain>(merging.FromCartId).MergeInto(closing);
            await Execute(
                merging.Context.Step((int)Follow.EndMerge),
                (state, _) => CartDecisions.EndMerge(state, merging.FromCartId, from.Value, from.Error),
                Show);
        }
    }

    private async Task<(long? Price, StoreError? Error)> PriceOf(Guid productId)
    {
        var product = await GrainFactory.GetGrain<IProductGrain>(productId).Get();
        if (product.Value is not { } p) return (null, product.Error);
        return p.Active ? (p.Price.Amount, null) : (null, ProductErrors.Removed(productId));
    }

    private CartView Show(CartState state) => CartViews.Show(Id, Version, state);
}

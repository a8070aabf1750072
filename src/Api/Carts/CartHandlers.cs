using System.Collections.Immutable;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;

namespace OrleansStore.Api.Carts;

/// <summary>What can be done with carts.</summary>
public sealed class CartHandlers(IGrainFactory grains, CartTokens tokens, ObjectAccess access, CartPage page)
{
    /// <summary>Starts a cart; a guest gets the token that opens it.</summary>
    public async Task<Answer> Create(Call call, CreateCartRequest input)
    {
        var items = input.Items is { } some ? some.Select(i => i.ToItem()).ToImmutableArray() : [];
        var result = await Cart(call.CommandId).Create(new CreateCart(call.Context, call.Caller.Id, items));
        return await page.ShowAsync(call.Caller, result, 201, more: answer => call.Caller.Id is null ? answer with { CartToken = tokens.Issue(answer.Id) } : answer);
    }

    /// <summary>A cart; with its shipping and tax when the caller says where it goes.</summary>
    public async Task<Answer> Get(Call call, Guid id, IQueryCollection query) => CartDelivery.Read(query, out var delivery) is { } problem
        ? problem
        : await page.ShowAsync(call.Caller, await access.FindCart(call, id), delivery: delivery);

    /// <summary>Makes a product's quantity exactly so many.</summary>
    public Task<Answer> SetItem(Call call, Guid id, Guid productId, SetCartItemRequest input) =>
        Change(call, id, cart => cart.SetItem(new SetCartItem(call.Context, call.ExpectedVersion, productId, input.Quantity!.Value)));

    /// <summary>Puts more of a product in.</summary>
    public Task<Answer> AddItem(Call call, Guid id, ItemRequest input) =>
        Change(call, id, cart => cart.AddItem(new AddCartItem(call.Context, call.ExpectedVersion, input.ProductId!.Value, input.Quantity!.Value)));

    /// <summary>Takes a product out.</summary>
    public Task<Answer> RemoveItem(Call call, Guid id, Guid productId) =>
        Change(call, id, cart => cart.SetItem(new SetCartItem(call.Context, call.ExpectedVersion, productId, 0)));

    /// <summary>Takes everything out.</summary>
    public Task<Answer> Clear(Call call, Guid id) => Change(call, id, cart => cart.Clear(new ClearCart(call.Context, call.ExpectedVersion)));

    /// <summary>Names the coupon for the order.</summary>
    public Task<Answer> SetCoupon(Call call, Guid id, CouponRequest input) =>
        Change(call, id, cart => cart.SetCoupon(new SetCartCoupon(call.Context, call.ExpectedVersion, input.Code)));

    /// <summary>Takes the coupon away.</summary>
    public Task<Answer> RemoveCoupon(Call call, Guid id) =>
        Change(call, id, cart => cart.SetCoupon(new SetCartCoupon(call.Context, call.ExpectedVersion, null)));

    /// <summary>Agrees to today's prices.</summary>
    public Task<Answer> AcceptPrices(Call call, Guid id, AcceptPricesRequest input) => Change(call, id, cart =>
        cart.AcceptPrices(new AcceptCartPrices(call.Context, call.ExpectedVersion, [.. (input.Items ?? []).Select(i => i.ToPrice())])));

    /// <summary>Takes over what another cart holds, which must be the caller's too.</summary>
    public async Task<Answer> Merge(Call call, Guid id, MergeCartRequest input)
    {
        var into = await access.FindCart(call, id);
        if (into.Error is not null) return Answer.Refuse(into);
        var from = await access.FindCart(call with { Caller = call.Caller with { CartToken = input.FromCartToken ?? call.Caller.CartToken } }, input.FromCartId!.Value);
        if (from.Error is not null) return Answer.Refuse(from);
        var merged = await Cart(id).Merge(new MergeCart(call.Context, call.ExpectedVersion, from.Value!.Id, from.Value.Version));
        if (merged.Value is not { } view) return Answer.Refuse(merged);
        return await page.ShowAsync(call.Caller, Result.Ok(view.Cart, merged.Position), more: answer => answer with { Changes = view.Changes });
    }

    private async Task<Answer> Change(Call call, Guid id, Func<ICartGrain, Task<Result<CartView>>> change)
    {
        var cart = await access.FindCart(call, id);
        return cart.Error is null ? await page.ShowAsync(call.Caller, await change(Cart(id))) : Answer.Refuse(cart);
    }

    private ICartGrain Cart(Guid id) => grains.GetGrain<ICartGrain>(id);
}

using System.Collections.Immutable;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Carts;

/// <summary>What can be done with carts.</summary>
/// <remarks>
/// A customer's cart is the customer's and administrators'; to others it does not exist. A guest's cart is open to whoever
/// knows its id, of which 74 bits are random.
/// </remarks>
public sealed class CartHandlers(IGrainFactory grains, StoreOptions options)
{
    /// <summary>Starts a cart.</summary>
    public async Task<Answer> Create(Call call, CreateCartRequest input)
    {
        var items = input.Items is { } some ? some.Select(i => i.ToItem()).ToImmutableArray() : [];
        var result = await Cart(call.CommandId).Create(new CreateCart(call.Context, call.Caller.Id, items));
        return await ToAnswer(result, 201);
    }

    /// <summary>A cart.</summary>
    public async Task<Answer> Get(Call call, Guid id)
    {
        var result = await Find(call.Caller, id);
        return await ToAnswer(result);
    }

    /// <summary>Makes a product's quantity exactly so many.</summary>
    public async Task<Answer> SetItem(Call call, Guid id, Guid productId, SetCartItemRequest input)
    {
        var cart = await Find(call.Caller, id);
        if (cart.Error is not null) return Answer.Refuse(cart);
        return await Set(call, id, productId, input.Quantity!.Value);
    }

    /// <summary>Takes a product out.</summary>
    public async Task<Answer> RemoveItem(Call call, Guid id, Guid productId)
    {
        var cart = await Find(call.Caller, id);
        return cart.Error is null ? await Set(call, id, productId, 0) : Answer.Refuse(cart);
    }

    /// <summary>A cart that the caller may see; others' carts do not exist.</summary>
    public async Task<Result<CartView>> Find(Caller caller, Guid id)
    {
        var result = await Cart(id).Get();
        var visible = result.Value?.CustomerId is not { } owner || owner == caller.Id || caller.IsAdmin;
        return visible ? result : Result.Refuse<CartView>(CartErrors.NotFound(id));
    }

    private async Task<Answer> Set(Call call, Guid id, Guid productId, int quantity) =>
        await ToAnswer(await Cart(id).SetItem(new SetCartItem(call.Context, call.ExpectedVersion, productId, quantity)));

    private async Task<Answer> ToAnswer(Result<CartView> result, int status = 200)
    {
        if (result.Error is not null) return Answer.Refuse(result);
        var cart = result.Value!;
        var lines = new CartLineAnswer[cart.Items.Length];
        for (var i = 0; i < lines.Length; i++) lines[i] = await Line(cart.Items[i]);
        var subtotal = lines.Aggregate(Money.Zero(options.Currency), (sum, line) => sum + line.LineTotal);
        var answer = new CartAnswer(
            cart.Id, cart.Version, cart.CustomerId, lines, subtotal, Money.Zero(options.Currency), subtotal, [], cart.OrderId, cart.CreatedAt, cart.UpdatedAt);
        return Answer.Of(answer, status, result.Position, cart.Version) with
        {
            Joined = true,
            Location = status == 201 ? $"/api/v1/carts/{cart.Id}" : null,
        };
    }

    private async Task<CartLineAnswer> Line(CartItem item)
    {
        var stock = grains.GetGrain<IStockGrain>(item.ProductId).Get();
        var product = (await grains.GetGrain<IProductGrain>(item.ProductId).Get()).Value
            ?? throw new InvalidOperationException($"Product {item.ProductId} stands in a cart and does not exist.");
        var available = product.Active ? (await stock).Value?.Available ?? 0 : 0;
        return new(item.ProductId, product.Sku, product.Name, item.Quantity, product.Price, product.Price * item.Quantity, available);
    }

    private ICartGrain Cart(Guid id) => grains.GetGrain<ICartGrain>(id);
}

using OrleansStore.Api.Access;
using OrleansStore.Api.History;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Products;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.History;
using OrleansStore.Silo.Outbound;

namespace OrleansStore.Api.Carts;

/// <summary>Carts as they were: open to whom the cart is open to now, and after it has expired to those who see everybody's.</summary>
internal sealed class CartPast(
    CartHandlers carts, ObjectAccess access, StreamHistory<CartView> history, StreamHistory<ProductView> products, RelatedEvents related,
    PublicEvents names, TimeProvider time, StoreOptions options)
{
    /// <summary>The parameters of a read.</summary>
    public static readonly string[] Parameters = [.. CartDelivery.Parameters, .. When.Parameters];

    private readonly Lookback<CartView> _past = new(history, names, time, CartErrors.NotFound);

    /// <summary>A cart, as it is or as it was.</summary>
    public async Task<Answer> Get(Call call, Guid id, IQueryCollection query)
    {
        if (!When.IsAsked(query)) return await carts.Get(call, id, query);
        if (When.Read(query, out var when) is { } wrong) return wrong;
        if (CartDelivery.Parameters.FirstOrDefault(query.ContainsKey) is { } delivery)
            return Problems.Validation(delivery, "Not together with a version or a time: what it would have cost to send is not known any more.");
        if (await RefusalAsync(call, id) is { } refusal) return refusal;
        var (seen, problem) = await _past.FindAsync(id, when, call.Cancellation);
        return problem ?? Answer.Of(await JoinAsync(Then(seen!.View!), seen.At, call.Cancellation), 200, seen.Position, seen.Version);
    }

    /// <summary>What happened to it.</summary>
    public async Task<Answer> History(Call call, Guid id, ListQuery query) =>
        await RefusalAsync(call, id)
        ?? await _past.HistoryAsync(
            call, id, query, call.Caller.May(Permissions.Carts), cart => ApiJson.Encode(Then(cart)), page => related.CausesOfAsync(page, call.Cancellation));

    /// <summary>What differs between two moments.</summary>
    public async Task<Answer> Diff(Call call, Guid id, IQueryCollection query) =>
        await RefusalAsync(call, id) ?? await _past.DiffAsync(id, query, cart => ApiJson.Encode(Then(cart)), call.Cancellation);

    private async Task<Answer?> RefusalAsync(Call call, Guid id)
    {
        if (call.Caller.May(Permissions.Carts)) return null;
        var cart = await access.FindCart(call, id);
        return cart.Error is null ? null : Answer.Refuse(cart);
    }

    private CartThen Then(CartView cart)
    {
        var lines = cart.Items.Select(i => Line(i.ProductId, i.Quantity, i.UnitPrice is { } price ? new Money(price, options.Currency) : null)).ToList();
        return new(cart.Id, cart.Version, cart.CustomerId, lines, cart.Coupon, cart.OrderId, cart.MergedInto, cart.CreatedAt, cart.UpdatedAt);
    }

    private static CartLineThen Line(Guid product, int quantity, Money? price) => new(product, quantity, price, price is { } one ? one * quantity : null);

    /// <summary>With what the products were called then; where nobody wrote down the price that was seen, with what they cost then.</summary>
    private async Task<CartThen> JoinAsync(CartThen cart, DateTimeOffset at, CancellationToken cancellation)
    {
        var lines = new List<CartLineThen>(cart.Items.Count);
        foreach (var line in cart.Items)
        {
            // By another node's clock it may have been put in before it was there.
            var product = (await products.AtAsync(line.ProductId, at, cancellation)).View ?? (await products.AtVersionAsync(line.ProductId, 1, cancellation)).View;
            lines.Add(Line(line.ProductId, line.Quantity, line.UnitPrice ?? product?.Price) with { Sku = product?.Sku, Name = product?.Name });
        }

        var subtotal = lines.Aggregate(new Money(0, options.Currency), (sum, line) => sum with { Amount = sum.Amount + (line.LineTotal?.Amount ?? 0) });
        return cart with { Items = lines, Subtotal = subtotal };
    }
}

/// <summary>A cart as it was. What it would have come to is not known any more: prices, stock and promotions were those of that day.</summary>
/// <param name="Subtotal">What the lines come to at the prices that were seen.</param>
public sealed record CartThen(
    Guid Id,
    int Version,
    Guid? CustomerId,
    IReadOnlyList<CartLineThen> Items,
    string? Coupon,
    Guid? OrderId,
    Guid? MergedInto,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    Money? Subtotal = null);

/// <summary>A line of a cart as it was.</summary>
/// <param name="UnitPrice">The price that whoever put it in had seen; where nobody wrote it down, what a piece cost then.</param>
public sealed record CartLineThen(Guid ProductId, int Quantity, Money? UnitPrice, Money? LineTotal, string? Sku = null, string? Name = null);

using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Carts;

/// <summary>Shows carts with today's names, prices and availability, and says what is not as it was.</summary>
public sealed class CartPage(IGrainFactory grains, StoreOptions options)
{
    /// <summary>The answer.</summary>
    /// <param name="more">Adds what only this answer tells.</param>
    public async Task<Answer> ShowAsync(Result<CartView> result, int status = 200, Func<CartAnswer, CartAnswer>? more = null)
    {
        if (result.Value is not { } cart) return Answer.Refuse(result);
        var notices = new List<CartNotice>();
        var lines = new CartLineAnswer[cart.Items.Length];
        for (var i = 0; i < lines.Length; i++) lines[i] = await Line(cart.Items[i], notices);
        var subtotal = lines.Aggregate(Money.Zero(options.Currency), (sum, line) => sum + line.LineTotal);
        // Of a cart that is over nothing is to be told any more.
        var isOpen = cart is { OrderId: null, MergedInto: null };
        var answer = new CartAnswer(
            cart.Id, cart.Version, cart.CustomerId, lines, cart.Coupon, subtotal, Money.Zero(options.Currency), subtotal,
            isOpen ? notices : [], cart.OrderId, cart.MergedInto, cart.CreatedAt, cart.UpdatedAt);
        return Answer.Of(more?.Invoke(answer) ?? answer, status, result.Position, cart.Version) with
        {
            Joined = true,
            Location = status == 201 ? $"/api/v1/carts/{cart.Id}" : null,
        };
    }

    private async Task<CartLineAnswer> Line(CartItem item, List<CartNotice> notices)
    {
        var stock = grains.GetGrain<IStockGrain>(item.ProductId).Get();
        var product = (await grains.GetGrain<IProductGrain>(item.ProductId).Get()).Value
            ?? throw new InvalidOperationException($"Product {item.ProductId} stands in a cart and does not exist.");
        var available = product.Active ? (await stock).Value?.Available ?? 0 : 0;
        if (Notice(item, product, available) is { } notice) notices.Add(notice);
        if (product.Active && item.UnitPrice is { } seen && seen != product.Price.Amount) notices.Add(PriceChanged(product, seen));
        return new(item.ProductId, product.Sku, product.Name, item.Quantity, product.Price, product.Price * item.Quantity, available);
    }

    private static CartNotice? Notice(CartItem item, ProductView product, long available)
    {
        if (!product.Active) return new(CartNotices.ProductRemoved, item.ProductId, $"{product.Name} is no longer on sale.");
        if (available == 0) return new(CartNotices.OutOfStock, item.ProductId, $"{product.Name} is out of stock.", Available: 0);
        return available < item.Quantity
            ? new(CartNotices.InsufficientStock, item.ProductId, $"Of {product.Name} only {available} are available.", Available: available)
            : null;
    }

    private static CartNotice PriceChanged(ProductView product, long seen) => new(
        CartNotices.PriceChanged, product.Id, $"The price of {product.Name} has changed.", product.Price with { Amount = seen }, product.Price);
}

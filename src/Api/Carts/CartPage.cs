using System.Collections.Immutable;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Carts;

/// <summary>Shows carts with today's names, prices and availability, and says what is not as it was.</summary>
public sealed class CartPage(IGrainFactory grains, StoreOptions options)
{
    /// <summary>The answer.</summary>
    /// <param name="caller">Who would order it, should it be nobody's yet.</param>
    /// <param name="delivery">Where it goes and how, when that is known.</param>
    /// <param name="more">Adds what only this answer tells.</param>
    public async Task<Answer> ShowAsync(
        Caller caller, Result<CartView> result, int status = 200, CartDelivery? delivery = null, Func<CartAnswer, CartAnswer>? more = null)
    {
        if (result.Value is not { } cart) return Answer.Refuse(result);
        var notices = new List<CartNotice>();
        var lines = new CartLineAnswer[cart.Items.Length];
        var priced = ImmutableArray.CreateBuilder<QuoteLine>(lines.Length);
        for (var i = 0; i < lines.Length; i++) lines[i] = await Line(cart.Items[i], notices, priced);
        // Of a cart that is over nothing is to be told any more.
        var isOpen = cart is { OrderId: null, MergedInto: null };
        var request = new QuoteRequest(
            priced.ToImmutable(), cart.CustomerId ?? caller.Id, Email: null, delivery?.Destination, cart.Coupon, delivery?.Method);
        var (price, coupon, error) = isOpen ? await PriceAsync(cart.Id, request) : default;
        // What cannot be had as the caller asks is refused; where nobody asks, the cart is shown all the same.
        if (error is not null && delivery is not null) return Answer.Refuse(Problem.Of(error), result.Position);
        var subtotal = priced.Sum(l => l.UnitPrice * l.Quantity);
        var answer = new CartAnswer(
            cart.Id, cart.Version, cart.CustomerId, lines, cart.Coupon, coupon,
            In(price?.Subtotal ?? subtotal), In(price?.Discount ?? 0), In(price?.ShippingTotal ?? 0), In(price?.Tax ?? 0), In(price?.Total ?? subtotal),
            isOpen ? notices : [], cart.OrderId, cart.MergedInto, cart.CreatedAt, cart.UpdatedAt);
        return Answer.Of(more?.Invoke(answer) ?? answer, status, result.Position, cart.Version) with
        {
            Joined = true,
            Location = status == 201 ? $"/api/v1/carts/{cart.Id}" : null,
        };
    }

    /// <summary>The price of what can be ordered. A coupon that cannot be used is said so, and the rest is priced without it.</summary>
    private async Task<(PriceBreakdown? Price, CartCoupon? Coupon, StoreError? Error)> PriceAsync(Guid id, QuoteRequest request)
    {
        if (request.Lines.IsEmpty) return default;
        var pricing = grains.GetGrain<IPricingGrain>(id);
        var quote = await pricing.Quote(request);
        if (request.Coupon is null) return (quote.Value?.Breakdown, null, quote.Error);
        if (quote.Value is { } q)
        {
            var taken = q.Breakdown.Promotions.Where(p => p.Code is not null).Sum(p => p.Amount);
            return (q.Breakdown, new CartCoupon(taken > 0, In(taken)), null);
        }

        var without = await pricing.Quote(request with { Coupon = null });
        // What is wrong without it, too, is not the coupon's.
        return without.Error is { } error
            ? (null, null, error)
            : (without.Value!.Breakdown, new CartCoupon(false, In(0), quote.Error!.Code, quote.Error.Facts?.GetValueOrDefault("reason")), null);
    }

    private Money In(long amount) => new(amount, options.Currency);

    private async Task<CartLineAnswer> Line(CartItem item, List<CartNotice> notices, ImmutableArray<QuoteLine>.Builder priced)
    {
        var stock = grains.GetGrain<IStockGrain>(item.ProductId).Get();
        var product = (await grains.GetGrain<IProductGrain>(item.ProductId).Get()).Value
            ?? throw new InvalidOperationException($"Product {item.ProductId} stands in a cart and does not exist.");
        var available = product.Active ? (await stock).Value?.Available ?? 0 : 0;
        if (product.Active) priced.Add(new QuoteLine(item.ProductId, product.Category, item.Quantity, product.Price.Amount));
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

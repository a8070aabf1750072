using System.Collections.Immutable;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Carts;
using OrleansStore.Grains.Pricing;
using OrleansStore.Grains.Sweeping;

namespace OrleansStore.Grains.Checkout;

/// <summary>Turns what a buyer asks for into an order at today's prices.</summary>
internal sealed class OrderDrafting(Guid orderId, IGrainFactory grains, IClaimNames names, PricingTables tables, Shop shop, Deadlines deadlines)
{
    /// <summary>The draft, or why there can be none.</summary>
    public async Task<(OrderDraft? Draft, StoreError? Error)> DraftAsync(StartCheckout command, DateTimeOffset now)
    {
        var (items, cartCoupon, error) = await ItemsAsync(command);
        error ??= Check(items);
        if (error is not null) return (null, error);

        var lines = ImmutableArray.CreateBuilder<OrderLine>(items.Length);
        var priced = ImmutableArray.CreateBuilder<QuoteLine>(items.Length);
        foreach (var item in items)
        {
            var (offer, category, missing) = await OfferAsync(item.ProductId);
            if (missing is not null) return (null, missing);
            lines.Add(offer! with { Quantity = item.Quantity });
            priced.Add(new QuoteLine(item.ProductId, category!, item.Quantity, offer!.UnitPrice));
        }

        if (PriceCheck.Run(items, lines) is { } moved) return (null, moved);
        var coupon = command.Coupon ?? cartCoupon;
        var request = new QuoteRequest(
            priced.MoveToImmutable(), command.CustomerId, command.Email, command.ShippingAddress, coupon, command.ShippingMethod, orderId);
        var quote = await QuoteAsync(request, now);
        if (quote.Value is not { } q) return (null, quote.Error);
        var total = q.Breakdown.Total;
        if (total > CheckoutLimits.Total) return (null, CheckoutErrors.TooMuch());
        if (command.ExpectedTotal is { } expected && expected != new Money(total, shop.Currency))
            return (null, CheckoutErrors.PriceChanged(expected, new Money(total, shop.Currency)));

        // Without its keys the order would have no address.
        var (isFirst, erased) = await AskCustomerAsync(command.CustomerId);
        if (erased is not null) return (null, erased);
        var draft = new OrderDraft(
            command.CustomerId, command.Email, shop.Currency, lines.MoveToImmutable(), command.ShippingAddress, command.Payment,
            Worth(q.Breakdown, command.ShippingMethod), coupon, command.ShippingMethod, q.Uses.IsEmpty ? null : q.Uses,
            isFirst ? true : null, now + deadlines.Payment);
        return (draft, null);
    }

    /// <summary>One piece of a product as it is sold now, and its category.</summary>
    public async Task<(OrderLine? Offer, string? Category, StoreError? Error)> OfferAsync(Guid productId)
    {
        var product = await grains.GetGrain<IProductGrain>(productId).Get();
        if (product.Value is not { } p) return (null, null, product.Error);
        return p.Active
            ? (new OrderLine(p.Id, p.Sku, p.Name, 1, p.Price.Amount), p.Category, null)
            : (null, null, ProductErrors.Removed(productId));
    }

    /// <summary>The price of an unpaid order once a line is changed. A coupon that does not apply any more falls away.</summary>
    /// <param name="known">Uses that are the order's already.</param>
    /// <returns>The event with its price; or why there is none.</returns>
    public async Task<(CheckoutLineAsked? Asked, StoreError? Error)> RepriceAsync(
        OrderDraft draft, OrderView order, CheckoutLineAsked asked, string? category, ImmutableArray<PromotionUse> known, DateTimeOffset now)
    {
        var lines = ImmutableArray.CreateBuilder<QuoteLine>();
        foreach (var item in order.Items)
        {
            if (item.ProductId == asked.Line.ProductId) continue;
            lines.Add(new QuoteLine(item.ProductId, await CategoryAsync(order, item.ProductId), item.Quantity, item.UnitPrice.Amount));
        }

        if (asked.Line.Quantity > 0)
        {
            var own = category ?? await CategoryAsync(order, asked.Line.ProductId);
            lines.Add(new QuoteLine(asked.Line.ProductId, own, asked.Line.Quantity, asked.Line.UnitPrice));
        }

        var request = new QuoteRequest(
            lines.ToImmutable(), draft.CustomerId, draft.Email, draft.ShippingAddress, draft.Coupon, draft.ShippingMethod, orderId, [.. known.Select(k => k.PromotionId)]);
        var quote = await QuoteAsync(request, now);
        if (quote.Error?.Code is "couponNotApplicable" or "couponUnknown") quote = await QuoteAsync(request with { Coupon = null }, now);
        if (quote.Value is not { } q) return (null, quote.Error);
        if (q.Breakdown.Total > CheckoutLimits.Total) return (null, CheckoutErrors.TooMuch());
        var uses = q.Uses.RemoveAll(use => known.Any(k => k.PromotionId == use.PromotionId));
        return (asked with { Pricing = Worth(q.Breakdown, draft.ShippingMethod), Uses = uses.IsEmpty ? null : uses }, null);
    }

    private async Task<Result<Quote>> QuoteAsync(QuoteRequest request, DateTimeOffset now) =>
        await Quoting.QuoteAsync(grains, names, tables, request, now);

    /// <summary>The breakdown if it says more than the lines do.</summary>
    private static PriceBreakdown? Worth(PriceBreakdown breakdown, string? method) =>
        method is null && breakdown is { Promotions.IsEmpty: true, Taxes.IsEmpty: true, ShippingTotal: 0 } ? null : breakdown;

    private async Task<string> CategoryAsync(OrderView order, Guid productId) =>
        order.Pricing?.Lines.FirstOrDefault(l => l.ProductId == productId)?.Category
        ?? (await grains.GetGrain<IProductGrain>(productId).Get()).Value?.Category ?? "";

    private async Task<(bool IsFirst, StoreError? Erased)> AskCustomerAsync(Guid? customerId)
    {
        if (customerId is not { } id) return default;
        var customer = await grains.GetGrain<ICustomerGrain>(id).Get();
        return (customer.Value is { FirstOrderId: null }, customer.Error?.Code == CustomerErrors.ErasedCode ? customer.Error : null);
    }

    private async Task<(ImmutableArray<CartItem> Items, string? Coupon, StoreError? Error)> ItemsAsync(StartCheckout command)
    {
        if (command.CartId is not { } cartId) return (command.Items, null, null);
        var cart = await grains.GetGrain<ICartGrain>(cartId).Get();
        if (cart.Value is not { } c) return ([], null, cart.Error);
        if (c.CustomerId is not null && c.CustomerId != command.CustomerId) return ([], null, CartErrors.NotFound(cartId));
        if (c.MergedInto is { } into) return ([], null, CartErrors.Merged(into));
        return c.OrderId is { } order ? ([], null, CartErrors.Ordered(order)) : (c.Items, c.Coupon, null);
    }

    private static StoreError? Check(ImmutableArray<CartItem> items)
    {
        if (items.IsEmpty) return CartErrors.Empty();
        if (items.Length > CartLimits.Lines) return CartErrors.TooManyLines();
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Quantity is < 1 or > CartLimits.Quantity) return CartErrors.InvalidQuantity(items[i].Quantity);
            for (var j = 0; j < i; j++)
                if (items[j].ProductId == items[i].ProductId) return CartErrors.Twice(items[i].ProductId);
        }

        return null;
    }
}

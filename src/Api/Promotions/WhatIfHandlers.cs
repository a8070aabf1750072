using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Promotions;
using OrleansStore.ReadModels.Orders;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Promotions;

/// <summary>What a promotion would do, before it does.</summary>
public sealed class WhatIfHandlers(IGrainFactory grains, IOrderQueries queries, StoreOptions options)
{
    /// <summary>Orders asked for at once; more would compete with the shop's own work.</summary>
    private const int AtOnce = 32;

    /// <summary>Pages of orders passed over on the way back to the time asked for, at most.</summary>
    private const int MaxPages = 1_000;

    /// <summary>The price of a cart or of past orders with and without a draft of a promotion.</summary>
    public async Task<Answer> Ask(Call call, WhatIfPromotionRequest input)
    {
        if ((input.Promotion!.CheckNew() ?? input.Promotion.CheckCurrency(options.Currency)) is { } invalid) return invalid;
        var draft = input.Promotion.ToTerms();
        return input.CartId is { } cart ? await OfCart(draft, cart) : await OfOrders(draft, input);
    }

    private async Task<Answer> OfCart(PromotionTerms draft, Guid id)
    {
        var cart = await grains.GetGrain<ICartGrain>(id).Get();
        if (cart.Value is not { } view) return Answer.Refuse(cart);
        var lines = ImmutableArray.CreateBuilder<QuoteLine>(view.Items.Length);
        foreach (var item in view.Items)
        {
            var product = (await grains.GetGrain<IProductGrain>(item.ProductId).Get()).Value!;
            lines.Add(new QuoteLine(item.ProductId, product.Category, item.Quantity, product.Price.Amount));
        }

        var request = new QuoteRequest(lines.MoveToImmutable(), view.CustomerId, null, null, view.Coupon, null);
        var result = await Pricing(id).WhatIf(new WhatIfRequest(draft, request));
        return result.Value is { } quote ? Sum([Item(id, null, quote)], more: false) : Answer.Refuse(result);
    }

    private async Task<Answer> OfOrders(PromotionTerms draft, WhatIfPromotionRequest input)
    {
        var (ids, more) = input.OrderIds is { } named ? (named.Distinct().ToArray(), false) : await Between(input.From!.Value, input.To);
        var known = (await grains.GetGrain<IPromotionBookGrain>(PromotionBook.Key).List()).Value!.Items.ToDictionary(p => p.Id, p => p.Terms);
        var categories = new ConcurrentDictionary<Guid, string>();
        var items = new List<WhatIfItem>(ids.Length);
        foreach (var some in ids.Chunk(AtOnce))
        {
            var orders = await Task.WhenAll(some.Select(id => grains.GetGrain<IOrderGrain>(id).Get()));
            if (orders.FirstOrDefault(o => o.Value is null) is { } missing) return Answer.Refuse(missing);
            items.AddRange(await Task.WhenAll(orders.Select(o => OfOrder(draft, o.Value!, known, categories))));
        }

        return Sum(items, more);
    }

    private async Task<WhatIfItem> OfOrder(
        PromotionTerms draft, OrderView order, Dictionary<Guid, PromotionTerms> known, ConcurrentDictionary<Guid, string> categories)
    {
        var lines = ImmutableArray.CreateBuilder<QuoteLine>(order.Items.Length);
        foreach (var item in order.Items)
        {
            var category = order.Pricing?.Lines.FirstOrDefault(l => l.ProductId == item.ProductId)?.Category ?? await CategoryOf(item.ProductId, categories);
            lines.Add(new QuoteLine(item.ProductId, category, item.Quantity, item.UnitPrice.Amount));
        }

        var method = order.Pricing?.Shipping.Method is { Length: > 0 } chosen ? chosen : null;
        var request = new QuoteRequest(lines.MoveToImmutable(), order.CustomerId, order.Email, order.ShippingAddress, null, method, order.Id);
        var result = await Pricing(order.Id).WhatIf(new WhatIfRequest(draft, request, Applied(order, known), order.CreatedAt));
        if (result.Value is { } quote) return Item(order.Id, order.Total, quote);
        return new(order.Id, order.Total, order.Total, order.Total, InMoney(0), InMoney(0), false, null, result.Error!.Code);
    }

    /// <summary>The promotions that an order was priced with, as they are now: what they asked of the customer was given then.</summary>
    private static ImmutableArray<Promotion> Applied(OrderView order, Dictionary<Guid, PromotionTerms> known) =>
    [
        .. (order.Pricing?.Promotions ?? []).Where(p => known.ContainsKey(p.PromotionId)).Select(p => new Promotion(p.PromotionId, known[p.PromotionId] with
        {
            Active = true,
            StartsAt = null,
            EndsAt = null,
            FirstOrder = false,
            CustomerGroup = null,
            MaxUses = null,
            MaxUsesPerCustomer = null,
        })),
    ];

    private async Task<string> CategoryOf(Guid product, ConcurrentDictionary<Guid, string> known)
    {
        if (known.TryGetValue(product, out var category)) return category;
        category = (await grains.GetGrain<IProductGrain>(product).Get()).Value?.Category ?? "";
        known.TryAdd(product, category);
        return category;
    }

    /// <summary>The newest orders of a time that were not given up.</summary>
    private async Task<(Guid[] Ids, bool More)> Between(DateTimeOffset from, DateTimeOffset? to)
    {
        var ids = new List<Guid>();
        string? cursor = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var orders = await queries.ListAsync(null, null, ListQuery.MaxLimit, cursor);
            foreach (var order in orders.Items)
            {
                if (order.CreatedAt < from) return ([.. ids], false);
                if (order.CreatedAt >= to || order.Status is OrderStatus.Cancelled or OrderStatus.Expired) continue;
                if (ids.Count == WhatIfPromotionRequest.MaxOrders) return ([.. ids], true);
                ids.Add(order.Id);
            }

            if (orders.NextCursor is null) return ([.. ids], false);
            cursor = orders.NextCursor;
        }

        return ([.. ids], true);
    }

    private Answer Sum(IReadOnlyList<WhatIfItem> items, bool more)
    {
        var (before, after) = (items.Sum(i => i.Before.Amount), items.Sum(i => i.After.Amount));
        return Answer.Of(new WhatIfAnswer(items, InMoney(before), InMoney(after), InMoney(after - before), more));
    }

    private WhatIfItem Item(Guid id, Money? charged, WhatIfQuote quote) => new(
        id, charged, InMoney(quote.Before.Total), InMoney(quote.After.Total), InMoney(quote.After.Total - quote.Before.Total),
        InMoney(quote.Draft.Amount), quote.Draft.Reason is null, quote.Draft.Reason, null);

    private Money InMoney(long amount) => new(amount, options.Currency);

    private IPricingGrain Pricing(Guid id) => grains.GetGrain<IPricingGrain>(id);
}

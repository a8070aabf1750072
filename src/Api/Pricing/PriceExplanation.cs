using System.Collections.Immutable;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Pricing;

namespace OrleansStore.Api.Pricing;

/// <summary>How a total came about, step by step.</summary>
/// <param name="Steps">Their amounts add up to the total.</param>
public sealed record PriceExplanation(Guid OrderId, IReadOnlyList<PriceStep> Steps, Money Total)
{
    /// <summary>Explains an order.</summary>
    public static PriceExplanation Of(OrderView order)
    {
        var currency = order.Total.Currency;
        var names = order.Items.ToDictionary(i => i.ProductId, i => $"{i.Quantity} x {i.Name}");
        var steps = new List<PriceStep>();
        foreach (var item in order.Items)
        {
            var each = item.Quantity == 1 ? "" : $" at {MoneyText.Of(item.UnitPrice.Amount, currency)} each";
            Add("item", names[item.ProductId] + each, item.LineTotal.Amount, item.ProductId);
        }

        if (order.Pricing is { } pricing) Explain(pricing);
        return new(order.Id, steps, order.Total);

        void Explain(PriceBreakdown price)
        {
            foreach (var promotion in price.Promotions.Where(p => !p.Shares.IsEmpty)) foreach (var share in promotion.Shares)
                Add("discount", $"{TitleOf(promotion)} on {names.GetValueOrDefault(share.ProductId, "goods")}", -share.Amount, share.ProductId, promotion.PromotionId);
            if (price.Shipping.Method.Length > 0) Add("shipping", $"Shipping: {price.Shipping.Name}", price.Shipping.Amount);
            foreach (var promotion in price.Promotions.Where(p => p.ShippingShare > 0))
                Add("discount", $"{TitleOf(promotion)} on shipping", -promotion.ShippingShare, promotion: promotion.PromotionId);
            foreach (var tax in price.Taxes)
                Add("tax", $"Tax {tax.Region} {MoneyText.Percent(tax.Rate)}{(tax.Category is null ? "" : $" on {tax.Category}")} of {MoneyText.Of(tax.Base, currency)}", tax.Amount);
        }

        void Add(string kind, string text, long amount, Guid? product = null, Guid? promotion = null) => steps.Add(
            new(kind, $"{text}: {(amount < 0 ? "−" : "")}{MoneyText.Of(Math.Abs(amount), currency)}", new Money(amount, currency), product, promotion));
    }

    private static string TitleOf(AppliedPromotion promotion) =>
        $"Promotion '{promotion.Name}'{(promotion.Code is null ? "" : $" (coupon {promotion.Code})")}{(promotion.Rate is { } rate ? " " + MoneyText.Percent(rate) : "")}";
}

/// <summary>One step on the way to a total.</summary>
/// <param name="Kind"><c>item</c>, <c>discount</c>, <c>shipping</c> or <c>tax</c>.</param>
/// <param name="Text">For people, the amount included.</param>
/// <param name="Amount">What it adds; negative for a discount.</param>
public sealed record PriceStep(string Kind, string Text, Money Amount, Guid? ProductId, Guid? PromotionId);

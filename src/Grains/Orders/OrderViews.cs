using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Pricing;

namespace OrleansStore.Grains.Orders;

/// <summary>Shows orders as their buyers see them.</summary>
internal static class OrderViews
{
    public static OrderView Show(Guid id, int version, OrderState s)
    {
        var pricing = s.Pricing;
        Money Of(long amount) => new(amount, s.Currency);
        return new OrderView(
            id,
            OrderNumber.Of(id, s.CreatedAt),
            s.CustomerId,
            s.Email,
            s.Status,
            version,
            [.. s.Lines.Select(l => Show(l, pricing?.Lines.FirstOrDefault(p => p.ProductId == l.ProductId), s.Currency))],
            Of(pricing?.Subtotal ?? s.Total()),
            Of(pricing?.Discount ?? 0),
            Of(pricing?.ShippingTotal ?? 0),
            Of(pricing?.Tax ?? 0),
            Of(s.Total()),
            s.Coupon,
            pricing,
            s.ShippingAddress!,
            new OrderPaymentView(
                s.Payment, s.PaymentMethod, s.PaymentFailure, s.Captured is { } captured ? Of(captured) : null, s.Refunds.IsEmpty ? null : Of(s.Refunded)),
            s.Shipments,
            s.Returns,
            s.Refunds,
            s.Notes,
            s.CancelReason,
            s.PayBy,
            s.CreatedAt,
            s.UpdatedAt);
    }

    private static OrderLineView Show(OrderLine line, PricedLine? priced, string currency)
    {
        var price = new Money(line.UnitPrice, currency);
        var total = price * line.Quantity;
        return new OrderLineView(
            line.ProductId,
            line.Sku,
            line.Name,
            line.Quantity,
            price,
            total,
            new Money(priced?.Discount ?? 0, currency),
            new Money(priced?.Tax ?? 0, currency),
            new Money(priced?.Total ?? total.Amount, currency));
    }
}

using OrleansStore.Contracts.Orders;

namespace OrleansStore.Grains.Orders;

/// <summary>Shows orders as their buyers see them.</summary>
internal static class OrderViews
{
    public static OrderView Show(Guid id, int version, OrderState s)
    {
        var currency = s.Currency;
        var total = new Money(s.Total(), currency);
        var none = Money.Zero(currency);
        return new OrderView(
            id,
            OrderNumber.Of(id, s.CreatedAt),
            s.CustomerId,
            s.Email,
            s.Status,
            version,
            [.. s.Lines.Select(l => Show(l, currency))],
            total,
            none,
            none,
            none,
            total,
            s.ShippingAddress!,
            new OrderPaymentView(s.Payment, s.PaymentMethod, s.PaymentFailure),
            s.Shipments,
            s.CancelReason,
            s.CreatedAt,
            s.UpdatedAt);
    }

    private static OrderLineView Show(OrderLine line, string currency)
    {
        var price = new Money(line.UnitPrice, currency);
        return new OrderLineView(line.ProductId, line.Sku, line.Name, line.Quantity, price, price * line.Quantity);
    }
}

using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Contracts.Stock;

namespace OrleansStore.Silo.History;

/// <summary>Which order an event of another thing is about.</summary>
internal static class EventSubjects
{
    /// <summary>The order; null when it is about none.</summary>
    public static Guid? OrderOf(object body) => body switch
    {
        StockHeld e => e.OrderId,
        StockReleased e => e.OrderId,
        StockSold e => e.OrderId,
        StockRestocked e => e.OrderId,
        PromotionRedeemed e => e.OrderId,
        PromotionReleased e => e.OrderId,
        CustomerUseTaken e => e.OrderId,
        CustomerUseReturned e => e.OrderId,
        CustomerFirstOrderRecorded e => e.OrderId,
        CustomerOrderReleased e => e.OrderId,
        CartClosed e => e.OrderId,
        CartReopened e => e.OrderId,
        CartOrderRefused e => e.OrderId,
        _ => null,
    };
}

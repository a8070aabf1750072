using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Grains.Reconciliation;

/// <summary>What an order says and what the stocks say of it.</summary>
internal sealed class OrderBook(OrderState order)
{
    private readonly Dictionary<Guid, (int Held, int Sold)> _found = Expected(order);

    /// <summary>The order as far as it was read.</summary>
    public OrderState Order { get; set; } = order;

    /// <summary>Something is being done with it.</summary>
    public bool UnderWay { get; set; }

    /// <summary>Nothing more is expected of it, as long as nothing happens.</summary>
    public bool IsSettled => !UnderWay && Order.Status != OrderStatus.Pending && IsBalanced;

    /// <summary>Order and stocks agree.</summary>
    public bool IsBalanced => !Compare(default).Any();

    /// <summary>A stock moved pieces for it.</summary>
    public void Book(Guid productId, StockEvent @event)
    {
        var (held, sold) = _found.GetValueOrDefault(productId);
        _found[productId] = @event switch
        {
            StockHeld e => (e.Quantity, sold),
            StockReleased => (0, sold),
            StockSold e => (0, sold + e.Quantity),
            StockRestocked e => (held, sold - e.Quantity),
            _ => (held, sold),
        };
    }

    /// <summary>What differs.</summary>
    public IEnumerable<StockDifference> Compare(Guid orderId)
    {
        var expected = Expected(Order);
        foreach (var product in expected.Keys.Union(_found.Keys))
        {
            var (wanted, found) = (expected.GetValueOrDefault(product), _found.GetValueOrDefault(product));
            if (wanted != found) yield return new(product, orderId, wanted.Held, found.Held, wanted.Sold, found.Sold);
        }
    }

    private static Dictionary<Guid, (int Held, int Sold)> Expected(OrderState order)
    {
        if (!order.Placed || order.Status is OrderStatus.Cancelled or OrderStatus.Expired) return [];
        var pending = order.Status == OrderStatus.Pending;
        return order.Lines.ToDictionary(line => line.ProductId, line => pending ? (line.Quantity, 0) : (0, line.Quantity));
    }
}

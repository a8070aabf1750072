using System.Collections.Immutable;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Grains.Reconciliation;

/// <summary>What an order says and what the stocks say of it.</summary>
/// <param name="restocks">Of each return, by its number, what its checkout meant to put back on the shelf.</param>
internal sealed class OrderBook(OrderState order, Dictionary<int, ImmutableArray<OrderPieces>> restocks)
{
    private readonly Dictionary<Guid, (int Held, int Sold)> _found = Expected(order, restocks);

    /// <summary>The order as far as it was read.</summary>
    public OrderState Order { get; set; } = order;

    /// <summary>Something is being done with it.</summary>
    public bool UnderWay { get; set; }

    /// <summary>Nothing more is expected of it, as long as nothing happens.</summary>
    public bool IsSettled => !UnderWay && Order.Status != OrderStatus.Pending && IsBalanced;

    /// <summary>Order and stocks agree.</summary>
    public bool IsBalanced => !Compare(default).Any();

    /// <summary>Its checkout is about to take a return in.</summary>
    public void Book(CheckoutReturnAsked asked) => restocks[asked.Return] = asked.Restock;

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
        var expected = Expected(Order, restocks);
        foreach (var product in expected.Keys.Union(_found.Keys))
        {
            var (wanted, found) = (expected.GetValueOrDefault(product), _found.GetValueOrDefault(product));
            if (wanted != found) yield return new(product, orderId, wanted.Held, found.Held, wanted.Sold, found.Sold);
        }
    }

    private static Dictionary<Guid, (int Held, int Sold)> Expected(OrderState order, Dictionary<int, ImmutableArray<OrderPieces>> restocks)
    {
        if (!order.Placed || order.Status is OrderStatus.Cancelled or OrderStatus.Expired) return [];
        var pending = order.Status == OrderStatus.Pending;
        var expected = order.Lines.ToDictionary(line => line.ProductId, line => pending ? (line.Quantity, 0) : (0, line.Quantity));
        foreach (var received in order.Returns)
        {
            if (received.Status != ReturnStatus.Received || !restocks.TryGetValue(received.Number, out var pieces)) continue;
            foreach (var back in pieces)
            {
                var (held, sold) = expected.GetValueOrDefault(back.ProductId);
                expected[back.ProductId] = (held, sold - back.Quantity);
            }
        }

        return expected;
    }
}

using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Reviews;

/// <summary>An order that has arrived, as its journal tells.</summary>
internal static class Delivery
{
    public static async Task WriteAsync(StoreCluster store, Guid order, Guid? customer, params OrderLine[] lines)
    {
        OrderEvent[] past = [new OrderPlaced(customer, null, Some.Currency, [.. lines], Some.Address), new OrderPaid("p", "card", 1, Captured: true), new OrderShipped("T1", "DHL"), new OrderDelivered()];
        for (var version = 0; version < past.Length; version++)
            (await store.AppendAsync($"order-{order:N}", version, past[version])).ShouldBeTrue();
    }
}

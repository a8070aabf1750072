using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Caching;

namespace OrleansStore.ReadModels.Orders;

/// <summary>Tells what an order's event is to those outside, from the journal alone: processes without read models use it too.</summary>
public sealed class OrderHistory(IJournal journal, EventCodec codec)
{
    // By order and version, so that readers at different places do not take each other's states away.
    private readonly BoundedCache<(Guid OrderId, int Version), OrderProgress> _states = new(ReadModelLimits.FeedStates, _ => 1);

    /// <summary>The update that an order's event is.</summary>
    /// <exception cref="InvalidOperationException">It is no event of an order: a bug.</exception>
    /// <exception cref="UnknownEventException">This version of the program cannot read it.</exception>
    public async ValueTask<OrderUpdate> ReadAsync(StoredEvent stored, CancellationToken cancellation = default)
    {
        var orderId = StoreStreams.KeyOf(StoreStreams.Order, stored.Stream);
        var before = Known(orderId, stored.Version - 1);
        if (before is null && stored.Version > 1)
            before = await FoldAsync(orderId, null, update => update.Version < stored.Version - 1, cancellation);
        var (after, update) = OrderUpdates.Next(before, orderId, (OrderEvent)codec.Read(stored), stored);
        Remember(after);
        return update;
    }

    /// <summary>Goes through an order's events after a known state until there are no more or the visitor has enough.</summary>
    internal async ValueTask<OrderProgress?> FoldAsync(
        Guid orderId, OrderProgress? order, Func<OrderUpdate, bool> visit, CancellationToken cancellation)
    {
        var stream = StoreStreams.Of(StoreStreams.Order, orderId);
        for (var more = true; more;)
        {
            var events = await journal.ReadStreamAsync(stream, order?.Version ?? 0, ReadModelLimits.StreamChunk, cancellation);
            more = events.Count == ReadModelLimits.StreamChunk;
            foreach (var stored in events)
            {
                (order, var update) = OrderUpdates.Next(order, orderId, (OrderEvent)codec.Read(stored), stored);
                if (visit(update)) continue;
                more = false;
                break;
            }
        }

        if (order is not null) Remember(order);
        return order;
    }

    /// <summary>The state at a version, if it is still known.</summary>
    internal OrderProgress? Known(Guid orderId, int version) =>
        version > 0 && _states.TryGet((orderId, version), out var order) ? order : null;

    private void Remember(OrderProgress order) => _states.Set((order.OrderId, order.Version), order);
}

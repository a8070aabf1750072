using System.Collections.Concurrent;

namespace OrleansStore.Api.Live;

/// <summary>Everything that somebody on this node watches.</summary>
internal sealed class LiveTopics(LiveLimits limits)
{
    private readonly ConcurrentDictionary<Guid, LiveTopic> _orders = new();
    private readonly ConcurrentDictionary<Guid, LiveTopic> _customers = new();

    /// <summary>All orders.</summary>
    public LiveTopic All { get; } = new(limits.RecentOfAll, u => u.Position);

    /// <summary>Whether anything is watched.</summary>
    public bool AnyWatched => !_orders.IsEmpty || AnyWideWatched;

    /// <summary>Whether something is watched for which every order counts.</summary>
    public bool AnyWideWatched => !_customers.IsEmpty || All.IsWatched;

    /// <summary>Whether this very order is watched.</summary>
    public bool IsWatched(Guid orderId) => _orders.ContainsKey(orderId);

    /// <summary>Joins the topic of an order.</summary>
    public LiveTopic JoinOrder(Guid orderId, LiveWatcher watcher) =>
        Join(_orders, orderId, watcher, () => new LiveTopic(limits.RecentOfOrder, u => u.Version));

    /// <summary>Joins the topic of a customer's orders.</summary>
    public LiveTopic JoinCustomer(Guid customerId, LiveWatcher watcher) =>
        Join(_customers, customerId, watcher, () => new LiveTopic(limits.RecentOfCustomer, u => u.Position));

    /// <summary>Leaves the topic of an order.</summary>
    public void LeaveOrder(Guid orderId, LiveTopic topic, LiveWatcher watcher) => Leave(_orders, orderId, topic, watcher);

    /// <summary>Leaves the topic of a customer's orders.</summary>
    public void LeaveCustomer(Guid customerId, LiveTopic topic, LiveWatcher watcher) => Leave(_customers, customerId, topic, watcher);

    /// <summary>Hands an update to all who watch it.</summary>
    public void Add(LiveUpdate update)
    {
        if (_orders.TryGetValue(update.Update.OrderId, out var order)) order.Add(update);
        if (update.Update.CustomerId is { } id && _customers.TryGetValue(id, out var customer)) customer.Add(update);
        All.Add(update);
    }

    /// <summary>An update of the order could not be made out.</summary>
    public void Break(Guid orderId)
    {
        if (_orders.TryGetValue(orderId, out var order)) order.Break();
        foreach (var (_, customer) in _customers) customer.Break();
        All.Break();
    }

    private static LiveTopic Join(ConcurrentDictionary<Guid, LiveTopic> topics, Guid key, LiveWatcher watcher, Func<LiveTopic> create)
    {
        while (true)
        {
            var topic = topics.GetOrAdd(key, static (_, create) => create(), create);
            if (topic.TryJoin(watcher)) return topic;
            topics.TryRemove(KeyValuePair.Create(key, topic));
        }
    }

    private static void Leave(ConcurrentDictionary<Guid, LiveTopic> topics, Guid key, LiveTopic topic, LiveWatcher watcher)
    {
        if (topic.Leave(watcher, close: true)) topics.TryRemove(KeyValuePair.Create(key, topic));
    }
}

using System.Runtime.CompilerServices;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Live;

/// <summary>Follows orders for the channels of this node. Who may follow what is decided before.</summary>
public sealed class LiveFeed
{
    private readonly IOrderFeed _orders;
    private readonly IJournal _journal;
    private readonly LiveTopics _topics;
    private readonly LiveBeat _beat;
    private readonly LiveLimits _limits;
    private readonly TimeProvider _time;

    internal LiveFeed(IOrderFeed orders, IJournal journal, LiveTopics topics, LiveBeat beat, LiveLimits limits, TimeProvider time) =>
        (_orders, _journal, _topics, _beat, _limits, _time) = (orders, journal, topics, beat, limits, time);

    /// <summary>Follows one order.</summary>
    /// <param name="afterVersion">The newest version the client has seen; 0: from the start.</param>
    /// <param name="heartbeat">Whether quiet times are told by empty answers.</param>
    /// <param name="withInternal">Whether what is only for those who run the shop is told.</param>
    public LiveSubscription WatchOrder(
        Guid orderId, int afterVersion, CancellationToken cancellation, bool heartbeat = false, bool withInternal = false)
    {
        var watcher = new LiveWatcher();
        var topic = _topics.JoinOrder(orderId, watcher);
        return Open(watcher, topic, Math.Max(0, afterVersion), heartbeat, withInternal, null, cancellation, ReadPast, (t, w) => _topics.LeaveOrder(orderId, t, w));

        async ValueTask<FeedPage> ReadPast(long cursor)
        {
            // A version above all there can be is one nobody has seen; it is waited for.
            if (cursor >= int.MaxValue) return new FeedPage([], cursor);
            var updates = await _orders.ReadOrderAsync(orderId, (int)cursor, _limits.Batch, cancellation);
            return new FeedPage(updates, updates.Count > 0 ? updates[^1].Version : cursor);
        }
    }

    /// <summary>Follows all orders of a customer.</summary>
    /// <param name="afterPosition">The newest position the client has seen; 0: from the start; negative: from now on.</param>
    public LiveSubscription WatchCustomer(Guid customerId, long afterPosition, CancellationToken cancellation, bool heartbeat = false)
    {
        var watcher = new LiveWatcher();
        var topic = _topics.JoinCustomer(customerId, watcher);
        return Open(
            watcher, topic, From(afterPosition), heartbeat, false, () => _journal.Head, cancellation,
            cursor => _orders.ReadCustomerAsync(customerId, cursor, _limits.Batch, cancellation),
            (t, w) => _topics.LeaveCustomer(customerId, t, w));
    }

    /// <summary>Follows all orders.</summary>
    /// <param name="afterPosition">The newest position the client has seen; 0: from the start; negative: from now on.</param>
    public LiveSubscription WatchAll(long afterPosition, CancellationToken cancellation, bool heartbeat = false)
    {
        var watcher = new LiveWatcher();
        _topics.All.TryJoin(watcher);
        return Open(
            watcher, _topics.All, From(afterPosition), heartbeat, true, () => _journal.Head, cancellation,
            cursor => _orders.ReadAllAsync(cursor, _limits.Batch, cancellation),
            (t, w) => t.Leave(w, close: false));
    }

    /// <summary>The updates of a subscription, one by one, until it is cancelled; disposes it.</summary>
    public static async IAsyncEnumerable<LiveUpdate> Enumerate(LiveSubscription subscription, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using (subscription)
        {
            while (!cancellation.IsCancellationRequested)
                foreach (var update in await subscription.NextAsync()) yield return update;
        }
    }

    private long From(long position) => position < 0 ? _journal.Head : position;

    private LiveSubscription Open(
        LiveWatcher watcher,
        LiveTopic topic,
        long cursor,
        bool heartbeat,
        bool withInternal,
        Func<long>? head,
        CancellationToken cancellation,
        Func<long, ValueTask<FeedPage>> readPast,
        Action<LiveTopic, LiveWatcher> leave)
    {
        if (heartbeat) _beat.Add(watcher);
        return new LiveSubscription(watcher, topic, cursor, readPast, head, Leave, _limits, _time, withInternal, cancellation);

        void Leave(LiveTopic left, LiveWatcher who)
        {
            if (heartbeat) _beat.Remove(who);
            leave(left, who);
        }
    }
}

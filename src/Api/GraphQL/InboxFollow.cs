using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Live;
using OrleansStore.Journal;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Notifications;

namespace OrleansStore.Api.GraphQL;

/// <summary>Follows inboxes: from a position, in order, each notification once, and then what comes next.</summary>
internal sealed class InboxFollow(INotificationQueries inboxes, IReadModels reads, IJournal journal, LiveLimits limits, TimeProvider time) : IJournalListener
{
    private readonly ConcurrentDictionary<LiveWatcher, Follower> _followers = new();

    /// <inheritdoc/>
    public bool Listens => !_followers.IsEmpty;

    /// <summary>What is in an inbox after a position, and what comes into it.</summary>
    /// <param name="afterPosition">Negative: from now on.</param>
    public async IAsyncEnumerable<object?> FollowAsync(Caller caller, long afterPosition, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (watcher, follower) = (new LiveWatcher(), new Follower(caller.Account, caller.May(Permissions.Operations)));
        _followers[watcher] = follower;
        try
        {
            await using var ending = cancellation.UnsafeRegister(static watcher => ((LiveWatcher)watcher!).Wake(), watcher);
            var cursor = afterPosition < 0 ? journal.Head : afterPosition;
            while (true)
            {
                var page = await inboxes.ReadAsync(follower.Account, follower.IsOperator, cursor, ReadModelLimits.PageSize, cancellation);
                foreach (var notification in page.Items) yield return JsonSerializer.SerializeToElement(notification, LiveJson.Default.Notification);
                cursor = Math.Max(cursor, page.Items.Count > 0 ? page.Items[^1].Position : cursor);
                if (page.Items.Count == ReadModelLimits.PageSize) continue;
                await watcher.WaitAsync();
                cancellation.ThrowIfCancellationRequested();
                // The inbox takes in what the journal tells; an import wakes for each product, so rounds are apart.
                if (!await reads.WaitForAsync(follower.Newest, Http.Preconditions.Patience, cancellation)) watcher.Wake();
                await Task.Delay(limits.PushPause, time, cancellation);
            }
        }
        finally
        {
            _followers.TryRemove(watcher, out _);
        }
    }

    /// <inheritdoc/>
    public void On(StoredEvent stored)
    {
        if (stored.Type != "product.created.v1" && !ShopAlerts.EventTypes.Contains(stored.Type)) return;
        foreach (var (watcher, follower) in _followers) Wake(watcher, follower, stored.Position);
    }

    /// <inheritdoc/>
    public void On(LiveUpdate update)
    {
        if (update.Update.IsInternal || update.Update.CustomerId is not { } customer) return;
        foreach (var (watcher, follower) in _followers)
            if (follower.Account == customer) Wake(watcher, follower, update.Update.Position);
    }

    private static void Wake(LiveWatcher watcher, Follower follower, long position)
    {
        follower.MustHold(position);
        watcher.Wake();
    }

    private sealed class Follower(Guid account, bool isOperator)
    {
        private long _newest;

        public Guid Account => account;

        public bool IsOperator => isOperator;

        /// <summary>How far the inbox has to be to hold what woke the follower.</summary>
        public long Newest => Volatile.Read(ref _newest);

        // Events come by two ways, and one may overtake the other.
        public void MustHold(long position)
        {
            for (var seen = Newest; seen < position;)
            {
                var before = Interlocked.CompareExchange(ref _newest, position, seen);
                if (before == seen) return;
                seen = before;
            }
        }
    }
}

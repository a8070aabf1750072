namespace OrleansStore.Api.Live;

/// <summary>Limits of live updates, each with its reason.</summary>
public sealed record LiveLimits
{
    /// <summary>How often the node compares its position with the journal's head: the longest a lost signal goes unnoticed.</summary>
    public TimeSpan Comparison { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a quiet connection hears something; proxies cut connections that are silent for 30 to 60 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Parts that a heartbeat is spread over, so that 10,000 connections do not wake in one moment.</summary>
    public int HeartbeatParts { get; init; } = 15;

    /// <summary>Events that the node reads from the journal at a time.</summary>
    public int TailPage { get; init; } = 1_000;

    /// <summary>Updates that a watcher is handed at a time; it reads on when they are sent.</summary>
    public int Batch { get; init; } = 256;

    /// <summary>Newest updates kept for all who watch one order; an order has about ten in its life.</summary>
    public int RecentOfOrder { get; init; } = 16;

    /// <summary>Newest updates kept for all who watch one customer's orders.</summary>
    public int RecentOfCustomer { get; init; } = 64;

    /// <summary>Newest updates kept for all who watch every order: some seconds of a busy store, at most 4 MB.</summary>
    public int RecentOfAll { get; init; } = 4_096;

    /// <summary>How long a watcher waits before it asks again for a past that the read side has not indexed yet.</summary>
    public TimeSpan HistoryRetry { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Live connections in all (SSE, hub and WebSocket); some 30 KB each, so 600 MB at most.</summary>
    public int Connections { get; init; } = 20_000;

    /// <summary>Live connections of one account or one guest's order; a household of open tabs needs fewer.</summary>
    public int ConnectionsPerUser { get; init; } = 100;

    /// <summary>How often it is looked whether what let a connection in still holds: so long it outlives its key or session.</summary>
    public TimeSpan Recheck { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a connection of an account or an API key lasts: a session that ends by time tells nobody. A working day fits in,
    /// and whoever is cut off comes back by its cursor.
    /// </summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Streams or subscriptions of one connection; who needs more tracks all of its orders as one.</summary>
    public int Subscriptions { get; init; } = 100;

    /// <summary>Bytes of one message from a client; the largest order fits several times.</summary>
    public int MessageBytes { get; init; } = 64 * 1024;

    /// <summary>Commands of one connection that run at once; a person sends one at a time.</summary>
    public int CommandsInFlight { get; init; } = 8;

    /// <summary>Messages waiting to be sent on one WebSocket; when they are full, its subscriptions wait and read the past later.</summary>
    public int OutgoingMessages { get; init; } = 256;

    /// <summary>How long one message may take to be sent before its client counts as too slow and is closed.</summary>
    public TimeSpan SlowClient { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the other side may take to close after it was asked to.</summary>
    public TimeSpan CloseWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Hub notifications waiting behind a client's full buffer (64 KB) before it is cut off; it tracks on from its cursor.</summary>
    public int PendingNotifications { get; init; } = 64;

    /// <summary>Between two looks at the figures of a dashboard that somebody watches; numbers that move faster cannot be read.</summary>
    public TimeSpan DashboardPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Those who follow the journal itself; each of them has it read alone.</summary>
    public int JournalReaders { get; init; } = 16;

    /// <summary>How long one who follows the journal lets events gather before they are read; faster than this nobody reads along.</summary>
    public TimeSpan JournalPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Between two rounds in which inboxes are looked at for connected accounts; a look costs one read each.</summary>
    public TimeSpan PushPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Products that run low and wait for their names to be looked up; a hint more is dropped.</summary>
    public int LowProducts { get; init; } = 1_024;
}

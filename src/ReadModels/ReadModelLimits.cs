namespace OrleansStore.ReadModels;

/// <summary>The read side's limits, each with its reason.</summary>
public static class ReadModelLimits
{
    /// <summary>Products or orders on a page; a page is built in one go and sent in one piece.</summary>
    public const int PageSize = 100;

    /// <summary>Updates in one stretch of a feed; a client reads on from its cursor.</summary>
    public const int FeedPageSize = 1_000;

    /// <summary>Characters to search for; nobody types more, and each word is one more look at every product.</summary>
    public const int SearchCharacters = 200;

    /// <summary>Words to search for.</summary>
    public const int SearchWords = 16;

    /// <summary>Words by which orders are looked for; each is one more look at every order that is looked at.</summary>
    public const int OrderWords = 4;

    /// <summary>Orders that one page of a filtered list looks at, wanted or not.</summary>
    public const int OrdersLookedAt = OrderStretch * OrderStretches;

    /// <summary>Orders that are looked at between two looks at whether the page is full.</summary>
    internal const int OrderStretch = 2_500;

    /// <summary>Stretches a page goes along.</summary>
    internal const int OrderStretches = 8;

    /// <summary>Orders that are all looked at and sorted, rather than those in the list's order one after the other.</summary>
    internal const int FewOrders = 2_500;

    /// <summary>Buckets in a report: six weeks of hours, or years of days.</summary>
    public const int ReportBuckets = 1_000;

    /// <summary>Days over which products are ranked: each adds a row for every product that was sold in it.</summary>
    public const int PopularDays = 366;

    /// <summary>Most events a projection takes in with one transaction; bounds its memory and the time a commit holds the processor.</summary>
    public const int BatchSize = 10_000;

    /// <summary>Longest time events may be left to gather; a list is never staler than this by design.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    /// <summary>Requests waiting for the read side to catch up; more are told at once that it has not.</summary>
    public const int Waiters = 10_000;

    /// <summary>Events that a restart may read again because nothing in them concerned a projection.</summary>
    internal const int UnsavedPositions = 10_000;

    /// <summary>Shortest and longest pause after a failure: soon enough to heal unseen, rare enough not to burn the processor.</summary>
    internal static readonly (TimeSpan First, TimeSpan Longest) BackOff = (TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5));

    /// <summary>How often a process that does not write looks how far the other is: when somebody waits, when nobody does, and the other way round.</summary>
    internal static readonly (TimeSpan Wanted, TimeSpan Idle, TimeSpan Asked) FollowPause =
        (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1));

    /// <summary>How long after a try to become the process that writes the next one follows.</summary>
    internal static readonly TimeSpan TakeOverPause = TimeSpan.FromSeconds(1);

    /// <summary>How often what other versions of the program left is looked for.</summary>
    internal static readonly TimeSpan TidyPause = TimeSpan.FromMinutes(1);

    /// <summary>Reads of shared tables that run at once; each is a connection of the server's.</summary>
    internal const int SharedReaders = 8;

    /// <summary>How long who asks for a rebuild waits until it is begun; a batch takes some milliseconds.</summary>
    internal static readonly TimeSpan RebuildWait = TimeSpan.FromSeconds(5);

    /// <summary>How long a connection waits for a lock; readers and the writer never wait for each other in WAL mode.</summary>
    internal static readonly TimeSpan LockWait = TimeSpan.FromSeconds(2);

    /// <summary>Read connections kept open; as many as reads ever run at once on a few cores.</summary>
    internal const int IdleReaders = 16;

    /// <summary>SQLite's page cache of each connection.</summary>
    internal const int PageCacheBytes = 8 << 20;

    /// <summary>Pages in the WAL before they move to the file: 16 MB, so that a hot page moves once for many commits.</summary>
    internal const int WalPages = 4_096;

    /// <summary>How long a customer's feed waits for the index of the customer's orders; then it answers as far as the index is.</summary>
    internal static readonly TimeSpan FeedWait = TimeSpan.FromSeconds(2);

    /// <summary>Orders of a customer's feed that are read between two looks at whether more are needed; bounds what is held in memory.</summary>
    internal const int FeedOrders = 256;

    /// <summary>Events that one stretch of the feed of all orders looks at, whether they are orders' or not.</summary>
    internal const int FeedScan = 20_000;

    /// <summary>Order states kept to go on from; one is about 200 bytes, and a live feed needs those of the last seconds.</summary>
    internal const int FeedStates = 16_384;

    /// <summary>Rows of an export that are read at a time; some 5 MB of the longest products.</summary>
    internal const int ExportRows = 200;

    /// <summary>Events of one order read at a time.</summary>
    internal const int StreamChunk = 256;
}

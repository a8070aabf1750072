using System.Collections.Concurrent;
using OrleansStore.Contracts.Sessions;
using OrleansStore.Journal;

namespace OrleansStore.Api.Customers;

/// <summary>
/// The sessions that have ended while access tokens of theirs would still be good. This node follows the journal for them,
/// whichever node ended them; when it starts, it reads those from before.
/// </summary>
public sealed partial class RevokedSessions(IJournal journal, IDurableRows rows, EventCodec codec, TimeProvider time, ILogger<RevokedSessions> logger)
    : BackgroundService
{
    private const string Ended = "session.ended.v1";

    /// <summary>Events read at once.</summary>
    private const int Page = 1_000;

    /// <summary>How often it looks whether any ended elsewhere.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> sessions = new();

    // Sealed members stay sealed: nothing of them is needed.
    private readonly IJournalTail tail = IJournalTail.Of(journal);
    private long position;
    private DateTimeOffset rowsDue;
    private bool failing;
    private volatile bool known;

    /// <summary>Whether those from before this node started have been read: until then no token can be told from one that was ended.</summary>
    public bool IsKnown => known;

    /// <summary>Whether the session has ended.</summary>
    public bool Contains(Guid session) => !sessions.IsEmpty && sessions.ContainsKey(session);

    /// <summary>The session has ended; who ended it here need not wait until the journal tells.</summary>
    public void Add(Guid session) => sessions[session] = time.GetUtcNow() + EndedSessions.Remembered;

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anybody is served; first where to go on from, so that nothing falls between the two.
        position = journal.Head;
        await TryAsync(ReadRowsAsync, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Look, time, stoppingToken);
            await TryAsync(FollowAsync, stoppingToken);
            if (time.GetUtcNow() >= rowsDue) await TryAsync(ReadRowsAsync, stoppingToken);
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        for (var head = journal.Head; position < head;)
        {
            var events = await tail.ReadAllAsync(position, Page, head, cancellation);
            foreach (var stored in events)
            {
                if (stored.Type == Ended) Add(((SessionEnded)codec.Read(stored)).Session);
                position = stored.Position;
            }

            if (events.Count < Page) return;
        }
    }

    /// <summary>Reads those that other nodes and earlier lives ended, clears away the rows that have served, and forgets.</summary>
    private async Task ReadRowsAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var row in await rows.ReadRowsAsync(EndedSessions.Table, cancellation))
        {
            var (session, until) = EndedSessions.Read(row.Key, row.Value.Span);
            if (until > now) sessions[session] = until;
            else await rows.DeleteRowAsync(EndedSessions.Table, row.Key);
        }

        foreach (var (session, until) in sessions)
            if (until <= now) sessions.TryRemove(session, out _);
        rowsDue = now + SessionLimits.Access;
        known = true;
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(cancellation);
            failing = false;
        }
        catch (Exception e) when (e is JournalUnavailableException or JournalOutcomeUnknownException or UnknownEventException)
        {
            if (!failing) LogNotRead(e);
            failing = true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Which sessions have ended cannot be read; it is tried again")]
    private partial void LogNotRead(Exception exception);
}

using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Live;

/// <summary>Follows the journal's global order for this node: read once, decoded once, and only while somebody listens.</summary>
/// <remarks>
/// Signals say when to look. Whether one was lost is seen by comparing the position with the journal's head, at least once
/// a second.
/// </remarks>
internal sealed partial class JournalTail(
    IJournal journal,
    IOrderFeed orders,
    IOrderSignals signals,
    LiveTopics topics,
    IEnumerable<IJournalListener> listeners,
    LiveLimits limits,
    TimeProvider time,
    ILogger<JournalTail> logger) : BackgroundService
{
    private readonly IJournalListener[] _listeners = [.. listeners];
    private readonly LiveWatcher _nudge = new();
    private long _signalled;
    private long _position;
    private bool _failing;

    /// <summary>What was looked at up to here has reached whoever listened.</summary>
    public long Position => Volatile.Read(ref _position);

    private bool IsListenedTo => topics.AnyWatched || Array.Exists(_listeners, listener => listener.Listens);

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _position, journal.Head);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = time.CreateTimer(_ => _nudge.Wake(), null, limits.Comparison, limits.Comparison);
        await using var stopping = stoppingToken.UnsafeRegister(static nudge => ((LiveWatcher)nudge!).Wake(), _nudge);
        IAsyncDisposable? subscription = null;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                subscription ??= await SubscribeAsync();
                await _nudge.WaitAsync();
                await AdvanceAsync(stoppingToken);
            }
        }
        finally
        {
            if (subscription is not null) await subscription.DisposeAsync();
        }
    }

    private void Signalled(OrderSignal signal)
    {
        // Signals of what was read already, as most are when events come in numbers, wake nobody.
        if (signal.Position <= Position) return;
        for (var known = Volatile.Read(ref _signalled); known < signal.Position;)
        {
            var before = Interlocked.CompareExchange(ref _signalled, signal.Position, known);
            if (before == known) break;
            known = before;
        }

        _nudge.Wake();
    }

    private async Task<IAsyncDisposable?> SubscribeAsync()
    {
        try
        {
            return await signals.SubscribeAsync(Signalled);
        }
        catch (Exception e)
        {
            // Tried again at the next comparison, which finds by itself what signals would have told.
            LogNoSignals(e);
            return null;
        }
    }

    private async Task AdvanceAsync(CancellationToken cancellation)
    {
        try
        {
            // First the head, then who listens: who comes after that reads what is below this head from the journal.
            var head = Math.Max(journal.Head, Volatile.Read(ref _signalled));
            if (!IsListenedTo) Volatile.Write(ref _position, Math.Max(head, Position));
            else if (head > Position) await ReadAsync(cancellation);
            _failing = false;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception e)
        {
            if (!_failing) LogUnreadable(e, Position);
            _failing = true;
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        IReadOnlyList<StoredEvent> events;
        do
        {
            events = await journal.ReadAllAsync(Position, limits.TailPage, cancellation);
            foreach (var stored in events)
            {
                await DispatchAsync(stored, cancellation);
                Volatile.Write(ref _position, stored.Position);
            }
        }
        while (events.Count == limits.TailPage);
    }

    private async ValueTask DispatchAsync(StoredEvent stored, CancellationToken cancellation)
    {
        foreach (var listener in _listeners)
            if (listener.Listens) Tell(listener, stored, null);

        if (!StoreStreams.TryKeyOf(StoreStreams.Order, stored.Stream, out var orderId)) return;
        var heard = topics.IsWatched(orderId) || topics.AnyWideWatched || Array.Exists(_listeners, listener => listener.Listens);
        if (!heard) return;

        LiveUpdate update;
        try
        {
            update = new LiveUpdate(await orders.ReadAsync(stored, cancellation));
        }
        catch (Exception e) when (e is UnknownEventException or InvalidOperationException)
        {
            LogUnknown(e, stored.Position);
            topics.Break(orderId);
            return;
        }

        topics.Add(update);
        foreach (var listener in _listeners)
            if (listener.Listens) Tell(listener, stored, update);
    }

    // What one listener cannot make out must not keep it from everybody for ever.
    private void Tell(IJournalListener listener, StoredEvent stored, LiveUpdate? update)
    {
        try
        {
            if (update is null) listener.On(stored);
            else listener.On(update);
        }
        catch (Exception e)
        {
            LogNotHeard(e, stored.Position, stored.Type);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The order streams cannot be subscribed to; live updates come up to a second late until they can")]
    private partial void LogNoSignals(Exception exception);

    [LoggerMessage(LogLevel.Error, "The journal cannot be read after position {Position}; live updates wait")]
    private partial void LogUnreadable(Exception exception, long position);

    [LoggerMessage(LogLevel.Error, "What happened at position {Position} ({Type}) could not be told to a listener; the others go on")]
    private partial void LogNotHeard(Exception exception, long position, string type);

    [LoggerMessage(LogLevel.Error, "The order event at position {Position} cannot be made out")]
    private partial void LogUnknown(Exception exception, long position);
}

/// <summary>Hears everything that happens, in global order, while it wants to. Must not block.</summary>
internal interface IJournalListener
{
    /// <summary>Whether it wants to hear anything now.</summary>
    bool Listens { get; }

    /// <summary>An event was stored.</summary>
    void On(StoredEvent stored);

    /// <summary>An order was updated.</summary>
    void On(LiveUpdate update);
}

using Microsoft.Extensions.Logging;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Grains.Journaling;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Outbound;

/// <inheritdoc cref="IOutboundGrain"/>
/// <remarks>
/// Rounds follow each other on a timer. A round reads on, tries what may be tried, and then writes down how far it came: what
/// a crash makes of it is repeats. Two activations, as in a failover, only repeat as well, for each row is true by itself.
/// </remarks>
public sealed partial class OutboundGrain(
    JournalServices services, IDurableRows rows, IOutboundReceivers receivers, IChance chance, OutboundLimits limits, ILogger<OutboundGrain> logger)
    : Grain, IOutboundGrain
{
    private readonly Dictionary<long, OutboundMessage> _messages = [];
    private Outbox _outbox = null!;
    private IOutboundReceiver? _receiver;
    private IGrainTimer? _timer;
    private long _keptPosition;
    private bool _failing;
    private bool _begun;
    private bool _ended;

    private string Name => this.GetPrimaryKeyString();

    private DateTimeOffset Now => services.Time.GetUtcNow();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await LoadAsync();
        await base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Spares repeats after an orderly end; nothing hangs on it.
        if (_outbox.HasChanges) await KeepQuietlyAsync();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task Begin()
    {
        if (_begun) return;
        _begun = true;
        await KeepAsync();
    }

    /// <inheritdoc/>
    public async Task Wake()
    {
        var found = await receivers.FindAsync(Name);
        // What was made of events for the receiver as it was set up before is made anew.
        if (!ReferenceEquals(found, _receiver)) _messages.Clear();
        _receiver = found;
        if (_receiver is null)
        {
            _timer?.Dispose();
            _timer = null;
            return;
        }

        await Begin();
        _timer ??= this.RegisterGrainTimer(RoundOnTimer, new GrainTimerCreationOptions(TimeSpan.Zero, limits.Poll) { KeepAlive = true });
    }

    /// <inheritdoc/>
    public async Task Renew()
    {
        _outbox.Renew(Now);
        await KeepAsync();
        await Wake();
    }

    /// <inheritdoc/>
    public Task<OutboundView> Get() => Task.FromResult(_outbox.ToView(Name));

    /// <inheritdoc/>
    public async Task<Result<OutboundView>> Replay(long fromPosition)
    {
        if (fromPosition < 1 || fromPosition > _outbox.Position)
            return Result.Refuse<OutboundView>(OutboundErrors.NoSuchPosition(fromPosition, _outbox.Position));
        _outbox.Replay(fromPosition);
        _messages.Clear();
        await KeepAsync();
        return Result.Ok(_outbox.ToView(Name), 0);
    }

    /// <inheritdoc/>
    public async Task<Result<Delivery>> Probe()
    {
        var now = Now;
        if ((_receiver ?? await receivers.FindAsync(Name)) is not { } receiver || receiver.Ping(services.Ids.NewId(), now) is not { } ping)
            return Result.Refuse<Delivery>(OutboundErrors.Inactive(Name));
        var outcome = await TryAsync(receiver, ping);
        return Result.Ok(_outbox.Note(ping, 1, outcome, now, Now - now), 0);
    }

    /// <inheritdoc/>
    public async Task End()
    {
        _timer?.Dispose();
        _timer = null;
        _receiver = null;
        _ended = true;
        await rows.DeleteRowAsync(OutboundState.Table, Name);
        DeactivateOnIdle();
    }

    private async Task RoundOnTimer(CancellationToken cancellation)
    {
        try
        {
            var end = Now + limits.Round;
            while (await RoundAsync(cancellation) && Now < end && !cancellation.IsCancellationRequested)
            {
            }

            _failing = false;
        }
        catch (Exception e)
        {
            if (!_failing) LogPostponed(e, Name);
            _failing = true;
        }
    }

    /// <returns>Whether there was more to read than a page.</returns>
    private async Task<bool> RoundAsync(CancellationToken cancellation)
    {
        if (_receiver is not { } receiver) return false;
        var more = await ReadOnAsync(receiver, cancellation);
        await DeliverAsync(receiver, cancellation);
        if (_outbox.HasChanges || _outbox.Position - _keptPosition >= limits.KeepEvery) await KeepAsync();
        return more;
    }

    private async Task<bool> ReadOnAsync(IOutboundReceiver receiver, CancellationToken cancellation)
    {
        if (!_outbox.HasRoom || services.Journal.Head <= _outbox.Position) return false;
        var events = await services.Journal.ReadAllAsync(_outbox.Position, limits.Page, cancellation);
        foreach (var stored in events)
        {
            if (!_outbox.HasRoom) return false;
            var message = await MakeOutAsync(receiver, stored, cancellation);
            if (message is not null) _messages[stored.Position] = message;
            _outbox.Read(stored.Position, message?.Lane, Now);
        }

        return events.Count == limits.Page;
    }

    private async ValueTask<OutboundMessage?> MakeOutAsync(IOutboundReceiver receiver, StoredEvent stored, CancellationToken cancellation)
    {
        try
        {
            return await receiver.ReadAsync(stored, cancellation);
        }
        catch (Exception e) when (e is UnknownEventException or InvalidOperationException)
        {
            LogUnreadable(e, Name, stored.Position, stored.Type);
            _outbox.Bury(stored.Position, stored.EventId, stored.Type, Now, "unreadable");
            return null;
        }
    }

    private async Task DeliverAsync(IOutboundReceiver receiver, CancellationToken cancellation)
    {
        var end = Now + limits.Round;
        var running = new List<Task>();
        while (true)
        {
            while (running.Count < receiver.Parallel && !cancellation.IsCancellationRequested && Now < end && _outbox.Take(Now) is { } parcel)
                running.Add(AttemptAsync(receiver, parcel, cancellation));
            if (running.Count == 0) return;
            var done = await Task.WhenAny(running);
            running.Remove(done);
            await done;
        }
    }

    private async Task AttemptAsync(IOutboundReceiver receiver, Parcel parcel, CancellationToken cancellation)
    {
        try
        {
            var message = await MessageOfAsync(receiver, parcel, cancellation);
            var began = Now;
            // Whom it no longer concerns, because its settings changed, is not told.
            var outcome = message.Body is null ? DeliveryOutcome.Delivered : await TryAsync(receiver, message);
            await FinishAsync(receiver, parcel, message, outcome, began);
        }
        finally
        {
            // Also when the journal cannot be read or the like: then the next round tries again.
            _outbox.Free(parcel);
        }
    }

    private async Task FinishAsync(IOutboundReceiver receiver, Parcel parcel, OutboundMessage message, DeliveryOutcome outcome, DateTimeOffset began)
    {
        var ended = Now;
        var paused = outcome.Error is not null && _outbox.FailingSince is { } since && ended - since >= limits.GiveUp && await receiver.GiveUpAsync(since);
        if (paused) _receiver = null;
        var letter = _outbox.Finish(parcel, message, outcome, ended, ended - began, chance.Next(), keep: paused);
        if (letter is not null || outcome is { Error: null, GoesOn: false }) _messages.Remove(parcel.Position);
        if (letter is not null) LogDead(Name, message.Id, message.Type, letter.Attempts, letter.Error);
    }

    private async Task<DeliveryOutcome> TryAsync(IOutboundReceiver receiver, OutboundMessage message)
    {
        using var timeout = new CancellationTokenSource(limits.Timeout, services.Time);
        try
        {
            return await receiver.DeliverAsync(message, timeout.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return new DeliveryOutcome($"no answer within {limits.Timeout.TotalSeconds:0} s");
        }
        catch (Exception e)
        {
            LogFailed(e, Name, message.Id, message.Type);
            return new DeliveryOutcome(e.GetType().Name);
        }
    }

    private async ValueTask<OutboundMessage> MessageOfAsync(IOutboundReceiver receiver, Parcel parcel, CancellationToken cancellation)
    {
        if (_messages.TryGetValue(parcel.Position, out var known)) return known;
        var stored = (await services.Journal.ReadAllAsync(parcel.Position - 1, 1, cancellation))[0];
        var message = await MakeOutAsync(receiver, stored, cancellation)
            ?? new OutboundMessage(stored.EventId, stored.EventId, stored.Position, parcel.Lane, stored.Type, null);
        return _messages[parcel.Position] = message;
    }

    private async Task LoadAsync()
    {
        var kept = await OutboundRows.ReadAsync(rows, Name);
        _outbox = new Outbox(kept ?? OutboundState.After(services.Journal.Head), limits);
        _keptPosition = _outbox.Position;
        _begun = kept is not null;
    }

    private async Task KeepAsync()
    {
        // A round that was under way, or a call that comes late, must not bring back what is forgotten.
        if (_ended || !_begun) return;
        var state = _outbox.ToState();
        await OutboundRows.KeepAsync(rows, Name, state);
        _outbox.Kept();
        _keptPosition = state.Position;
    }

    private async Task KeepQuietlyAsync()
    {
        try
        {
            await KeepAsync();
        }
        catch (Exception e)
        {
            LogPostponed(e, Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The receiver {Name} is gone on with later")]
    private partial void LogPostponed(Exception exception, string name);

    [LoggerMessage(LogLevel.Warning, "The receiver {Name} did not get {MessageId} ({Type}); it is tried again")]
    private partial void LogFailed(Exception exception, string name, Guid messageId, string type);

    [LoggerMessage(LogLevel.Error, "The receiver {Name} never got {MessageId} ({Type}), tried {Attempts} times: {Error}")]
    private partial void LogDead(string name, Guid messageId, string type, int attempts, string error);

    [LoggerMessage(LogLevel.Error, "The receiver {Name} cannot be told of position {Position} ({Type})")]
    private partial void LogUnreadable(Exception exception, string name, long position, string type);
}

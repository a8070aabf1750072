using Microsoft.Extensions.Logging;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Sweeping;
using OrleansStore.Grains.Journaling;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Sweeping;

/// <inheritdoc cref="ISweeperGrain"/>
/// <remarks>The silos and the reminder only bring the grain back where its silo died; the looking is a timer's.</remarks>
public sealed partial class SweeperGrain(JournalServices services, IDurableRows rows, Deadlines deadlines, ILogger<SweeperGrain> logger)
    : Grain, ISweeperGrain, IRemindable
{
    private const string Reminder = "sweeper";
    private const int Page = 1_000;

    /// <summary>Events after which the fold is kept anew; bounds what a start reads.</summary>
    private const int KeepEvery = 20_000;

    private readonly DueRows _rows = new(rows);
    private DueThings _things = new(services.Codec);
    private long _keptPosition;
    private DateTimeOffset _next;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _things = await _rows.LoadAsync(services.Codec);
        _keptPosition = _things.Position;
        var period = deadlines.SweepEvery < SweepLimits.Follow ? deadlines.SweepEvery : SweepLimits.Follow;
        this.RegisterGrainTimer(LookOnTimer, new GrainTimerCreationOptions(TimeSpan.Zero, period) { KeepAlive = true });
        await base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task Start() =>
        await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    /// <inheritdoc/>
    public Task Wake() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<SweepReport> Sweep()
    {
        var now = services.Time.GetUtcNow();
        await CatchUpAsync();
        var due = _things.FindDue(now, deadlines, SweepLimits.AtMost);
        var ended = 0;
        foreach (var some in due.Chunk(SweepLimits.AtOnce))
            ended += (await Task.WhenAll(some.Select(AskAsync))).Count(over => over);
        await CatchUpAsync();
        // When more was due than one look asks, the next follows at once.
        _next = due.Count < SweepLimits.AtMost ? now + deadlines.SweepEvery : now;
        if (due.Count > 0) LogSwept(due.Count, ended);
        return new SweepReport(_things.Count, due.Count, ended);
    }

    private async Task LookOnTimer(CancellationToken cancellation)
    {
        try
        {
            if (services.Time.GetUtcNow() < _next) await CatchUpAsync();
            else await Sweep();
        }
        catch (Exception e)
        {
            LogPostponed(e);
        }
    }

    /// <returns>Whether it has ended.</returns>
    private async Task<bool> AskAsync(DueThing thing)
    {
        try
        {
            var id = services.Ids.NewId();
            var context = new CommandContext(id, id, Actors.System);
            var error = thing.Kind switch
            {
                DueKind.Cart => (await GrainFactory.GetGrain<ICartGrain>(thing.Id).Expire(context)).Error,
                DueKind.Erasure => (await GrainFactory.GetGrain<ICustomerGrain>(thing.Id).Erase(context)).Error,
                DueKind.Hold => (await GrainFactory.GetGrain<ICheckoutGrain>(thing.Id).ReleaseHold(context, thing.Key.Product)).Error,
                _ => (await GrainFactory.GetGrain<ICheckoutGrain>(thing.Id).Expire(context)).Error,
            };
            if (error is { Code: "cartBusy" or "orderBusy" })
            {
                _things.LeaveAlone(thing, services.Time.GetUtcNow(), deadlines);
                return false;
            }

            if (error is { Code: CartErrors.NotDueCode } && (thing.Kind == DueKind.Cart || await IsPendingAsync(thing.Id)))
            {
                _things.PutOff(thing, services.Time.GetUtcNow(), deadlines);
                return false;
            }

            _things.Remove(thing.Kind, thing.Key);
            return true;
        }
        catch (Exception e)
        {
            // Whatever it is, it is this one's: the others are not to wait for it.
            LogNotEnded(e, thing.Kind, thing.Id);
            _things.LeaveAlone(thing, services.Time.GetUtcNow(), deadlines);
            return false;
        }
    }

    /// <summary>An order that is past that needs no deadline; one that is not there has none.</summary>
    private async Task<bool> IsPendingAsync(Guid orderId) =>
        (await GrainFactory.GetGrain<IOrderGrain>(orderId).Get()).Value is { Status: OrderStatus.Pending };

    private async Task CatchUpAsync()
    {
        IReadOnlyList<StoredEvent> events;
        do
        {
            events = await services.Journal.ReadAllAsync(_things.Position, Page);
            _things.Fold(events);
            if (_things.Position - _keptPosition < KeepEvery) continue;
            await _rows.SaveAsync(_things);
            _keptPosition = _things.Position;
        }
        while (events.Count == Page);
    }

    [LoggerMessage(LogLevel.Information, "Of {Due} orders, holds and carts that were over their time {Ended} have ended.")]
    private partial void LogSwept(int due, int ended);

    [LoggerMessage(LogLevel.Warning, "What is over its time is looked for again later.")]
    private partial void LogPostponed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The {Kind} {Id} is over its time and could not be ended now.")]
    private partial void LogNotEnded(Exception exception, DueKind kind, Guid id);
}

using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Reconciliation;

/// <inheritdoc cref="IReconciliationGrain"/>
/// <remarks>Reentrant: a run over a long journal takes minutes, and whoever asks how it went is not to wait for it.</remarks>
[Reentrant]
public sealed partial class ReconciliationGrain(JournalServices services, ReconciliationSchedule schedule, ILogger<ReconciliationGrain> logger)
    : AggregateGrain<ReconciliationState, ReconciliationEvent>(services), IReconciliationGrain, IRemindable
{
    private const string Reminder = "reconciliation";

    /// <summary>Reminders are not kept closer.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly StockBooks _books = new(services.Journal, services.Codec);
    private Task? _running;

    /// <inheritdoc/>
    protected override string Category => "reconciliation";

    /// <inheritdoc/>
    public async Task Start()
    {
        await CatchUpAsync();
        // Counted from the last run: a store that is started anew each hour is looked at all the same.
        var left = Confirmed.Last is { } last ? last.At + schedule.Every - Services.Time.GetUtcNow() : Soon;
        await this.RegisterOrUpdateReminder(Reminder, left < Soon ? Soon : left, schedule.Every);
    }

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        try
        {
            var id = Services.Ids.NewId();
            await Run(new CommandContext(id, id, Actors.System));
        }
        catch (Exception e)
        {
            LogPostponed(e);
        }
    }

    /// <inheritdoc/>
    public async Task<Result<ReconciliationView>> Run(CommandContext context)
    {
        if (!IsRepeat(context.CommandId))
        {
            var running = _running ??= CompareAsync(context);
            var waiting = Task.Delay(ReconciliationLimits.Patience, Services.Time);
            if (await Task.WhenAny(running, waiting) == running) await running;
        }

        return Show();
    }

    /// <inheritdoc/>
    public async Task<Result<ReconciliationView>> Get()
    {
        await CatchUpAsync();
        return Show();
    }

    private async Task CompareAsync(CommandContext context)
    {
        try
        {
            // Later runs read on from here. What was read twice would be booked twice, so only one runs at a time.
            await _books.ReadToAsync(Services.Journal.Head);
            var differences = _books.Differences().ToList();
            var (position, orders, underWay) = (_books.Position, _books.Orders, _books.UnderWay);
            var news = new List<StockDifference>();
            await Execute(context, (state, _) => Complete(state), state => state);
            foreach (var d in news)
                LogDiffered(d.ProductId, d.OrderId, d.ExpectedHeld, d.FoundHeld, d.ExpectedSold, d.FoundSold, position);

            Decision<ReconciliationEvent> Complete(ReconciliationState state)
            {
                var decision = ReconciliationDecisions.Complete(position, orders, underWay, differences, state.Differences);
                news = [.. decision.Events.OfType<ReconciliationDiffered>().Select(e => e.Difference)];
                return decision;
            }
        }
        finally
        {
            _running = null;
        }
    }

    private Result<ReconciliationView> Show() =>
        Result.Ok(new ReconciliationView(_running is not null, Confirmed.Last, Confirmed.Differences), Position);

    [LoggerMessage(LogLevel.Warning, "Stock {ProductId} and order {OrderId} differ at position {Position}: held {FoundHeld} instead of {ExpectedHeld}, sold {FoundSold} instead of {ExpectedSold}")]
    private partial void LogDiffered(Guid productId, Guid orderId, int expectedHeld, int foundHeld, int expectedSold, int foundSold, long position);

    [LoggerMessage(LogLevel.Warning, "The reconciliation could not be run; it is run again at its next time.")]
    private partial void LogPostponed(Exception exception);
}

using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Recovery;
using OrleansStore.Grains.Journaling;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Recovery;

/// <inheritdoc cref="IRecoveryGrain"/>
/// <remarks>The silos and the reminder only bring the grain back where its silo died; the looking is a timer's.</remarks>
public sealed partial class RecoveryGrain(JournalServices services, IDurableRows rows, ILogger<RecoveryGrain> logger)
    : Grain, IRecoveryGrain, IRemindable
{
    private const string Reminder = "recovery";
    private const int Page = 1_000;

    /// <summary>Events after which the fold is kept anew; bounds what a start reads.</summary>
    private const int KeepEvery = 20_000;

    private OpenCheckouts _found = new(0, []);
    private long _keptPosition;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await LoadAsync();
        this.RegisterGrainTimer(SweepOnTimer, new GrainTimerCreationOptions(TimeSpan.Zero, RecoveryLimits.Period) { KeepAlive = true });
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
    public async Task<int> Sweep()
    {
        await CatchUpAsync();
        foreach (var some in _found.Open.ToArray().Chunk(RecoveryLimits.AtOnce))
            await Task.WhenAll(some.Select(ResumeAsync));
        await CatchUpAsync();
        return _found.Open.Count;
    }

    private async Task SweepOnTimer(CancellationToken cancellation)
    {
        try
        {
            await Sweep();
        }
        catch (Exception e)
        {
            LogPostponed(e);
        }
    }

    private async Task ResumeAsync(Guid orderId)
    {
        try
        {
            await GrainFactory.GetGrain<ICheckoutGrain>(orderId).Resume();
        }
        catch (Exception e)
        {
            // Whatever it is, it is this order's: the others are not to wait for it.
            LogStillOpen(e, orderId);
        }
    }

    private async Task LoadAsync()
    {
        if (await rows.ReadRowAsync(OpenCheckouts.Table, OpenCheckouts.Key) is not { } kept) return;
        _found = JsonSerializer.Deserialize(kept.Span, GrainStates.Default.OpenCheckouts) ?? _found;
        _keptPosition = _found.Position;
    }

    private async Task CatchUpAsync()
    {
        IReadOnlyList<StoredEvent> events;
        do
        {
            events = await services.Journal.ReadAllAsync(_found.Position, Page);
            _found = _found.Fold(events);
        }
        while (events.Count == Page);

        if (_found.Position - _keptPosition < KeepEvery) return;
        await rows.UpsertRowAsync(
            OpenCheckouts.Table, OpenCheckouts.Key, JsonSerializer.SerializeToUtf8Bytes(_found, GrainStates.Default.OpenCheckouts));
        _keptPosition = _found.Position;
    }

    [LoggerMessage(LogLevel.Warning, "Unfinished checkouts are looked for again later.")]
    private partial void LogPostponed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The checkout of order {OrderId} is still unfinished.")]
    private partial void LogStillOpen(Exception exception, Guid orderId);
}

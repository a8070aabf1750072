using OrleansStore.Api.Live;
using OrleansStore.Journal;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Notifications;

namespace OrleansStore.Api.Notifications;

/// <summary>Sends what comes into the inboxes of those who are connected to the hub, as <c>Notification</c>.</summary>
/// <remarks>
/// It is read from the inboxes themselves, so both tell the same under the same ids. A push is a hint: what is missed is
/// in the inbox, after the last position seen.
/// </remarks>
internal sealed partial class NotificationPush(
    OrdersAudience audience, INotificationQueries inboxes, LiveLimits limits, TimeProvider time, ILogger<NotificationPush> logger)
    : BackgroundService, IJournalListener
{
    private readonly Lock _gate = new();
    private readonly LiveWatcher _arrived = new();
    private readonly Dictionary<Guid, long> _owners = [];
    private Dictionary<Guid, long> _told = [];
    private long? _everybody;

    /// <inheritdoc/>
    public bool Listens => audience.HasAccounts;

    /// <inheritdoc/>
    public void On(StoredEvent stored)
    {
        if (stored.Type != "product.created.v1" && !ShopAlerts.EventTypes.Contains(stored.Type)) return;
        lock (_gate) _everybody ??= stored.Position;
        _arrived.Wake();
    }

    /// <inheritdoc/>
    public void On(LiveUpdate update)
    {
        if (update.Update.IsInternal || update.Update.CustomerId is not { } customer || !audience.Has(customer)) return;
        lock (_gate) _owners.TryAdd(customer, update.Update.Position);
        _arrived.Wake();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = stoppingToken.UnsafeRegister(static arrived => ((LiveWatcher)arrived!).Wake(), _arrived);
        while (!stoppingToken.IsCancellationRequested)
        {
            await _arrived.WaitAsync();
            try
            {
                foreach (var (account, from) in Take()) await PushAsync(account, from, stoppingToken);
                _told = _told.Where(t => audience.Has(t.Key)).ToDictionary();
                // An import wakes for each product; so rounds are as far apart as a person would bear.
                await Task.Delay(limits.PushPause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                LogNotPushed(e);
            }
        }
    }

    /// <summary>Who has something, and from which position on.</summary>
    private Dictionary<Guid, long> Take()
    {
        lock (_gate)
        {
            var taken = new Dictionary<Guid, long>(_owners);
            _owners.Clear();
            if (_everybody is { } news)
                foreach (var account in audience.Accounts) taken[account] = Math.Min(news, taken.GetValueOrDefault(account, long.MaxValue));
            _everybody = null;
            return taken;
        }
    }

    private async Task PushAsync(Guid account, long from, CancellationToken cancellation)
    {
        // What came while the last round read may have been told by it already.
        var after = Math.Max(from - 1, _told.GetValueOrDefault(account));
        var page = await inboxes.ReadAsync(account, audience.IsOperator(account), after, ReadModelLimits.PageSize, cancellation);
        foreach (var notification in page.Items) audience.Tell(account, notification);
        _told[account] = page.NextAfter;
    }

    [LoggerMessage(LogLevel.Warning, "Notifications could not be pushed; they are in the inboxes")]
    private partial void LogNotPushed(Exception exception);
}

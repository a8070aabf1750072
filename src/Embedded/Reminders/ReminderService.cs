using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Embedded;

/// <summary>Calls grains when their reminders are due. One timer waits for the earliest of them.</summary>
internal sealed class ReminderService : IReminderRegistry, IEnginePart
{
    // Timers take at most about 49 days; waking up early only costs another look.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(GrainId, string), Waiting> _waiting = [];
    private readonly EmbeddedEngine _engine;
    private readonly IReminderTable _table;
    private readonly TimeSpan _minimumPeriod;
    private readonly ITimer _timer;
    private bool _stopped;

    public ReminderService(EmbeddedEngine engine, IReminderTable table, IOptions<ReminderOptions> options)
    {
        _engine = engine;
        _table = table;
        _minimumPeriod = options.Value.MinimumReminderPeriod;
        _timer = engine.CreateTimer(static service => ((ReminderService)service!).Fire(), this);
        engine.Add(this);
    }

    private DateTime Now => _engine.Time.GetUtcNow().UtcDateTime;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _table.StartAsync(cancellationToken);
        foreach (var row in (await _table.ReadRows(0, 0)).Reminders) Wait(row);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _table.StopAsync(cancellationToken);

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(dueTime, Timeout.InfiniteTimeSpan, nameof(dueTime));
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero, nameof(dueTime));
        ArgumentOutOfRangeException.ThrowIfEqual(period, Timeout.InfiniteTimeSpan, nameof(period));
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero, nameof(period));
        if (period < _minimumPeriod)
        {
            throw new ArgumentException(
                $"Cannot register reminder {callingGrainId}={reminderName} as requested period ({period}) is less than minimum allowed reminder period ({_minimumPeriod})");
        }

        var row = new ReminderEntry { GrainId = callingGrainId, ReminderName = reminderName, StartAt = Now + dueTime, Period = period };
        row.ETag = await _table.UpsertRow(row)
            ?? throw new ReminderException($"Could not register reminder {callingGrainId}={reminderName}: the table took another write.");
        Wait(row);
        return new Reminder(reminderName, row.ETag);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        var tag = (reminder as Reminder)?.ETag
            ?? (await _table.ReadRow(callingGrainId, reminder.ReminderName))?.ETag
            ?? throw new ReminderException($"Could not unregister reminder {callingGrainId}={reminder.ReminderName}: it is not there.");
        if (!await _table.RemoveRow(callingGrainId, reminder.ReminderName, tag))
        {
            throw new ReminderException($"Could not unregister reminder {callingGrainId}={reminder.ReminderName}: it is not there or was changed.");
        }

        lock (_lock)
        {
            _waiting.Remove((callingGrainId, reminder.ReminderName));
        }
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await _table.ReadRow(callingGrainId, reminderName) is { } row ? new Reminder(row.ReminderName, row.ETag!) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await _table.ReadRows(callingGrainId)).Reminders.Select(row => new Reminder(row.ReminderName, row.ETag!))];

    public void Stop()
    {
        _stopped = true;
        _timer.Dispose();
    }

    public void Crash() => Stop();

    private void Wait(ReminderEntry row)
    {
        lock (_lock)
        {
            _waiting[(row.GrainId, row.ReminderName)] = new Waiting(row, NextAfter(row, Now, included: true));
            Arm();
        }
    }

    private static DateTime NextAfter(ReminderEntry row, DateTime now, bool included)
    {
        if (row.StartAt > now || (included && row.StartAt == now)) return row.StartAt;
        if (row.Period <= TimeSpan.Zero) return now + TimeSpan.FromMilliseconds(1);
        var periods = (now - row.StartAt).Ticks / row.Period.Ticks;
        return row.StartAt + ((periods + 1) * row.Period);
    }

    private void Arm()
    {
        if (_stopped || _waiting.Count == 0) return;
        var wait = _waiting.Values.Min(waiting => waiting.Due) - Now;
        if (wait < TimeSpan.Zero) wait = TimeSpan.Zero;
        if (wait > LongestWait) wait = LongestWait;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        List<ReminderEntry> due = [];
        var now = Now;
        lock (_lock)
        {
            foreach (var waiting in _waiting.Values)
            {
                if (waiting.Due > now) continue;
                waiting.Due = NextAfter(waiting.Row, now, included: false);
                if (waiting.Delivering) continue;
                waiting.Delivering = true;
                due.Add(waiting.Row);
            }

            Arm();
        }

        foreach (var row in due) Deliver(row, now);
    }

    // A tick that comes while the one before is still being received is left out, as in Orleans.
    private void Deliver(ReminderEntry row, DateTime now)
    {
        var tick = new Tick(this, row, new TickStatus(row.StartAt, row.Period, now));
        _engine.PendingCalls.Add(tick);
        _engine.ClassOf(row.GrainId.Type).Dispatch(row.GrainId.Key, tick);
    }

    private void OnDelivered(ReminderEntry row, Exception? failure)
    {
        if (failure is not null) _engine.Log.ReminderFailed(row.ToString(), failure);
        lock (_lock)
        {
            if (_waiting.TryGetValue((row.GrainId, row.ReminderName), out var waiting)) waiting.Delivering = false;
        }
    }

    private sealed class Waiting(ReminderEntry row, DateTime due)
    {
        public ReminderEntry Row { get; } = row;

        public DateTime Due { get; set; } = due;

        public bool Delivering { get; set; }
    }

    // Its answer is taken in the grain's turn, without a task that would go on elsewhere.
    private sealed class Tick(ReminderService service, ReminderEntry row, TickStatus status) : Invocation(Received)
    {
        private static readonly GrainMethod Received = new(
            typeof(IRemindable), nameof(IRemindable.ReceiveReminder), CallKind.Exclusive, 0, typeof(string), typeof(TickStatus));

        private bool _answered;

        internal override bool IsAnswered => _answered;

        public override int GetArgumentCount() => 2;

        public override object? GetArgument(int index) => index == 0 ? row.ReminderName : status;

        internal override void Answer(Task task) => Finish(task.Exception?.InnerException);

        internal override bool TryFail(Exception exception)
        {
            Finish(exception);
            return true;
        }

        protected override Task Invoke(object grain) => ((IRemindable)grain).ReceiveReminder(row.ReminderName, status);

        private void Finish(Exception? failure)
        {
            if (Interlocked.Exchange(ref _answered, true)) return;
            service.OnDelivered(row, failure);
        }
    }

    private sealed record Reminder(string ReminderName, string ETag) : IGrainReminder;
}

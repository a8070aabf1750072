namespace OrleansStore.Engine.Tests.Reminders;

public interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan due, TimeSpan period);

    Task<bool> Unregister(string name);

    Task<string[]> Names();

    Task<string[]> Received();

    Task Leave();
}

public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    private readonly List<string> _received = [];

    public Task Register(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task<bool> Unregister(string name)
    {
        if (await this.GetReminder(name) is not { } reminder) return false;
        await this.UnregisterReminder(reminder);
        return true;
    }

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public Task<string[]> Received() => Task.FromResult(_received.ToArray());

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _received.Add($"{reminderName} every {status.Period}");
        return Task.CompletedTask;
    }
}

public interface IUnremindableGrain : IGrainWithStringKey
{
    Task Register();
}

public sealed class UnremindableGrain : Grain, IUnremindableGrain
{
    public Task Register() => this.RegisterOrUpdateReminder("r", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
}

/// <summary>Reminders of grains.</summary>
public sealed class ReminderTests(Cluster cluster) : IClassFixture<Cluster>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string _name = Guid.NewGuid().ToString();

    private IReminderGrain Grain => cluster.Grains.GetGrain<IReminderGrain>(_name);

    // Orleans: src/Orleans.Reminders/ReminderService/LocalReminderService.cs
    [Fact]
    public async Task A_reminder_wakes_its_grain()
    {
        await Grain.Register("wake", TimeSpan.FromMilliseconds(500), Minute);
        await Grain.Leave();
        await Patience.Until(async () => (await Grain.Received()).Length > 0);
        (await Grain.Received()).ShouldBe(["wake every 00:01:00"]);
        await Grain.Unregister("wake");
    }

    // Orleans: src/Orleans.Reminders/ReminderService/ReminderRegistry.cs
    [Fact]
    public async Task Reminders_are_found_by_name_changed_and_removed()
    {
        await Grain.Register("one", Minute, Minute);
        await Grain.Register("two", Minute, Minute);
        await Grain.Register("two", Minute, 2 * Minute);
        (await Grain.Names()).ShouldBe(["one", "two"]);
        (await Grain.Unregister("one")).ShouldBeTrue();
        (await Grain.Unregister("one")).ShouldBeFalse();
        (await Grain.Names()).ShouldBe(["two"]);
        (await Grain.Unregister("two")).ShouldBeTrue();
    }

    // Orleans: src/Orleans.Reminders/ReminderService/ReminderRegistry.cs (MinimumReminderPeriod)
    [Fact]
    public async Task A_period_under_a_minute_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => Grain.Register("fast", Minute, TimeSpan.FromSeconds(59)));

    // Orleans: src/Orleans.Reminders/GrainReminderExtensions.cs
    [Fact]
    public async Task A_grain_that_cannot_receive_reminders_cannot_register_one() =>
        await Should.ThrowAsync<InvalidOperationException>(() => cluster.Grains.GetGrain<IUnremindableGrain>(_name).Register());
}

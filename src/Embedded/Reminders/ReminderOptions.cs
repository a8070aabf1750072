namespace Orleans.Hosting;

/// <summary>Limits of reminders.</summary>
/// <remarks>Orleans: src/Orleans.Reminders/Options/ReminderOptions.cs</remarks>
public sealed class ReminderOptions
{
    /// <summary>The shortest period; one minute by default.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
}

namespace Orleans.Runtime;

/// <summary>When a reminder ticks.</summary>
/// <remarks>Orleans: src/Orleans.Reminders/Timers/IRemindable.cs</remarks>
[GenerateSerializer, Immutable]
public readonly struct TickStatus(DateTime firstTickTime, TimeSpan period, DateTime timeStamp)
{
    /// <summary>The first tick, UTC.</summary>
    [Id(0)]
    public DateTime FirstTickTime { get; } = firstTickTime;

    /// <summary>The period.</summary>
    [Id(1)]
    public TimeSpan Period { get; } = period;

    /// <summary>This tick, UTC.</summary>
    [Id(2)]
    public DateTime CurrentTickTime { get; } = timeStamp;

    /// <inheritdoc/>
    public override string ToString() => $"<{FirstTickTime}, {Period}, {CurrentTickTime}>";
}

/// <summary>A reminder that a grain registered.</summary>
/// <remarks>Orleans: src/Orleans.Reminders/Timers/IRemindable.cs</remarks>
public interface IGrainReminder
{
    /// <summary>Its name, unique within the grain.</summary>
    string ReminderName { get; }
}

/// <summary>A reminder could not be stored or found.</summary>
/// <remarks>Orleans: src/Orleans.Reminders/Timers/IRemindable.cs</remarks>
public sealed class ReminderException(string message) : OrleansException(message);

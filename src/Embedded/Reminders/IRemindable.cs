using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that reminders can wake.</summary>
/// <remarks>Orleans: src/Orleans.Reminders/Timers/IRemindable.cs</remarks>
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due; at least once, possibly late.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}

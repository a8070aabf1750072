using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Registers reminders for grains.</summary>
/// <remarks>Orleans: src/Orleans.Reminders/Timers/IReminderRegistry.cs</remarks>
public interface IReminderRegistry
{
    /// <summary>Registers a reminder, or changes it.</summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>Removes a reminder.</summary>
    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    /// <summary>The reminder of that name, or null.</summary>
    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    /// <summary>All reminders of the grain.</summary>
    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
}

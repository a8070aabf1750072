using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders are stored; the default keeps them in memory.</summary>
/// <remarks>Orleans: src/Orleans.Reminders/SystemTargetInterfaces/IReminderTable.cs</remarks>
public interface IReminderTable
{
    /// <summary>Called once before anything else.</summary>
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>The reminders of a grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>The reminders of the grains whose uniform hash is in (begin, end]; all of them when both are 0.</summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>One reminder, or null.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Writes a reminder and returns its new version tag.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a reminder; false when it is not there with that tag.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Removes everything; for tests.</summary>
    Task TestOnlyClearTable();

    /// <summary>Called once at the end.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}

/// <summary>A stored reminder.</summary>
/// <remarks>Orleans: src/Orleans.Reminders/SystemTargetInterfaces/IReminderTable.cs</remarks>
[GenerateSerializer]
public sealed class ReminderEntry
{
    /// <summary>The grain.</summary>
    [Id(0)]
    public GrainId GrainId { get; set; }

    /// <summary>The name.</summary>
    [Id(1)]
    public string ReminderName { get; set; } = null!;

    /// <summary>The first tick, UTC.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    /// <summary>The period.</summary>
    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>The version tag.</summary>
    [Id(4)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"<GrainId={GrainId} ReminderName={ReminderName} Period={Period}>";
}

/// <summary>Stored reminders.</summary>
/// <remarks>Orleans: src/Orleans.Reminders/SystemTargetInterfaces/IReminderTable.cs</remarks>
[GenerateSerializer]
public sealed class ReminderTableData
{
    /// <summary>None.</summary>
    public ReminderTableData()
    {
    }

    /// <summary>One.</summary>
    public ReminderTableData(ReminderEntry entry) => Reminders.Add(entry);

    /// <summary>Several.</summary>
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    /// <summary>The reminders.</summary>
    [Id(0)]
    public IList<ReminderEntry> Reminders { get; } = new List<ReminderEntry>();
}

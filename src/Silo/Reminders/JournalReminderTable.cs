using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansStore.Contracts;
using OrleansStore.Journal;

namespace OrleansStore.Silo.Reminders;

/// <summary>Reminders in the journal's database: what was registered outlives the process, and one file is the whole store.</summary>
/// <remarks>For one silo: the rows are read from and written to its own journal.</remarks>
internal sealed class JournalReminderTable(IDurableRows rows, IIdSource ids) : IReminderTable
{
    private const string Table = "reminders";

    /// <summary>
    /// The newest write: a row is compared and changed by one caller at a time. Whoever waits goes on where he waited, not on
    /// a thread of the pool as behind a semaphore: the simulation owns every turn.
    /// </summary>
    private Task _newest = Task.CompletedTask;

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadAsync(row => row.GrainId == grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ReadAsync(row =>
    {
        var hash = row.GrainId.GetUniformHashCode();
        return begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
    });

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        await rows.ReadRowAsync(Table, KeyOf(grainId, reminderName)) is { } value ? Read(value) : null;

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        entry.ETag = ids.NewId().ToString("N");
        var row = new ReminderRow(entry.GrainId.ToString(), entry.ReminderName, entry.StartAt, entry.Period, entry.ETag);
        await WriteAsync(async () =>
        {
            await rows.UpsertRowAsync(
                Table, KeyOf(entry.GrainId, entry.ReminderName), JsonSerializer.SerializeToUtf8Bytes(row, ReminderJson.Default.ReminderRow));
            return true;
        });
        return entry.ETag;
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => WriteAsync(async () =>
    {
        if ((await ReadRow(grainId, reminderName))?.ETag != eTag) return false;
        await rows.DeleteRowAsync(Table, KeyOf(grainId, reminderName));
        return true;
    });

    public Task TestOnlyClearTable() => WriteAsync(async () =>
    {
        foreach (var row in await rows.ReadRowsAsync(Table)) await rows.DeleteRowAsync(Table, row.Key);
        return true;
    });

    private async Task<bool> WriteAsync(Func<Task<bool>> write)
    {
        var turn = new TaskCompletionSource();
        await Interlocked.Exchange(ref _newest, turn.Task);
        try
        {
            return await write();
        }
        finally
        {
            turn.SetResult();
        }
    }

    private async Task<ReminderTableData> ReadAsync(Func<ReminderEntry, bool> wanted) =>
        new((await rows.ReadRowsAsync(Table)).Select(row => Read(row.Value)).Where(wanted).ToList());

    private static string KeyOf(GrainId grainId, string reminderName) => $"{grainId} {reminderName}";

    private static ReminderEntry Read(ReadOnlyMemory<byte> value)
    {
        var row = JsonSerializer.Deserialize(value.Span, ReminderJson.Default.ReminderRow)!;
        return new ReminderEntry
        {
            GrainId = GrainId.Parse(row.Grain),
            ReminderName = row.Name,
            StartAt = row.StartAt,
            Period = row.Period,
            ETag = row.ETag,
        };
    }
}

/// <summary>A reminder as it is stored.</summary>
/// <param name="StartAt">The first tick, UTC.</param>
internal sealed record ReminderRow(string Grain, string Name, DateTime StartAt, TimeSpan Period, string ETag);

/// <summary>How reminders are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReminderRow))]
internal sealed partial class ReminderJson : JsonSerializerContext;

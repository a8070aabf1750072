using OrleansStore.Journal;

namespace OrleansStore.Silo.Health;

/// <summary>Tells whether the journal can be written and read, by doing it; once a second however often it is asked.</summary>
public sealed class StoreProbe(IDurableRows rows, TimeProvider time)
{
    private const string Table = "health";
    private const string Key = "probe";

    /// <summary>How long an answer is good: a write waits for the disk, and anybody may ask.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<JournalFault?>? _latest;
    private long _asked;

    /// <summary>What is wrong with the journal; null when nothing is.</summary>
    public Task<JournalFault?> FindFaultAsync()
    {
        lock (_gate)
        {
            if (_latest is not null && (!_latest.IsCompleted || time.GetElapsedTime(_asked) < Kept)) return _latest;
            _asked = time.GetTimestamp();
            return _latest = ProbeAsync();
        }
    }

    private async Task<JournalFault?> ProbeAsync()
    {
        try
        {
            await rows.UpsertRowAsync(Table, Key, "1"u8.ToArray());
            await rows.ReadRowAsync(Table, Key);
            return null;
        }
        catch (Exception e)
        {
            return e is JournalUnavailableException { Fault: var fault } ? fault : JournalFault.Unreachable;
        }
    }
}

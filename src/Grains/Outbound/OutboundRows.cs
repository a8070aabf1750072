using System.Text.Json;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Outbound;

/// <summary>The durable rows that hold where receivers are.</summary>
public static class OutboundRows
{
    /// <summary>Where a receiver is; null for one that is new.</summary>
    public static async ValueTask<OutboundState?> ReadAsync(IDurableRows rows, string name) =>
        await rows.ReadRowAsync(OutboundState.Table, name) is { } row ? JsonSerializer.Deserialize(row.Span, GrainStates.Default.OutboundState) : null;

    /// <summary>Keeps where a receiver is.</summary>
    public static ValueTask KeepAsync(IDurableRows rows, string name, OutboundState state) =>
        rows.UpsertRowAsync(OutboundState.Table, name, JsonSerializer.SerializeToUtf8Bytes(state, GrainStates.Default.OutboundState));

    /// <summary>A receiver that is new is told what comes after a position; of another nothing changes.</summary>
    public static async ValueTask BeginAsync(IDurableRows rows, string name, long afterPosition)
    {
        if (await ReadAsync(rows, name) is null) await KeepAsync(rows, name, OutboundState.After(afterPosition));
    }
}

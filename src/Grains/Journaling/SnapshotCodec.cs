using System.Buffers;
using System.Text.Json;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Journaling;

/// <summary>Snapshots of journaled states: <c>{"commands": […], "state": {…}}</c>.</summary>
internal static class SnapshotCodec
{
    public static Snapshot Write<TState, TEvent>(Journaled<TState> state, int version, long position)
        where TState : class, IAggregate<TState, TEvent>
        where TEvent : class
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("commands");
            foreach (var command in state.Commands) json.WriteStringValue(command);
            json.WriteEndArray();
            json.WritePropertyName("state");
            JsonSerializer.Serialize(json, state.Value ?? TState.Initial, TState.SnapshotJson);
            json.WriteEndObject();
        }

        return new Snapshot(version, position, TState.SnapshotType, buffer.WrittenMemory);
    }

    /// <summary>False when it is of another shape or damaged: the events are replayed instead.</summary>
    public static bool TryRead<TState, TEvent>(Snapshot snapshot, Journaled<TState> into)
        where TState : class, IAggregate<TState, TEvent>
        where TEvent : class
    {
        if (snapshot.Type != TState.SnapshotType) return false;
        try
        {
            using var document = JsonDocument.Parse(snapshot.Payload);
            var state = document.RootElement.GetProperty("state").Deserialize(TState.SnapshotJson);
            if (state is null) return false;
            into.Commands = [.. document.RootElement.GetProperty("commands").EnumerateArray().Select(c => c.GetGuid())];
            into.Value = state;
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }
}

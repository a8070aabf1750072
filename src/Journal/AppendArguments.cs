using System.Buffers;
using System.Text;

namespace OrleansStore.Journal;

/// <summary>What every implementation checks before it takes an append.</summary>
internal static class AppendArguments
{
    /// <returns>The payload bytes of the append.</returns>
    /// <exception cref="ArgumentException">A limit is exceeded, or a name is malformed.</exception>
    public static int Check(string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
    {
        CheckStream(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count is 0 or > JournalLimits.EventsPerAppend)
            throw new ArgumentException($"An append holds 1 to {JournalLimits.EventsPerAppend} events, not {events.Count}.", nameof(events));

        var bytes = 0;
        for (var i = 0; i < events.Count; i++)
        {
            var e = events[i];
            CheckName(e.Type, "type", JournalLimits.EventNameLength);
            if (e.Type.Length == 0) throw new ArgumentException("An event's type is empty.");
            CheckName(e.Actor, "actor", JournalLimits.EventNameLength);
            if (e.Payload.Length > JournalLimits.PayloadBytes)
                throw new ArgumentException($"The payload of an event '{e.Type}' has {e.Payload.Length} bytes; {JournalLimits.PayloadBytes} are allowed.");
            bytes += e.Payload.Length;
        }

        return bytes;
    }

    /// <summary>Throws unless the name can be a stream's.</summary>
    public static void CheckStream(string stream)
    {
        CheckName(stream, "stream", JournalLimits.StreamNameLength);
        if (stream.Length == 0) throw new ArgumentException("A stream's name is empty.", nameof(stream));
        // At most three bytes of UTF-8 a character: short names need no count.
        if (stream.Length * 3 > JournalLimits.StreamNameLength && Encoding.UTF8.GetByteCount(stream) > JournalLimits.StreamNameLength)
            throw new ArgumentException($"A stream's name is longer than {JournalLimits.StreamNameLength} bytes.", nameof(stream));
    }

    /// <summary>Throws unless a snapshot can be kept.</summary>
    public static void CheckSnapshot(string stream, Snapshot snapshot)
    {
        CheckStream(stream);
        CheckName(snapshot.Type, "type", JournalLimits.EventNameLength);
    }

    /// <summary>Throws unless versions and counts of a read make sense.</summary>
    public static void CheckRead(string stream, int maxCount)
    {
        CheckStream(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
    }

    /// <summary>Throws unless table, key and value are small and well-formed.</summary>
    public static void CheckRow(string table, string key, ReadOnlyMemory<byte>? value)
    {
        CheckName(table, "table", JournalLimits.EventNameLength);
        CheckName(key, "key", JournalLimits.EventNameLength);
        if (value?.Length > JournalLimits.PayloadBytes)
            throw new ArgumentException($"A row's value has {value.Value.Length} bytes; {JournalLimits.PayloadBytes} are allowed.", nameof(value));
    }

    private static void CheckName(string name, string what, int limit)
    {
        ArgumentNullException.ThrowIfNull(name, what);
        if (name.Length > limit) throw new ArgumentException($"The {what} is longer than {limit} characters.", what);
        if (name.Contains('\0')) throw new ArgumentException($"The {what} contains U+0000.", what);
        // A lone surrogate has no UTF-8 and would come back as another name.
        if (!Ascii.IsValid(name) && !IsWellFormed(name)) throw new ArgumentException($"The {what} is not well-formed Unicode.", what);
    }

    private static bool IsWellFormed(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(name, out _, out var consumed) != OperationStatus.Done) return false;
            name = name[consumed..];
        }

        return true;
    }
}

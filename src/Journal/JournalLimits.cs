namespace OrleansStore.Journal;

/// <summary>The journal's limits, each with its reason.</summary>
public static class JournalLimits
{
    /// <summary>UTF-8 bytes in a stream's name; keeps index pages dense.</summary>
    public const int StreamNameLength = 320;

    /// <summary>UTF-16 characters in an event's type or actor; names, not texts.</summary>
    public const int EventNameLength = 200;

    /// <summary>Events in one append; keeps one writer from holding up the others' commit.</summary>
    public const int EventsPerAppend = 4_096;

    /// <summary>Bytes in one event's payload; an event is a fact, not a document store.</summary>
    public const int PayloadBytes = 1 << 20;

    /// <summary>Appends that may wait for the writer; beyond it <see cref="JournalFault.Overloaded"/>, so memory stays bounded.</summary>
    public const int WaitingAppends = 65_536;

    /// <summary>Payload bytes that may wait for the writer; beyond it <see cref="JournalFault.Overloaded"/>, so memory stays bounded.</summary>
    public const long WaitingBytes = 256L << 20;
}

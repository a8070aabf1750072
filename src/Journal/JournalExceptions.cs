namespace OrleansStore.Journal;

/// <summary>Why a journal cannot serve.</summary>
public enum JournalFault
{
    /// <summary>No space is left. Reads go on.</summary>
    Full,

    /// <summary>Another process holds the store.</summary>
    Locked,

    /// <summary>The store may not be written. Reads go on.</summary>
    ReadOnly,

    /// <summary>The store's content is damaged.</summary>
    Corrupt,

    /// <summary>The store cannot be reached, or answers with an I/O error.</summary>
    Unreachable,

    /// <summary>The store was written by a newer version of the program, or is not a journal.</summary>
    Incompatible,

    /// <summary>More waits for the writer than <see cref="JournalLimits.WaitingAppends"/> or <see cref="JournalLimits.WaitingBytes"/> allow.</summary>
    Overloaded,

    /// <summary>The journal has been closed.</summary>
    Closed,
}

/// <summary>The journal cannot serve; what was asked has not been done.</summary>
/// <param name="fault">Why.</param>
public sealed class JournalUnavailableException(JournalFault fault, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public JournalFault Fault { get; } = fault;
}

/// <summary>An append failed in a way that leaves open whether the events were written.</summary>
public sealed class JournalOutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);

using OrleansStore.Journal;

namespace OrleansStore.Grains.Journaling;

/// <summary>Failures of the journal as callers of grains get them.</summary>
public static class StorageFailure
{
    /// <summary>The store cannot serve.</summary>
    public static StorageUnavailableException Of(JournalUnavailableException failure) => Of(failure.Fault.ToString(), failure.Message);

    /// <summary>Whether it was stored is not known: a repeat of the command tells.</summary>
    public static StorageUnavailableException Of(JournalOutcomeUnknownException failure) => Of("unknown", failure.Message);

    /// <param name="fault">Stable reason; begins with a small letter outside.</param>
    internal static StorageUnavailableException Of(string fault, string message) => new(char.ToLowerInvariant(fault[0]) + fault[1..], message);
}

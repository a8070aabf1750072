namespace OrleansStore.Journal.Sealing;

/// <summary>Opens payloads that were kept as they are stored, as read models do.</summary>
public interface ISealedPayloads
{
    /// <summary>Opens a stored payload.</summary>
    /// <param name="type">Of the event or snapshot that it is the payload of.</param>
    /// <returns>As it was written; with stand-ins when the subject's keys are destroyed.</returns>
    /// <exception cref="JournalUnavailableException">The keys cannot be read now, or do not open it.</exception>
    ValueTask<ReadOnlyMemory<byte>> OpenAsync(string type, ReadOnlyMemory<byte> payload);

    /// <summary>Of a journal; one that seals nothing has nothing to open.</summary>
    static ISealedPayloads Of(IJournal journal) => journal as ISealedPayloads ?? Clear.Instance;

    private sealed class Clear : ISealedPayloads
    {
        public static Clear Instance { get; } = new();

        public ValueTask<ReadOnlyMemory<byte>> OpenAsync(string type, ReadOnlyMemory<byte> payload) => new(payload);
    }
}

namespace OrleansStore.Journal;

/// <summary>A small row that other parts of the engine keep in the journal's store.</summary>
/// <param name="Key">At most <see cref="JournalLimits.EventNameLength"/> characters.</param>
public sealed record DurableRow(string Key, ReadOnlyMemory<byte> Value);

/// <summary>
/// Small tables of rows (reminders, for one) in the journal's store, written by the same group commit: what is
/// acknowledged is durable, and a row costs no fsync of its own.
/// </summary>
/// <remarks>Failures are those of <see cref="IJournal.AppendAsync"/>; writes are idempotent, so an unknown outcome is resolved by writing again.</remarks>
public interface IDurableRows
{
    /// <summary>Writes a row, in place of the one with the same key.</summary>
    ValueTask UpsertRowAsync(string table, string key, ReadOnlyMemory<byte> value);

    /// <summary>Deletes a row; a missing one is no error.</summary>
    ValueTask DeleteRowAsync(string table, string key);

    /// <summary>A row's value, or null.</summary>
    ValueTask<ReadOnlyMemory<byte>?> ReadRowAsync(string table, string key, CancellationToken cancellation = default);

    /// <summary>All rows of a table, in a stable order. Tables are small by design.</summary>
    ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, CancellationToken cancellation = default);

    /// <summary>The rows of a table whose keys come after <paramref name="after"/>, by the keys' bytes in UTF-8; for tables that grow.</summary>
    /// <param name="maxCount">At most so many rows; at least 1.</param>
    ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, string after, int maxCount, CancellationToken cancellation = default);
}

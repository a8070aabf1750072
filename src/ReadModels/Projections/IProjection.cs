using OrleansStore.Journal;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Projections;

/// <summary>Rows made from the journal. All calls come from one loop, one at a time.</summary>
/// <remarks>
/// A batch is: <see cref="Apply"/> for each event of the wanted types, in global order; then <see cref="Flush"/> and the
/// checkpoint in one transaction; then <see cref="Committed"/>. Or, at any point before the commit, <see cref="Discard"/>.
/// </remarks>
internal interface IProjection
{
    /// <summary>Its name for operators and for its checkpoint.</summary>
    string Name { get; }

    /// <summary>Raised when the rows' shape or meaning changes; the rows are then dropped and made anew.</summary>
    int SchemaVersion { get; }

    /// <summary>The stored names of the events it wants; all others pass it by undecoded.</summary>
    IReadOnlyCollection<string> EventTypes { get; }

    /// <summary>Drops its tables, if there, and makes them anew, empty; once that is committed, <see cref="Committed"/> follows.</summary>
    void Recreate(SqliteDatabase database);

    /// <summary>Takes an event into the batch, in memory; may read its rows, writes nothing.</summary>
    /// <exception cref="SqliteFailure">Reading failed; the batch is tried again. Any other exception means that this event can never be taken in.</exception>
    void Apply(StoredEvent stored, SqliteDatabase database);

    /// <summary>Whether the batch changes any row.</summary>
    bool HasChanges { get; }

    /// <summary>Writes the batch's rows, each once, in the open transaction.</summary>
    void Flush(SqliteDatabase database);

    /// <summary>The batch is committed: publish it to caches and forget it.</summary>
    void Committed();

    /// <summary>Forgets the batch.</summary>
    void Discard();
}

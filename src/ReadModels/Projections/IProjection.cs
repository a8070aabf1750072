using OrleansStore.Journal;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Projections;

/// <summary>Rows made from the journal. All calls come from one loop, one at a time.</summary>
/// <remarks>
/// <para>A batch is: <see cref="Apply"/> for each event of the wanted types, in global order; then <see cref="Flush"/> and the
/// checkpoint in one transaction; then <see cref="Committed"/>. Or, at any point before the commit, <see cref="Discard"/>.</para>
/// <para>One that is rebuilt beside the live one is an instance of its own, with tables of its own, and has only
/// <see cref="Discard"/> called after a commit until it takes the other's place. So what queries read is in the tables, or
/// in a cache that is told by <see cref="Committed"/>, <see cref="Swapped"/> and <see cref="Heard"/>; never in here.</para>
/// </remarks>
internal interface IProjection
{
    /// <summary>Its name for operators and for its tables: lower case letters and hyphens.</summary>
    string Name { get; }

    /// <summary>Raised when the rows' shape or meaning changes; the rows are then dropped and made anew.</summary>
    int SchemaVersion { get; }

    /// <summary>The stored names of the events it wants; all others pass it by undecoded.</summary>
    IReadOnlyCollection<string> EventTypes { get; }

    /// <summary>Its tables whose rows a rebuild must come to again, all of them but what an index of the database's own keeps.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>Tables that go with the others and are not compared: they are made of them.</summary>
    IReadOnlyList<string> Derived => [];

    /// <summary>Makes its tables, empty.</summary>
    void Create(TableSet tables);

    /// <summary>Takes an event into the batch, in memory; may read its rows, writes nothing.</summary>
    /// <exception cref="ReadModelFailure">Reading failed; the batch is tried again. Any other exception means that this event can never be taken in.</exception>
    void Apply(StoredEvent stored, TableSet tables);

    /// <summary>Whether the batch changes any row.</summary>
    bool HasChanges { get; }

    /// <summary>Writes the batch's rows, each once, in the open transaction.</summary>
    void Flush(TableSet tables);

    /// <summary>The batch is committed, or what was heard of is: publish it to caches and forget it.</summary>
    void Committed();

    /// <summary>Forgets the batch.</summary>
    void Discard();

    /// <summary>All its rows are others now: caches start over.</summary>
    void Swapped()
    {
    }

    /// <summary>Another process wrote the rows of this event: what caches hold of it is dropped with <see cref="Committed"/>, which follows.</summary>
    void Heard(StoredEvent stored)
    {
    }
}

/// <summary>Makes instances of a projection: one for the live tables, another for those that are built beside them.</summary>
/// <param name="Make">A new one, without a batch.</param>
internal sealed record ProjectionSource(Func<IProjection> Make);

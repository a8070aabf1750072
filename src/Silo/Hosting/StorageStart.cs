using System.Text;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Sealing;

namespace OrleansStore.Silo.Hosting;

/// <summary>Opens the journal and prepares the engine's own tables before anything else starts: whoever starts then finds them.</summary>
/// <param name="journal">Asked for so that it is open.</param>
internal sealed class StorageStart(IJournal journal, IDurableRows rows, StoreClaimNames names, StoreOptions options) : BeforeStart
{
    private const string Table = "cluster";
    private const string Key = "id";

    /// <inheritdoc/>
    /// <exception cref="JournalUnavailableException">The store cannot be reached, or another process holds it.</exception>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = journal.Head;
        if (options.Journal == JournalKind.Postgres)
        {
            StoreSchema.Prepare(options);
            await RequireOneClusterAsync(cancellationToken);
        }

        try
        {
            names.Open();
        }
        catch (JournalUnavailableException e) when (e.Fault != JournalFault.Locked)
        {
            // A store that is full serves reads. With another master key than the store's nobody could be read or found.
        }
    }

    /// <summary>Two clusters on one database would have every grain active twice for good, and take turns in losing.</summary>
    private async Task RequireOneClusterAsync(CancellationToken cancellation)
    {
        var id = options.Cluster.Id;
        if (await rows.ReadRowAsync(Table, Key, cancellation) is not { } kept)
        {
            await rows.UpsertRowAsync(Table, Key, Encoding.UTF8.GetBytes(id));
            return;
        }

        if (Encoding.UTF8.GetString(kept.Span) is var other && other == id) return;
        throw new JournalUnavailableException(
            JournalFault.Locked, $"The database belongs to the cluster '{other}', and this process is of '{id}'. Set Store__Cluster__Id, or use a database of its own.");
    }
}

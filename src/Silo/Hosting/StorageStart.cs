using System.Text;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Hosting;

/// <summary>Opens the journal and prepares the engine's own tables before anything else starts: whoever starts then finds them.</summary>
/// <param name="journal">Asked for so that it is open.</param>
internal sealed class StorageStart(IJournal journal, IDurableRows rows, StoreOptions options) : BeforeStart
{
    private const string Table = "cluster";
    private const string Key = "id";

    /// <inheritdoc/>
    /// <exception cref="JournalUnavailableException">The store cannot be reached, or another process holds it.</exception>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = journal.Head;
        if (options.Journal != JournalKind.Postgres) return;
        StoreSchema.Prepare(options);
        await RequireOneClusterAsync(cancellationToken);
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

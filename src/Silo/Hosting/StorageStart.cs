using System.Text;
using Microsoft.Extensions.Hosting;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Hosting;

/// <summary>Opens the journal and prepares the engine's own tables before anything else starts: whoever starts then finds them.</summary>
/// <param name="journal">Asked for so that it is open.</param>
internal sealed class StorageStart(IJournal journal, IDurableRows rows, StoreOptions options) : IHostedLifecycleService
{
    private const string Table = "cluster";
    private const string Key = "id";

    /// <inheritdoc/>
    /// <exception cref="JournalUnavailableException">The store cannot be reached, or another process holds it.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = journal.Head;
        if (options.Journal != JournalKind.Postgres) return;
        StoreSchema.Prepare(options);
        await RequireOneClusterAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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

using Microsoft.Extensions.Hosting;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Hosting;

/// <summary>Opens the journal and prepares the engine's own tables before anything else starts: whoever starts then finds them.</summary>
/// <param name="journal">Asked for so that it is open.</param>
internal sealed class StorageStart(IJournal journal, StoreOptions options) : IHostedLifecycleService
{
    /// <inheritdoc/>
    /// <exception cref="JournalUnavailableException">The store cannot be reached, or another process holds it.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = journal.Head;
        if (options.Journal == JournalKind.Postgres) StoreSchema.Prepare(options);
        return Task.CompletedTask;
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
}

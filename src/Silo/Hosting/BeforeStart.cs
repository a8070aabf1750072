using Microsoft.Extensions.Hosting;

namespace OrleansStore.Silo.Hosting;

/// <summary>Work that is done before anything starts; while it fails, nothing does.</summary>
public abstract class BeforeStart : IHostedLifecycleService
{
    /// <summary>Does it.</summary>
    public abstract Task StartingAsync(CancellationToken cancellationToken);

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

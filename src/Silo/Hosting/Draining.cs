using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Hosting;

/// <summary>Whether this process is on its way out: it still serves, but nobody new should be sent here.</summary>
public sealed class Drain
{
    private volatile bool _begun;

    /// <summary>Whether it has begun.</summary>
    public bool HasBegun => _begun;

    internal void Begin() => _begun = true;
}

/// <summary>
/// Ends the process in the order that loses nothing: first it is not ready any more, then, when whoever sends it work had
/// time to learn of that, it stops to listen, ends what is under way, and leaves the cluster.
/// </summary>
/// <remarks>A second signal, and Ctrl-C, wait for nobody.</remarks>
internal sealed partial class DrainingLifetime(
    Drain drain, StoreOptions options, IHostApplicationLifetime application, TimeProvider time, ILogger<DrainingLifetime> logger) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];
    private ITimer? _end;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, Wait)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, TimeSpan.Zero)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, signal => Stop(signal, TimeSpan.Zero)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _end?.Dispose();
    }

    private TimeSpan Wait => options.Cluster.Drain
        ?? (EngineParts.IsCluster && options.Journal == JournalKind.Postgres ? SiloLimits.Drain : TimeSpan.Zero);

    private void Stop(PosixSignalContext signal, TimeSpan wait)
    {
        signal.Cancel = true;
        var isRepeated = drain.HasBegun;
        drain.Begin();
        if (isRepeated || wait == TimeSpan.Zero)
        {
            application.StopApplication();
            return;
        }

        LogDrains(wait.TotalSeconds);
        _end = time.CreateTimer(_ => application.StopApplication(), null, wait, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(LogLevel.Information, "Asked to stop: not ready from now on, and gone in {Seconds} s")]
    private partial void LogDrains(double seconds);
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded;

namespace Orleans.TestingHost;

/// <summary>A silo of a test cluster.</summary>
/// <remarks>Orleans: src/Orleans.TestingHost/InProcessSiloHandle.cs, SiloHandle.cs</remarks>
public class InProcessSiloHandle : IDisposable, IAsyncDisposable
{
    /// <summary>The number.</summary>
    public short InstanceNumber { get; set; }

    /// <summary>The name.</summary>
    public string Name { get; set; } = null!;

    /// <summary>The host.</summary>
    public IHost SiloHost { get; init; } = null!;

    /// <summary>The host's services.</summary>
    public IServiceProvider ServiceProvider => SiloHost.Services;

    /// <summary>Whether it runs.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Stops it: in order, or as a crash.</summary>
    public async Task StopSiloAsync(bool stopGracefully)
    {
        if (!stopGracefully && IsActive) ServiceProvider.GetRequiredService<EmbeddedEngine>().Crash();
        await StopSiloAsync(CancellationToken.None);
    }

    /// <summary>Stops it in order, as a crash once <paramref name="ct"/> is canceled.</summary>
    public async Task StopSiloAsync(CancellationToken ct)
    {
        if (!IsActive) return;
        IsActive = false;
        await SiloHost.StopAsync(ct);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsActive) StopSiloAsync(true).GetAwaiter().GetResult();
        SiloHost.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopSiloAsync(true);
        if (SiloHost is IAsyncDisposable host) await host.DisposeAsync();
        else SiloHost.Dispose();
        GC.SuppressFinalize(this);
    }
}

using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Embedded;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>An engine and a client for tests. Killing the silo is a crash; restarting it brings a new engine for the same client.</summary>
/// <remarks>Orleans: src/Orleans.TestingHost/InProcTestCluster.cs (one silo, whatever number was asked for)</remarks>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly List<InProcessSiloHandle> _silos = [];
    private IHost? _clientHost;
    private GrainFactory? _client;

    internal InProcessTestCluster(InProcessTestClusterOptions options) => Options = options;

    /// <summary>The options.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>The silo, if it runs.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos => _silos.ToList().AsReadOnly();

    /// <summary>The client.</summary>
    public IClusterClient Client => _client ?? throw new InvalidOperationException(
        "The test cluster client is unavailable because the cluster has not been deployed or has been stopped.");

    /// <summary>The silo's services.</summary>
    public IServiceProvider GetSiloServiceProvider() => _silos[0].ServiceProvider;

    /// <summary>The silo, if it runs.</summary>
    public IEnumerable<InProcessSiloHandle> GetActiveSilos() => Silos.Where(silo => silo.IsActive);

    /// <summary>Starts the silo and the client.</summary>
    public async Task DeployAsync()
    {
        if (_silos.Count > 0) throw new InvalidOperationException("Cluster host already deployed.");
        if (Options.InitialSilosCount > 0) await StartAdditionalSiloAsync();
        if (Options.InitializeClientOnDeploy) await InitializeClientAsync();
    }

    /// <summary>Starts the client.</summary>
    public async Task InitializeClientAsync()
    {
        var builder = NewHost("TestClusterClient");
        foreach (var configure in Options.ClientHostConfigurationDelegates) configure(builder);
        builder.Services.AddSingleton<IClusterClient>(provider => new GrainFactory(provider, _silos.Count > 0 ? EngineOf(_silos[0]) : null));
        builder.Services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        _clientHost = builder.Build();
        await _clientHost.StartAsync();
        _client = (GrainFactory)_clientHost.Services.GetRequiredService<IClusterClient>();
    }

    /// <summary>Starts a silo; there can be one.</summary>
    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        if (_silos.Count > 0) throw new NotSupportedException("The embedded engine is one silo.");
        var options = new InProcessTestSiloSpecificOptions { SiloName = "Silo_" + 0.ToString(CultureInfo.InvariantCulture) };
        var builder = NewHost(options.SiloName);
        foreach (var configure in Options.SiloHostConfigurationDelegates) configure(options, builder);
        builder.UseOrleans(silo => silo
            .Configure<SiloOptions>(named => named.SiloName = options.SiloName)
            .Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = Options.ClusterId;
                cluster.ServiceId = Options.ServiceId;
            }));
        var host = builder.Build();
        await host.StartAsync();
        var handle = new InProcessSiloHandle { Name = options.SiloName, SiloHost = host };
        _silos.Add(handle);
        if (_client is not null) _client.Engine = EngineOf(handle);
        return handle;
    }

    /// <summary>Stops the silo in order and starts a new one.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartAdditionalSiloAsync();
    }

    /// <summary>Stops the silo in order.</summary>
    public Task StopSiloAsync(InProcessSiloHandle instance) => EndSiloAsync(instance, gracefully: true);

    /// <summary>Ends the silo as a crash does.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => EndSiloAsync(instance, gracefully: false);

    /// <summary>Stops the silo in order.</summary>
    public async Task StopSilosAsync()
    {
        foreach (var silo in Silos) await StopSiloAsync(silo);
    }

    /// <summary>Stops the client.</summary>
    public async Task StopClusterClientAsync()
    {
        if (_clientHost is not { } host) return;
        _clientHost = null;
        _client = null;
        await host.StopAsync();
        host.Dispose();
    }

    /// <summary>Stops client and silo.</summary>
    public async Task StopAllSilosAsync()
    {
        await StopClusterClientAsync();
        await StopSilosAsync();
    }

    /// <summary>Stops client and silo.</summary>
    public void StopAllSilos() => StopAllSilosAsync().GetAwaiter().GetResult();

    /// <summary>The activation of a grain, if it is active.</summary>
    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext)
    {
        grainContext = _silos.Count > 0 ? EngineOf(_silos[0]).FindActivation(grainId) : null;
        return grainContext is not null;
    }

    /// <summary>Waits until the grain is not active.</summary>
    public Task WaitForDeactivationAsync(GrainId grainId) =>
        TryGetGrainContext(grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    /// <summary>Waits until the grain is not active.</summary>
    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    /// <summary>Deactivates the grain.</summary>
    public async Task DeactivateAsync(GrainId grainId)
    {
        if (!TryGetGrainContext(grainId, out var context)) return;
        context.Deactivate(new(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateAsync)} was called."));
        await context.Deactivated;
    }

    /// <summary>Deactivates the grain.</summary>
    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos) await silo.DisposeAsync();
        _silos.Clear();
        _clientHost?.Dispose();
        _clientHost = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var silo in Silos) silo.Dispose();
        _silos.Clear();
        _clientHost?.Dispose();
        _clientHost = null;
    }

    private static HostApplicationBuilder NewHost(string name) => Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
    {
        ApplicationName = name,
        EnvironmentName = Environments.Development,
        DisableDefaults = true,
    });

    private static EmbeddedEngine EngineOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<EmbeddedEngine>();

    private async Task EndSiloAsync(InProcessSiloHandle instance, bool gracefully)
    {
        await instance.StopSiloAsync(gracefully);
        _silos.Remove(instance);
        await instance.DisposeAsync();
    }
}

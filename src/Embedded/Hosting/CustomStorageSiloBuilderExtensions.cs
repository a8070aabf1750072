using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;
using Orleans.Providers;

namespace Orleans.Hosting;

/// <summary>Journaled grains that are their own storage; the one log consistency that is offered.</summary>
/// <remarks>Orleans: src/Orleans.EventSourcing/Hosting/CustomStorageSiloBuilderExtensions.cs</remarks>
public static class CustomStorageSiloBuilderExtensions
{
    /// <summary>For all journaled grains that name no provider.</summary>
    /// <param name="primaryCluster">Ignored: there is one process.</param>
    public static ISiloBuilder AddCustomStorageBasedLogConsistencyProviderAsDefault(this ISiloBuilder builder, string? primaryCluster = null) =>
        builder.AddCustomStorageBasedLogConsistencyProvider(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, primaryCluster);

    /// <summary>For the journaled grains that name this provider.</summary>
    /// <param name="primaryCluster">Ignored: there is one process.</param>
    public static ISiloBuilder AddCustomStorageBasedLogConsistencyProvider(
        this ISiloBuilder builder, string name = "LogStorage", string? primaryCluster = null) =>
        builder.ConfigureServices(services => services.AddKeyedSingleton(name, new CustomStorageProvider()));
}

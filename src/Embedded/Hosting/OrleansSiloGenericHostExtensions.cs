using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Configuration;
using Orleans.Embedded;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds the engine to a host.</summary>
/// <remarks>Orleans: src/Orleans.Runtime/Hosting/OrleansSiloGenericHostExtensions.cs</remarks>
public static class OrleansSiloGenericHostExtensions
{
    /// <summary>Adds the engine to a host.</summary>
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder) => hostAppBuilder.UseOrleans(_ => { });

    /// <summary>Adds the engine to a host.</summary>
    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder) => hostAppBuilder.UseOrleans(_ => { });

    /// <summary>Adds the engine to a host; may be called repeatedly.</summary>
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(AddEngine(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    /// <summary>Adds the engine to a host; may be called repeatedly.</summary>
    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ((IHostApplicationBuilder)hostAppBuilder).UseOrleans(configureDelegate);
        return hostAppBuilder;
    }

    /// <summary>Adds the engine to a host; may be called repeatedly.</summary>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<ISiloBuilder> configureDelegate) =>
        hostBuilder.UseOrleans((_, silo) => configureDelegate(silo));

    /// <summary>Adds the engine to a host; may be called repeatedly.</summary>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<HostBuilderContext, ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        return hostBuilder.ConfigureServices((context, services) => configureDelegate(context, AddEngine(services, context.Configuration)));
    }

    /// <summary>Adds the engine to services.</summary>
    public static IServiceCollection AddOrleans(this IServiceCollection services, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(AddEngine(services, new ConfigurationBuilder().Build()));
        return services;
    }

    private static ISiloBuilder AddEngine(IServiceCollection services, IConfiguration configuration)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(SiloBuilder))?.ImplementationInstance is SiloBuilder builder)
        {
            return builder;
        }

        builder = new SiloBuilder(services, configuration);
        services.AddSingleton(builder);
        services.AddLogging();
        services.AddOptions();
#pragma warning disable RS0030 // The one place where the engine's clock is the system's; tests and the simulation add another first.
        services.TryAddSingleton(TimeProvider.System);
#pragma warning restore RS0030
        services.TryAddSingleton<IWorkScheduler, ThreadPoolWorkScheduler>();
        services.TryAddSingleton<IIdentitySource, RandomIdentitySource>();
        services.TryAddSingleton<IReminderTable, InMemoryReminderTable>();
        services.AddSingleton(new ServiceLifetimes(services));
        services.AddSingleton<EmbeddedEngine>();
        services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<EmbeddedEngine>().GrainFactory);
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<EmbeddedEngine>().GrainFactory);
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddOptions<GrainCollectionOptions>().Configure(GrainManifest.Shared.AddCollectionAges);
        services.PostConfigure<SiloOptions>(silo => silo.SiloName ??= "Silo");
        services.AddTransient<IConfigurationValidator, GrainCollectionOptionsValidator>();
        services.AddSingleton<ReminderService>();
        services.AddSingleton<Orleans.Timers.IReminderRegistry>(provider => provider.GetRequiredService<ReminderService>());
        services.AddHostedService<EngineHost>();
        return builder;
    }

    private sealed class GrainContextAccessor : IGrainContextAccessor
    {
        public IGrainContext? GrainContext => Activation.RunningOne;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Embedded;
using Orleans.Streams;

namespace Orleans.Hosting;

/// <summary>Configures a persistent stream provider, of which memory streams are one.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/ISiloPersistentStreamConfigurator.cs</remarks>
public interface ISiloPersistentStreamConfigurator;

/// <summary>Configures memory streams.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/MemoryStreams/MemoryStreamBuilder.cs</remarks>
public interface ISiloMemoryStreamConfigurator : ISiloPersistentStreamConfigurator;

/// <summary>Memory streams.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/Hosting/SiloBuilderMemoryStreamExtensions.cs</remarks>
public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>Adds streams in memory. What <paramref name="configure"/> sets is for Orleans: here nothing polls.</summary>
    public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        configure?.Invoke(new Configurator());
        return builder.ConfigureServices(services => services.AddKeyedSingleton<IStreamProvider>(
            name, (provider, _) => new MemoryStreamProvider(name, provider.GetRequiredService<EmbeddedEngine>())));
    }

    private sealed class Configurator : ISiloMemoryStreamConfigurator;
}

/// <summary>Memory streams of a client.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/Hosting/ClientBuilderStreamingExtensions.cs</remarks>
public static class ClientBuilderStreamingExtensions
{
    /// <summary>Accepted: a client in the same process has the silo's streams.</summary>
    public static IClientBuilder AddMemoryStreams(this IClientBuilder builder, string name) => builder;
}

/// <summary>Settings of polling, of which there is none here.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/SiloPersistentStreamConfigurator.cs</remarks>
public static class SiloPersistentStreamConfiguratorExtensions
{
    /// <summary>Accepted, and nothing else.</summary>
    public static void ConfigurePullingAgent(
        this ISiloPersistentStreamConfigurator configurator, Action<OptionsBuilder<StreamPullingAgentOptions>>? configureOptions = null)
    {
    }
}

/// <summary>Settings of queues, of which there are none here.</summary>
/// <remarks>Orleans: src/Orleans.Streaming/MemoryStreams/MemoryStreamBuilder.cs</remarks>
public static class MemoryStreamConfiguratorExtensions
{
    /// <summary>Accepted, and nothing else.</summary>
    public static void ConfigurePartitioning(this ISiloMemoryStreamConfigurator configurator, int numOfQueues = 8)
    {
    }
}

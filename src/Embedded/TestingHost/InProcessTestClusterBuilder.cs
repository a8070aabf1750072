using System.Globalization;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Builds a test cluster.</summary>
/// <remarks>Orleans: src/Orleans.TestingHost/InProcTestClusterBuilder.cs</remarks>
public sealed class InProcessTestClusterBuilder
{
    private static int s_clusters;

    /// <summary>As in Orleans two silos are asked for; here one serves for all.</summary>
    public InProcessTestClusterBuilder()
        : this(2)
    {
    }

    /// <summary>With that many silos in Orleans; here one serves for all.</summary>
    public InProcessTestClusterBuilder(short initialSilosCount) =>
        Options = new() { InitialSilosCount = initialSilosCount, ClusterId = CreateClusterId(), ServiceId = CreateClusterId() };

    /// <summary>The options.</summary>
    public InProcessTestClusterOptions Options { get; }

    /// <summary>A new cluster id.</summary>
    public static string CreateClusterId() =>
        "testcluster-" + Interlocked.Increment(ref s_clusters).ToString(CultureInfo.InvariantCulture);

    /// <summary>Configures all hosts.</summary>
    public InProcessTestClusterBuilder ConfigureHost(Action<IHostApplicationBuilder> configureDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add((_, host) => configureDelegate(host));
        Options.ClientHostConfigurationDelegates.Add(configureDelegate);
        return this;
    }

    /// <summary>Configures silos.</summary>
    public InProcessTestClusterBuilder ConfigureSilo(Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add((options, host) => host.UseOrleans(silo => configureSiloDelegate(options, silo)));
        return this;
    }

    /// <summary>Configures silos' hosts.</summary>
    public InProcessTestClusterBuilder ConfigureSiloHost(Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder> configureSiloHostDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add(configureSiloHostDelegate);
        return this;
    }

    /// <summary>Configures the client.</summary>
    public InProcessTestClusterBuilder ConfigureClient(Action<IClientBuilder> configureClientDelegate)
    {
        Options.ClientHostConfigurationDelegates.Add(host => configureClientDelegate(new ClientBuilder(host.Services, host.Configuration)));
        return this;
    }

    /// <summary>Configures the client's host.</summary>
    public InProcessTestClusterBuilder ConfigureClientHost(Action<IHostApplicationBuilder> configureHostDelegate)
    {
        Options.ClientHostConfigurationDelegates.Add(configureHostDelegate);
        return this;
    }

    /// <summary>The cluster, not yet started.</summary>
    public InProcessTestCluster Build() => new(Options);
}

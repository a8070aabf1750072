using OrleansStore.Silo.Configuration;
#if STORE_ENGINE_ORLEANS
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
#endif

namespace OrleansStore.Silo.Hosting;

/// <summary>The one place that knows which engine it runs on.</summary>
internal static class EngineParts
{
#if STORE_ENGINE_ORLEANS
    /// <summary>A cluster of one on this machine, on ports that are free: several stores may run side by side.</summary>
    public static void Cluster(ISiloBuilder silo, StoreOptions options)
    {
        var (siloPort, gatewayPort) = FreePorts();
        silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: options.Cluster.Id, clusterId: options.Cluster.Id);
    }

    /// <summary>Streams in memory with a short poll: they carry signals only, so what they lose is found in the journal.</summary>
    public static void Streams(ISiloBuilder silo, string provider) => silo.AddMemoryStreams(provider, streams =>
        streams.ConfigurePullingAgent((OptionsBuilder<StreamPullingAgentOptions> agent) =>
            agent.Configure(o => o.GetQueueMsgsTimerPeriod = SiloLimits.StreamPoll)));

    private static (int Silo, int Gateway) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
#else
    /// <summary>The embedded engine is one process and has no cluster to join.</summary>
    public static void Cluster(ISiloBuilder silo, StoreOptions options) =>
        silo.UseLocalhostClustering(serviceId: options.Cluster.Id, clusterId: options.Cluster.Id);

    /// <summary>Streams in memory: they carry signals only, so what they lose is found in the journal.</summary>
    public static void Streams(ISiloBuilder silo, string provider) => silo.AddMemoryStreams(provider);
#endif
}

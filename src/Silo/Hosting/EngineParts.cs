using OrleansStore.Silo.Configuration;
#if STORE_ENGINE_ORLEANS
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Messaging;
#else
using Microsoft.Extensions.Hosting;
#endif

namespace OrleansStore.Silo.Hosting;

/// <summary>The one place that knows which engine it runs on.</summary>
public static class EngineParts
{
#if STORE_ENGINE_ORLEANS
    private const string Invariant = "Npgsql";

    /// <summary>Whether several processes can be one store.</summary>
    public static bool IsCluster => true;

    /// <summary>What of the configuration this engine cannot do.</summary>
    internal static IEnumerable<string> Objections(StoreOptions options)
    {
        if (options.Cluster.Role == ClusterRole.Client && options.Journal != JournalKind.Postgres)
            yield return "Store:Cluster:Role: a client needs Store:Journal to be postgres; any other journal belongs to one process.";
    }

    /// <summary>
    /// On PostgreSQL a silo of a cluster whose members, reminders and stream subscriptions are kept there; else a cluster
    /// of one on this machine, on ports that are free unless they are set: several stores may run side by side.
    /// </summary>
    internal static void Silo(ISiloBuilder silo, StoreOptions options)
    {
        var cluster = options.Cluster;
        if (options.Journal != JournalKind.Postgres)
        {
            var (free, freeGateway) = FreePorts();
            silo.UseLocalhostClustering(cluster.SiloPort ?? free, cluster.GatewayPort ?? freeGateway, serviceId: cluster.Id, clusterId: cluster.Id);
            StoreHosting.KeepToItself(silo);
            return;
        }

        var database = ConnectionString(options);
        silo.Configure<Orleans.Configuration.ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster.Id, cluster.Id));
        silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Invariant, database));
        silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (Invariant, database));
        silo.AddAdoNetGrainStorage(StoreHosting.Subscriptions, o => (o.Invariant, o.ConnectionString) = (Invariant, database));
        Listen(silo, cluster);
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = SiloLimits.Probe;
            membership.MaxProbeTimeout = SiloLimits.Probe;
            membership.NumMissedProbesLimit = SiloLimits.MissedProbes;
            membership.TableRefreshTimeout = SiloLimits.MembershipRefresh;
            membership.IAmAliveTablePublishTimeout = SiloLimits.SignOfLife;
            membership.DefunctSiloExpiration = SiloLimits.DefunctSilo;
        });
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = SiloLimits.Response);
    }

    /// <summary>A process that calls the grains of the silos.</summary>
    internal static void Client(IHostApplicationBuilder builder, StoreOptions options) => builder.UseOrleansClient(client =>
    {
        client.Configure<Orleans.Configuration.ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.Cluster.Id, options.Cluster.Id));
        client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Invariant, ConnectionString(options)));
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = SiloLimits.MembershipRefresh);
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = SiloLimits.Response);
        client.UseConnectionRetryFilter(async (_, cancellation) =>
        {
            // Nodes start in any order: until a silo is there, the client waits, and nobody is listened to.
            await Task.Delay(SiloLimits.ClientRetry, cancellation);
            return true;
        });
        client.AddMemoryStreams(Contracts.Orders.OrderStreams.Provider);
    });

    /// <summary>The folders of <c>deploy/postgres</c> whose tables this engine needs beside the journal's.</summary>
    internal static IReadOnlyList<string> Schemas { get; } = ["payments", "orleans"];

    /// <summary>Streams in memory with a short poll: they carry signals only, so what they lose is found in the journal.</summary>
    internal static void Streams(ISiloBuilder silo, string provider) => silo.AddMemoryStreams(provider, streams =>
        streams.ConfigurePullingAgent((OptionsBuilder<StreamPullingAgentOptions> agent) =>
            agent.Configure(o => o.GetQueueMsgsTimerPeriod = SiloLimits.StreamPoll)));

    // Orleans opens and closes its connections often; they are not the journal's, and few suffice.
    private static string ConnectionString(StoreOptions options) =>
        new Npgsql.NpgsqlConnectionStringBuilder(options.Database.Store) { ApplicationName = "orleansstore-cluster" }.ConnectionString;

    private static void Listen(ISiloBuilder silo, Configuration.ClusterOptions cluster)
    {
        var (siloPort, gatewayPort) = (cluster.SiloPort ?? SiloLimits.SiloPort, cluster.GatewayPort ?? SiloLimits.GatewayPort);
        // On the one address that the others reach it by, for the ports know no passwords.
        if (cluster.Address is { } address) silo.ConfigureEndpoints(address, siloPort, gatewayPort);
        else silo.ConfigureEndpoints(siloPort, gatewayPort);
    }

    /// <summary>Whether a call failed because of where the cluster is just now, and may be made again.</summary>
    public static bool IsPassing(Exception e) =>
        e is OrleansMessageRejectionException or ConnectionFailedException or ClientNotAvailableException or GatewayTooBusyException;

    private static (int Silo, int Gateway) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
#else
    /// <summary>Whether several processes can be one store.</summary>
    public static bool IsCluster => false;

    /// <summary>What of the configuration this engine cannot do.</summary>
    internal static IEnumerable<string> Objections(StoreOptions options)
    {
        var (cluster, hint) = (options.Cluster, "the embedded engine is one process and has no others to talk to; build with -p:StoreEngine=Orleans to run several.");
        if (cluster.Role == ClusterRole.Client) yield return $"Store:Cluster:Role: {hint}";
        if (cluster.Address is not null) yield return $"Store:Cluster:Address: {hint}";
        if (cluster.SiloPort is not null) yield return $"Store:Cluster:SiloPort: {hint}";
        if (cluster.GatewayPort is not null) yield return $"Store:Cluster:GatewayPort: {hint}";
    }

    /// <summary>The embedded engine is one process and has no cluster to join.</summary>
    internal static void Silo(ISiloBuilder silo, StoreOptions options)
    {
        silo.UseLocalhostClustering(serviceId: options.Cluster.Id, clusterId: options.Cluster.Id);
        StoreHosting.KeepToItself(silo);
    }

    /// <summary>Whether a call failed because the engine is just stopping or starting, and may be made again.</summary>
    public static bool IsPassing(Exception e) => e is OrleansMessageRejectionException;

    /// <summary>Never: the configuration is refused before.</summary>
    internal static void Client(IHostApplicationBuilder builder, StoreOptions options) =>
        throw new InvalidOperationException("The embedded engine has no clients in other processes.");

    /// <summary>The folders of <c>deploy/postgres</c> whose tables this engine needs beside the journal's.</summary>
    internal static IReadOnlyList<string> Schemas { get; } = ["payments"];

    /// <summary>Streams in memory: they carry signals only, so what they lose is found in the journal.</summary>
    internal static void Streams(ISiloBuilder silo, string provider) => silo.AddMemoryStreams(provider);
#endif
}

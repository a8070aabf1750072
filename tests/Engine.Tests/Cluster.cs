using Orleans.TestingHost;

namespace OrleansStore.Engine.Tests;

/// <summary>A cluster of one silo with everything that the tests use.</summary>
public class Cluster : IAsyncLifetime
{
    public const string Streams = "streams";

    public InProcessTestCluster Test { get; private set; } = null!;

    public IGrainFactory Grains => Test.Client;

    public IManagementGrain Management => Grains.GetGrain<IManagementGrain>(0);

    public static async Task<InProcessTestCluster> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(Streams, streams => streams.ConfigurePullingAgent(
                agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10))));
            silo.AddCustomStorageBasedLogConsistencyProviderAsDefault();
            silo.AddCustomStorageBasedLogConsistencyProvider("Named");
            configure?.Invoke(silo);
        });
        builder.ConfigureClient(client => client.AddMemoryStreams(Streams));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    public async ValueTask InitializeAsync() => Test = await StartAsync(Configure);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Test.DisposeAsync();
    }

    protected virtual void Configure(ISiloBuilder silo)
    {
    }
}

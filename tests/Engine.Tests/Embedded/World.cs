using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded;
using OrleansStore.Engine.Tests.Lifecycle;

namespace OrleansStore.Engine.Tests.Embedded;

/// <summary>An engine on virtual time, with the thread pool or a seeded scheduler.</summary>
public sealed class World : IDisposable
{
    private readonly IHost _host;

    public World(VirtualTime time, SeededScheduler? scheduler = null, Action<ISiloBuilder>? configure = null)
    {
        Time = time;
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton<TimeProvider>(time);
        if (scheduler is not null) builder.Services.AddSingleton<IWorkScheduler>(scheduler);
        builder.UseOrleans(silo =>
        {
            LifecycleTests.Fixture.AddServices(silo);
            silo.AddCustomStorageBasedLogConsistencyProviderAsDefault();
            silo.AddMemoryStreams(Cluster.Streams);
            configure?.Invoke(silo);
        });
        _host = builder.Build();
        _host.Start();
        Engine = _host.Services.GetRequiredService<EmbeddedEngine>();
        Client = _host.Services.GetRequiredService<IClusterClient>();
    }

    public VirtualTime Time { get; }

    public EmbeddedEngine Engine { get; }

    public IClusterClient Client { get; }

    public void Dispose()
    {
        if (!Engine.IsDead) Engine.Crash();
        _host.Dispose();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Silo.Reminders;

namespace OrleansStore.Grains.Tests.Silos;

/// <summary>
/// The store on two silos with one journal, one ledger and one table of reminders. Where the engine is one process, there
/// is one silo, and what is said of several holds for it and those that come after it.
/// </summary>
/// <param name="payment">How long the gateway takes for a call: so long a purchase can be interrupted.</param>
internal sealed class SiloCluster(TimeSpan payment) : StoreCluster(SimulatedPayments.Smooth with { Delay = payment })
{
    /// <summary>How long a call waits for its answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private JournalReminderTable? _reminders;

    /// <summary>The silos that run.</summary>
    public IReadOnlyList<InProcessSiloHandle> Running => Engine.Silos;

    /// <summary>The reminders of all silos, which outlive each of them.</summary>
    public IReminderTable Reminders
    {
        get
        {
            lock (_gate) return _reminders ??= new JournalReminderTable(Rows, this);
        }
    }

    public IClusterClient Client => Engine.Client;

    protected override short Silos => 2;

    public static async Task<SiloCluster> StartAsync(TimeSpan payment = default)
    {
        var cluster = new SiloCluster(payment);
        await cluster.InitializeAsync();
        return cluster;
    }

    /// <summary>The grains that were called on a silo.</summary>
    public static SiloCalls CallsOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<SiloCalls>();

    /// <summary>The one silo that was called for a grain.</summary>
    public InProcessSiloHandle SiloOf(IAddressable grain) => Running.Single(silo => CallsOf(silo).Has(grain));

    /// <summary>Ends a silo as a crash does.</summary>
    public Task KillAsync(InProcessSiloHandle silo) => Engine.KillSiloAsync(silo);

    /// <summary>Ends a silo in order.</summary>
    public Task StopAsync(InProcessSiloHandle silo) => Engine.StopSiloAsync(silo);

    /// <summary>Another silo joins.</summary>
    public Task JoinAsync() => Engine.StartAdditionalSiloAsync();

    protected override void Compose(ISiloBuilder silo)
    {
        base.Compose(silo);
        silo.Services.AddSingleton<SiloCalls>();
        silo.Services.AddSingleton<IIncomingGrainCallFilter>(provider => provider.GetRequiredService<SiloCalls>());
        // Whoever waits for a silo that is gone is not to wait for half a minute.
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = Patience);
    }

    protected override void Compose(IClientBuilder client)
    {
        client.AddMemoryStreams(OrderStreams.Provider);
        client.Services.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = Patience);
    }

    protected override void AddReminders(ISiloBuilder silo)
    {
        silo.AddReminders();
        silo.Services.AddSingleton(Reminders);
    }
}

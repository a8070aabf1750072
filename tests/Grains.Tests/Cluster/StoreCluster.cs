using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Outbound;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Pricing;
using OrleansStore.Grains.Reconciliation;
using OrleansStore.Grains.Sweeping;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Grains.Tests.Outbound;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Sealing;

// One cluster for all classes that run faults on their own streams only; so they take turns.
[assembly: AssemblyFixture(typeof(StoreCluster))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace OrleansStore.Grains.Tests.Cluster;

/// <summary>The store's grains on a test cluster, with a journal in memory that fails when told to.</summary>
public class StoreCluster : IAsyncLifetime, IIdSource, IChance
{
    /// <summary>Few, so that tests get to see snapshots.</summary>
    public const int SnapshotEvery = 20;

    /// <summary>The sweeper's timer runs on real time and would look whenever a test lets time pass: so it looks when it is asked to.</summary>
    public static readonly TimeSpan SweepEvery = TimeSpan.FromDays(365);

    private static int s_ids;

    private readonly IAsyncDisposable? _owned;
    private InProcessTestCluster _cluster = null!;

    public StoreCluster()
        : this(SimulatedPayments.Smooth)
    {
    }

    /// <summary>With a gateway that behaves so.</summary>
    protected StoreCluster(SimulatedPayments payments)
    {
        var journal = new MemoryJournal(options: new MemoryJournalOptions { Faults = Faults });
        (Journal, Rows, _owned) = (journal, journal, journal);
        Gateway = new SimulatedPaymentGateway(Ledger, payments, Time, this);
    }

    /// <summary>On a journal that is not its own.</summary>
    internal StoreCluster(IJournal journal, IDurableRows rows)
    {
        (Journal, Rows) = (journal, rows);
        Gateway = new SimulatedPaymentGateway(Ledger, SimulatedPayments.Smooth, Time, this);
    }

    /// <summary>On the same journal, with the same gateway: a second activation of every grain.</summary>
    internal StoreCluster(StoreCluster beside)
    {
        (Journal, Rows, Gateway) = (beside.Journal, beside.Rows, beside.Gateway);
        (Faults, Time, Ledger) = (beside.Faults, beside.Time, beside.Ledger);
    }

    public FaultPlan Faults { get; } = new();

    public ManualTime Time { get; } = new();

    public MemoryPaymentLedger Ledger { get; } = new();

    public SimulatedPaymentGateway Gateway { get; }

    /// <summary>What shipping costs and what is taxed: nothing, unless a test says otherwise.</summary>
    public PricingTables Prices { get; init; } = PricingTables.Plain(Some.Currency);
    public ScriptedReceivers Receivers { get; } = new();

    /// <summary>The way of this store's grains to the gateway.</summary>
    public HeldGateway WayToGateway { get; private set; } = null!;

    public IJournal Journal { get; }

    public IDurableRows Rows { get; }

    /// <summary>The keys to what is stored of people.</summary>
    public SubjectKeys Keys => field ??= new SubjectKeys(Rows, new(() => new MasterKeys(new SealingKey(new byte[SealingKey.Size]))), new CountedSecrets(), Time);

    public IGrainFactory Grains => _cluster.Client;

    /// <summary>The cluster itself, for those that change it.</summary>
    protected InProcessTestCluster Engine => _cluster;

    /// <summary>Silos at the start, where the engine can have more than one.</summary>
    protected virtual short Silos => 1;

    public async ValueTask InitializeAsync()
    {
        WayToGateway = new HeldGateway(Gateway);
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.ConfigureSilo((_, silo) => Compose(silo));
        builder.ConfigureClient(Compose);
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _cluster.DisposeAsync();
        if (_owned is not null) await _owned.DisposeAsync();
    }

    /// <summary>Ids that no other test has.</summary>
    public Guid NewId() => Some.Id(1_000_000 + Interlocked.Increment(ref s_ids));

    /// <summary>Nothing here is left to chance.</summary>
    double IChance.Next() => 0.999;

    public CommandContext NewCommand()
    {
        var id = NewId();
        return new CommandContext(id, id, Actors.Guest);
    }

    /// <summary>The grain's activation is gone when this returns.</summary>
    public Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    /// <summary>All activations are gone when this returns, and with them all that was only in memory.</summary>
    public Task DeactivateAllAsync() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    public IStockGrain Stock(Guid id) => Grains.GetGrain<IStockGrain>(id);

    public IProductGrain Product(Guid id) => Grains.GetGrain<IProductGrain>(id);

    /// <summary>A new product with so many pieces on the shelf.</summary>
    public async Task<Guid> NewProductAsync(int pieces, long price = 1_000)
    {
        var id = NewId();
        (await Product(id).Create(Some.Product(NewCommand(), $"sku-{id:N}", price))).Error.ShouldBeNull();
        if (pieces > 0) (await Stock(id).Receive(new ReceiveStock(NewCommand(), pieces))).Error.ShouldBeNull();
        return id;
    }

    public async Task<StockView> StockOfAsync(Guid product) => (await Stock(product).Get()).Value.ShouldNotBeNull();

    /// <summary>What the journal holds of a stream.</summary>
    public async Task<IReadOnlyList<StoredEvent>> EventsOfAsync(string stream) => await Journal.ReadStreamAsync(stream, 0, int.MaxValue);

    /// <summary>The names of what the journal holds of a stream.</summary>
    public async Task<IReadOnlyList<string>> NamesOfAsync(string stream) => [.. (await EventsOfAsync(stream)).Select(e => e.Type)];

    /// <summary>Appends behind the grain's back, as a second activation would.</summary>
    public async Task<bool> AppendAsync(string stream, int expectedVersion, object body, CommandContext? command = null)
    {
        var (name, payload) = Dump.Codec.Write(body);
        var context = command ?? NewCommand();
        var e = new NewEvent(NewId(), name, context.CommandId, context.CorrelationId, context.Actor, Time.GetUtcNow(), payload);
        return (await Journal.AppendAsync(stream, expectedVersion, [e])).Outcome == AppendOutcome.Appended;
    }

    /// <summary>What each silo is made of; journal, ledger and clock are the same for all of them.</summary>
    protected virtual void Compose(ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddCustomStorageBasedLogConsistencyProviderAsDefault();
        AddReminders(silo);
        silo.AddMemoryStreams(OrderStreams.Provider);
        // What belongs to one purchase goes after a minute, and every age must be longer than this.
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionQuantum = TimeSpan.FromSeconds(15));
        silo.Services.AddSingleton(new JournalServices(Journal, Dump.Codec, Time, this, Some.Names, SnapshotEvery));
        silo.Services.AddSingleton(Rows);
        silo.Services.AddSingleton(Keys);
        silo.Services.AddSingleton(new Shop(Some.Currency));
        silo.Services.AddSingleton(Prices);
        silo.Services.AddSingleton(Deadlines.Default with { SweepEvery = SweepEvery });
        silo.Services.AddSingleton(ReconciliationSchedule.Default);
        silo.Services.AddSingleton<IChance>(this);
        silo.Services.AddSingleton<IOutboundReceivers>(Receivers);
        silo.Services.AddSingleton(Receivers.Limits);
        silo.Services.AddSingleton(WrapGateway(WayToGateway));
    }

    /// <summary>What lies between the grains and the gateway.</summary>
    protected virtual IPaymentGateway WrapGateway(IPaymentGateway inner) => inner;

    /// <summary>What the client is made of.</summary>
    protected virtual void Compose(IClientBuilder client)
    {
    }

    /// <summary>Where reminders are kept.</summary>
    protected virtual void AddReminders(ISiloBuilder silo) => silo.UseInMemoryReminderService();

    /// <summary>Secrets of which no two are the same.</summary>
    private sealed class CountedSecrets : ISecretSource
    {
        private int _made;

        public void Fill(Span<byte> secret) => BitConverter.TryWriteBytes(secret, Interlocked.Increment(ref _made));
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Pricing;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Postgres;
using OrleansStore.Journal.Sealing;
using OrleansStore.Journal.Sqlite;
using OrleansStore.ReadModels;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Health;
using OrleansStore.Silo.History;
using OrleansStore.Silo.Mail;
using OrleansStore.Silo.Metrics;
using OrleansStore.Silo.Outbound;
using OrleansStore.Silo.Payments;
using OrleansStore.Silo.Payments.Stripe;
using OrleansStore.Silo.Reminders;
using OrleansStore.Silo.Sealing;
using OrleansStore.Silo.Tokens;

namespace OrleansStore.Silo.Hosting;

/// <summary>Puts a store together from its parts.</summary>
public static class StoreHosting
{
    /// <summary>The grain storage in which the streams keep who listens to them.</summary>
    internal const string Subscriptions = "PubSubStore";

    /// <summary>Adds the journal and the engine: a silo with the store's grains, or the way to the silos of others.</summary>
    /// <remarks>Parts that are registered already (a clock, ids, chance, a journal, a ledger) are kept: tests bring their own.</remarks>
    public static void AddStore(this IHostApplicationBuilder builder, StoreOptions options)
    {
        var services = builder.Services;
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, SystemIds>();
        services.TryAddSingleton<IChance, SystemChance>();
        services.TryAddSingleton(new Shop(options.Currency));
        services.TryAddSingleton<IShippingRates>(options.Shipping.IsEmpty ? ShippingTable.Default : new ShippingTable(options.Shipping));
        services.TryAddSingleton<ITaxRates>(new TaxTable(options.Tax));
        services.TryAddSingleton(provider => new PricingTables(
            options.Currency, provider.GetRequiredService<IShippingRates>(), provider.GetRequiredService<ITaxRates>()));
        services.TryAddSingleton(options.Deadlines);
        services.TryAddSingleton(options.Reconciliation);
        AddJournal(services, options);
        services.AddHistory();
        services.AddTokenProtection(options);
        services.TryAddSingleton(new AccountMailing(MailParts.IsSent(services, options, builder.Environment.IsDevelopment())));
        services.AddHostedService<StorageStart>();
        services.AddSingleton<StoreProbe>();
        services.AddSingleton<StoreMeter>();
        services.AddSingleton<ObservedMetrics>();
        services.AddSingleton<Drain>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = SiloLimits.Shutdown);
        if (options.Cluster.Role == ClusterRole.Silo) AddSilo(builder, options);
        else EngineParts.Client(builder, options);
    }

    /// <summary>Adds what answers queries: projections of the journal, in a database of this process's own or in the journal's PostgreSQL.</summary>
    public static void AddReadSide(this IServiceCollection services, StoreOptions options)
    {
        if (options.Journal != JournalKind.Memory) MakeFolder(options.DataPath);
        services.AddReadModels(new ReadModelOptions
        {
            Database = options.ReadModels == ReadModelKind.Postgres ? options.Database.Store : null,
            DatabasePath = options.Journal == JournalKind.Memory ? null : Path.Combine(options.DataPath, "readmodels.db"),
            Recommendations = options.Recommendations,
        });
    }

    /// <summary>What a silo keeps that is alone: reminders in its journal, and in memory who listens to its streams.</summary>
    internal static void KeepToItself(ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorage(Subscriptions);
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable, JournalReminderTable>();
    }

    /// <summary>The event types of the store, as the journal reads and writes them.</summary>
    public static EventCodec CreateCodec() => new(StoreEvents.All.Select(e => new EventType(e.Name, e.Json)));

    /// <summary>Orders, addresses and keys are for the store's own user only.</summary>
    private static void MakeFolder(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The journal does not open then, and says why.
        }
    }

    private static void AddJournal(IServiceCollection services, StoreOptions options)
    {
        services.TryAddSingleton(_ => CreateCodec());
        services.TryAddSingleton(provider => new RawJournal(options.Journal switch
        {
            JournalKind.Memory => new MemoryJournal(),
            JournalKind.Postgres => PostgresJournal.Open(new PostgresJournalOptions
            {
                ConnectionString = options.Database.Store,
                ReadConnectionString = options.Database.StoreRead,
                Time = provider.GetRequiredService<TimeProvider>(),
                Exclusive = !EngineParts.IsCluster,
                LockedHint = "The embedded engine is one process. To run several, build with -p:StoreEngine=Orleans.",
            }),
            _ => OpenSqlite(options.DataPath),
        }));
        services.AddSealing();
    }

    private static SqliteJournal OpenSqlite(string folder)
    {
        MakeFolder(folder);
        return SqliteJournal.Open(new SqliteJournalOptions { Path = Path.Combine(folder, "journal.db") });
    }

    private static void AddSilo(IHostApplicationBuilder builder, StoreOptions options)
    {
        var services = builder.Services;
        AddGateway(services, options);
        services.TryAddSingleton(provider => new JournalServices(
            provider.GetRequiredService<IJournal>(),
            provider.GetRequiredService<EventCodec>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IIdSource>(),
            provider.GetRequiredService<IClaimNames>()));
        builder.UseOrleans(silo => Compose(silo, options));
        services.AddHostedService<RecoveryStart>();
        services.AddHostedService<SweeperStart>();
        services.AddOutbound(options, builder.Environment.IsDevelopment());
        services.AddHostedService<ReconciliationStart>();
    }

    private static void AddGateway(IServiceCollection services, StoreOptions options)
    {
        if (options.Payments.Provider == PaymentProvider.Stripe)
        {
            services.AddStripe(options);
            return;
        }

        services.TryAddSingleton<IPaymentLedger>(_ => options.Journal switch
        {
            JournalKind.Memory => new MemoryPaymentLedger(),
            JournalKind.Postgres => new PostgresPaymentLedger(options.Database.Store),
            _ => new FilePaymentLedger(Path.Combine(options.DataPath, "simulated-payments.jsonl")),
        });
        var simulated = options.Payments.Simulated;
        services.TryAddSingleton<IPaymentGateway>(provider => new SimulatedPaymentGateway(
            provider.GetRequiredService<IPaymentLedger>(),
            new SimulatedPayments(simulated.DeclineRate, simulated.TimeoutRate, simulated.DuplicateRate, simulated.Delay),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IChance>()));
    }

    private static void Compose(ISiloBuilder silo, StoreOptions options)
    {
        EngineParts.Silo(silo, options);
        silo.Configure<SiloOptions>(named => named.SiloName = NodeName.Here);
        silo.AddCustomStorageBasedLogConsistencyProviderAsDefault();
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = SiloLimits.IdleAfter;
            collection.CollectionQuantum = SiloLimits.LookForIdle;
        });
        EngineParts.Streams(silo, OrderStreams.Provider);
    }
}

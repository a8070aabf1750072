using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Payments;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Sqlite;
using OrleansStore.ReadModels;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Reminders;

namespace OrleansStore.Silo.Hosting;

/// <summary>Puts a store together from its parts.</summary>
public static class StoreHosting
{
    /// <summary>Adds the engine with the store's grains, the journal, the read side and the payment gateway.</summary>
    /// <remarks>Parts that are registered already (a clock, ids, chance, a journal, a ledger) are kept: tests bring their own.</remarks>
    public static void AddStore(this IHostApplicationBuilder builder, StoreOptions options)
    {
        var services = builder.Services;
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdSource, SystemIds>();
        services.TryAddSingleton<IChance, SystemChance>();
        if (options.Journal != JournalKind.Memory) MakeFolder(options.DataPath);
        AddJournal(services, options);
        AddGateway(services, options);
        services.AddReadModels(new ReadModelOptions
        {
            DatabasePath = options.Journal == JournalKind.Memory ? null : Path.Combine(options.DataPath, "readmodels.db"),
        });
        services.TryAddSingleton(new Shop(options.Currency));
        services.TryAddSingleton(provider => new JournalServices(
            provider.GetRequiredService<IJournal>(),
            provider.GetRequiredService<EventCodec>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IIdSource>()));
        builder.UseOrleans(silo => Compose(silo, options));
        services.AddHostedService<RecoveryStart>();
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
        services.TryAddSingleton<IJournal>(_ => options.Journal switch
        {
            JournalKind.Memory => new MemoryJournal(),
            _ => SqliteJournal.Open(new SqliteJournalOptions { Path = Path.Combine(options.DataPath, "journal.db") }),
        });
        services.TryAddSingleton(provider => (IDurableRows)provider.GetRequiredService<IJournal>());
    }

    private static void AddGateway(IServiceCollection services, StoreOptions options)
    {
        services.TryAddSingleton<IPaymentLedger>(_ => options.Journal switch
        {
            JournalKind.Memory => new MemoryPaymentLedger(),
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
        EngineParts.Cluster(silo, options);
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddCustomStorageBasedLogConsistencyProviderAsDefault();
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable, JournalReminderTable>();
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = SiloLimits.IdleAfter;
            collection.CollectionQuantum = SiloLimits.LookForIdle;
        });
        EngineParts.Streams(silo, OrderStreams.Provider);
    }
}

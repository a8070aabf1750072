using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Embedded;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Recovery;
using OrleansStore.Contracts.Sweeping;
using OrleansStore.Grains.Claims;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Sweeping;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Sealing;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Hosting;
using OrleansStore.Simulation.Faults;

namespace OrleansStore.Simulation.World;

/// <summary>One life of the store's process: all it knows is in memory, save what is on the disk and at the gateway.</summary>
internal sealed class Process
{
    private static readonly EventCodec Codec = StoreHosting.CreateCodec();
    private static readonly PersonalMembers Members = new(Codec, typeof(PersonalAttribute));
    private static readonly byte[] MasterSecret = [.. Enumerable.Range(0, SealingKey.Size).Select(n => (byte)n)];
    private static readonly Lazy<MasterKeys> Master = new(new MasterKeys(new SealingKey(MasterSecret)));

    private readonly SeededWorld _world;
    private readonly VirtualTime _time;
    private readonly MemoryJournal _journal;
    private readonly EmbeddedEngine _engine;

    /// <summary>Starts on what is on the disk.</summary>
    /// <param name="other">Another process that lives at the same time.</param>
    /// <param name="news">What the gateway tells by itself.</param>
    /// <param name="deadlines">How long an order may wait for its payment.</param>
    /// <param name="spoil">Puts another journal before the real one, to show that a bad one is found out.</param>
    public Process(SeededWorld world, MemoryDisk disk, Func<IPaymentGateway> gateway, FaultSource faults, Chance chance, Func<Process, Process?> other, GatewayNews news, Deadlines deadlines, Func<IJournal, IJournal>? spoil)
    {
        _world = world;
        _time = new VirtualTime(world);
        var slowDisk = chance.Happens(0.2);
        _journal = new MemoryJournal(disk, new MemoryJournalOptions
        {
            Time = _time,
            CommitLatency = () => TimeSpan.FromMicroseconds(chance.Between(0, slowDisk ? 50_000 : 2_000)),
            Faults = new JournalFaults(world, faults, Fate),
        });

        var keys = Keys(_journal, _time, chance.Fork());
        var journal = Seal(spoil?.Invoke(_journal) ?? _journal, keys);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IWorkScheduler>(new ProcessScheduler(world, _time));
        services.AddSingleton<IIdentitySource>(chance.Fork());
        services.AddSingleton<IIdSource>(chance.Fork());
        services.AddSingleton<IChance>(chance.Fork());
        services.AddSingleton<IJournal>(journal);
        services.AddSingleton<IDurableRows>(_journal);
        services.AddSingleton(keys);
        services.AddSingleton(Codec);
        services.AddSingleton(new JournalServices(journal, Codec, _time, chance.Fork(), Names, SnapshotEvery: chance.Between(2, 30)));
        services.AddSingleton<IPaymentGateway>(new UnsteadyGateway(world, _time, faults, Fate, news, gateway));
        services.AddSingleton(deadlines);
        services.AddSingleton<IOutgoingGrainCallFilter>(new CallFaults(faults, world, _time, () => other(this)?.Grains));
        services.AddSingleton<IIncomingGrainCallFilter>(new ActivationFaults(faults));
        builder.AddStore(new StoreOptions { Journal = JournalKind.Memory });
        // Order of idle activations in the engine's tables would differ with the number of processors; faults end activations instead.
        services.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromDays(1));
        // The read side follows the journal on threads of its own, and the start of a host leaves this one.
        Remove(services, service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly != typeof(EmbeddedEngine).Assembly);
        if (world.Trace.IsRead) services.AddSingleton<ILoggerProvider>(new TraceLog(world));

        var provider = builder.Build().Services;
        _engine = provider.GetRequiredService<EmbeddedEngine>();
        Grains = provider.GetRequiredService<IGrainFactory>();
        Start(provider);
    }

    public IGrainFactory Grains { get; }

    /// <summary>Puts the seal before a journal, as every process does.</summary>
    public static SealedJournal Seal(IJournal journal, SubjectKeys keys) => new(new RawJournal(journal), keys, Members);

    /// <summary>The keys that are on the disk.</summary>
    public static SubjectKeys Keys(IDurableRows rows, TimeProvider time, ISecretSource secrets) => new(rows, Master, secrets, time);

    /// <summary>What the store calls people by in names of streams.</summary>
    public static KeyedClaimNames Names { get; } = new(MasterSecret);

    public bool IsUp { get; private set; } = true;

    public Fate Fate { get; } = new();

    /// <summary>It stands still, and does not know it.</summary>
    public void Freeze() => _time.Freeze();

    public void Thaw() => _time.Thaw();

    /// <summary>All memory is gone, and what was not synced.</summary>
    public void Crash()
    {
        IsUp = false;
        _time.IsOver = true;
        _journal.Crash();
        _engine.Crash();
    }

    private void Start(IServiceProvider provider)
    {
        foreach (var part in provider.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            var starting = part.StartingAsync(CancellationToken.None);
            if (starting.Exception?.InnerException is JournalUnavailableException)
            {
                // A store whose reminders cannot be read does not start: the process ends, and whoever runs it starts it again.
                _world.Trace.Add(_world.Now, "=== it cannot start");
                Fate.CrashAsked = true;
                return;
            }

            SimulationFailure.Unless(starting.IsCompletedSuccessfully, $"the engine does not start at once: {starting.Exception}");
        }

        _world.Post(_ => BeginRecovery(), null);
    }

    private async void BeginRecovery()
    {
        while (IsUp)
        {
            try
            {
                await Grains.GetGrain<IRecoveryGrain>(0).Start();
                await Grains.GetGrain<ISweeperGrain>(0).Start();
                return;
            }
            catch (Exception e) when (Expected.IsUnanswered(e) || e is JournalUnavailableException or JournalOutcomeUnknownException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _time);
            }
        }
    }

    private static void Remove(IServiceCollection services, Func<ServiceDescriptor, bool> unwanted)
    {
        foreach (var service in services.Where(unwanted).ToList()) services.Remove(service);
    }

    private sealed class TraceLog(SeededWorld world) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            world.Trace.Show(world.Now, $"  # {formatter(state, exception)} {exception?.GetType().Name}: {exception?.Message}");
    }
}

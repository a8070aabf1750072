using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The engine: the activations of one process, their scheduler and their clock.</summary>
public sealed class EmbeddedEngine : IDisposable
{
    private readonly ConcurrentDictionary<GrainType, GrainClass> _classes = new();
    private readonly List<IEnginePart> _parts = [];
    private readonly ITimer _clockTimer;
    private readonly TimeSpan _clockPeriod;
    private readonly int _ticksPerCollection;
    private int _clock = 1;
    private int _nextCollection;
    private volatile Stage _stage;

    /// <summary>Created by dependency injection.</summary>
    public EmbeddedEngine(IServiceProvider services)
    {
        Services = services;
        Time = services.GetRequiredService<TimeProvider>();
        Scheduler = services.GetRequiredService<IWorkScheduler>();
        CollectionOptions = services.GetRequiredService<IOptions<GrainCollectionOptions>>().Value;
        var messaging = services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        ResponseTimeout = messaging.ResponseTimeout;
        MaxForwardCount = messaging.MaxForwardCount;
        ServiceLifetimes = services.GetRequiredService<ServiceLifetimes>();
        Identities = services.GetRequiredService<IIdentitySource>();
        Log = new EngineLog(services.GetRequiredService<ILogger<EmbeddedEngine>>());
        Filters = new CallFilters(this);
        GrainFactory = new GrainFactory(services, this);
        PendingCalls = new PendingCalls(this);
        GrainManifest.Shared.Load();
        Silo = new LocalSilo(Time, services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName);
        _clockPeriod = TimeSpan.FromMilliseconds(Math.Clamp(CollectionOptions.CollectionQuantum.TotalMilliseconds / 60, 10, 1000));
        _ticksPerCollection = (int)Math.Max(1, CollectionOptions.CollectionQuantum / _clockPeriod);
        _nextCollection = _clock + _ticksPerCollection;
        _clockTimer = CreateTimer(static engine => ((EmbeddedEngine)engine!).Tick(), this);
        _clockTimer.Change(_clockPeriod, _clockPeriod);
    }

    private enum Stage
    {
        Running,
        Stopping,
        Stopped,
        Dead,
    }

    /// <summary>How many grains are active.</summary>
    public int ActivationCount => _classes.Values.Sum(one => one.All().Count());

    /// <summary>Whether <see cref="Crash"/> was called.</summary>
    public bool IsDead => _stage == Stage.Dead;

    /// <summary>Whether the engine takes no calls any more.</summary>
    public bool IsStopped => _stage >= Stage.Stopped;

    /// <summary>Whether the engine is neither stopping nor stopped.</summary>
    internal bool IsRunning => _stage == Stage.Running;

    internal IServiceProvider Services { get; }

    internal TimeProvider Time { get; }

    internal LocalSilo Silo { get; }

    internal IWorkScheduler Scheduler { get; }

    internal GrainCollectionOptions CollectionOptions { get; }

    internal TimeSpan ResponseTimeout { get; }

    internal int MaxForwardCount { get; }

    internal ServiceLifetimes ServiceLifetimes { get; }

    internal EngineLog Log { get; }

    internal IIdentitySource Identities { get; }

    internal CallFilters Filters { get; }

    internal GrainFactory GrainFactory { get; }

    internal PendingCalls PendingCalls { get; }

    /// <summary>Coarse time by which idle activations are found.</summary>
    internal int Clock => _clock;

    /// <summary>
    /// Ends the engine as a crash of the process would: no activation runs again, not even what it awaits, and
    /// nothing is deactivated in order. Callers outside of grains get <see cref="SiloUnavailableException"/>.
    /// A new engine may start on the same storage at once.
    /// </summary>
    public void Crash()
    {
        if (IsDead) return;
        _stage = Stage.Dead;
        StopTimers();
        foreach (var part in Parts()) part.Crash();
        foreach (var activation in AllActivations()) activation.Abandon();
        PendingCalls.FailAll(static () => new SiloUnavailableException("The silo crashed; the outcome of the call is unknown."));
    }

    /// <summary>Ends the engine in order: every activation is deactivated.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (!IsRunning) return;
        _stage = Stage.Stopping;
        foreach (var part in Parts()) part.Stop();
        while (!cancellationToken.IsCancellationRequested)
        {
            var all = AllActivations().ToList();
            if (all.Count == 0) break;
            foreach (var activation in all) activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo is shutting down."));
            try
            {
                await Task.WhenAll(all.ConvertAll(activation => activation.Deactivated)).WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        if (cancellationToken.IsCancellationRequested)
        {
            Crash();
            return;
        }

        _stage = Stage.Stopped;
        StopTimers();
        PendingCalls.FailAll(static () => new SiloUnavailableException("The silo has stopped."));
    }

    /// <summary>
    /// A reference bound to a new activation of a grain that may be active already: two activations of one
    /// grain, as a failover can have for a moment.
    /// </summary>
    public TGrainInterface CreateDuplicate<TGrainInterface>(IAddressable grain) where TGrainInterface : IAddressable
    {
        var id = grain.GetGrainId();
        var reference = (GrainProxy)GrainFactory.CreateReference(typeof(TGrainInterface), id);
        reference.BindTo(new Activation(ClassOf(id.Type), id.Key));
        return (TGrainInterface)(object)reference;
    }

    /// <summary>Deactivates what has been idle for <paramref name="age"/>; done when it is gone.</summary>
    internal Task CollectIdle(TimeSpan age)
    {
        var ticks = age <= TimeSpan.Zero ? 0 : ClockTicks(age);
        var self = Activation.RunningOne;
        return Task.WhenAll(AllActivations()
            .Where(activation => !ReferenceEquals(activation, self) && activation.IsIdle(ticks))
            .Select(activation => activation.Collect(ticks))
            .ToList());
    }

    /// <summary>How many activations each grain class has, by its name in Orleans' way.</summary>
    internal IEnumerable<(string GrainClass, int Count)> ActivationsByClass() =>
        _classes.Values.Select(one => ($"{one.Type.FullName},{one.Type.Assembly.GetName().Name}", one.All().Count()));

    /// <summary>Ends the engine as a crash does, if nothing else has ended it.</summary>
    public void Dispose()
    {
        if (!IsStopped) Crash();
    }

    /// <summary>While the engine stops, grains may still call each other.</summary>
    internal bool Accepts(Request request) =>
        _stage switch
        {
            Stage.Running => true,
            Stage.Stopping => request.Source is not null,
            _ => false,
        };

    internal GrainClass ClassOf(GrainType grainType) =>
        _classes.TryGetValue(grainType, out var grainClass)
            ? grainClass
            : _classes.GetOrAdd(grainType, static (type, engine) => new(engine, GrainManifest.Shared.Class(type)), this);

    internal Activation? FindActivation(GrainId grainId) =>
        _classes.TryGetValue(grainId.Type, out var grainClass) ? grainClass.Find(grainId.Key) : null;

    internal int ClockTicks(TimeSpan time) => (int)Math.Min(int.MaxValue / 2, Math.Ceiling(time / _clockPeriod));

    /// <summary>A stopped timer that does not hold on to the caller's async locals.</summary>
    internal ITimer CreateTimer(TimerCallback callback, object? state)
    {
        if (ExecutionContext.IsFlowSuppressed()) return Time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using (ExecutionContext.SuppressFlow())
        {
            return Time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    internal void Add(IEnginePart part)
    {
        lock (_parts)
        {
            _parts.Add(part);
        }
    }

    private IEnginePart[] Parts()
    {
        lock (_parts)
        {
            return [.. _parts];
        }
    }

    private IEnumerable<Activation> AllActivations() => _classes.Values.SelectMany(grainClass => grainClass.All());

    private void Tick()
    {
        var now = ++_clock;
        Silo.Tick();
        if (now < _nextCollection || !IsRunning) return;
        _nextCollection = now + _ticksPerCollection;
        foreach (var grainClass in _classes.Values)
        {
            foreach (var activation in grainClass.All())
            {
                if (activation.IsIdle(grainClass.CollectionAge)) _ = activation.Collect(grainClass.CollectionAge);
            }
        }
    }

    private void StopTimers()
    {
        _clockTimer.Dispose();
        PendingCalls.Stop();
    }
}

/// <summary>A part with timers of its own that end with the engine.</summary>
internal interface IEnginePart
{
    void Stop();

    void Crash();
}

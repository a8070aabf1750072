using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A grain class in one engine, and its activations.</summary>
internal sealed class GrainClass
{
    private readonly ConcurrentDictionary<IdSpan, Activation> _activations = new();
    private readonly ConcurrentDictionary<IdSpan, WorkerPool>? _workers;
    private readonly GrainManifest.ClassEntry _entry;
    private readonly int _maxWorkers;

    public GrainClass(EmbeddedEngine engine, GrainManifest.ClassEntry entry)
    {
        Engine = engine;
        _entry = entry;
        var type = entry.Type;
        if (type.IsDefined(typeof(ReentrantAttribute), inherit: true)) Kind = CallKind.Interleaving;
        if (type.GetCustomAttribute<StatelessWorkerAttribute>(inherit: true) is { } workers)
        {
            _maxWorkers = workers.MaxLocalWorkers;
            _workers = new();
        }

        FiltersOwnCalls = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        RunsOneTurn = !engine.Scheduler.RunsCallsInline;
        RunsInline = !RunsOneTurn && _workers is null && !FiltersOwnCalls && !engine.Filters.Any;
        CollectionAge = engine.ClockTicks(AgeOf(type, engine));
    }

    public EmbeddedEngine Engine { get; }

    public Type Type => _entry.Type;

    public GrainType GrainType => _entry.GrainType;

    /// <summary>What every call has in common: reentrant grains interleave all of them.</summary>
    public CallKind Kind { get; }

    public bool FiltersOwnCalls { get; }

    /// <summary>Whether callers may run methods on their own stacks.</summary>
    public bool RunsInline { get; }

    /// <summary>Whether each turn is scheduled by itself.</summary>
    public bool RunsOneTurn { get; }

    /// <summary>Clock ticks without use after which an activation goes.</summary>
    public int CollectionAge { get; }

    public object Create(Activation activation) => _entry.Create(activation, activation);

    public Activation GetOrCreate(IdSpan key) =>
        _activations.TryGetValue(key, out var activation)
            ? activation
            : _activations.GetOrAdd(key, static (key, grainClass) => new Activation(grainClass, key), this);

    public Activation? Find(IdSpan key) => _activations.GetValueOrDefault(key);

    public void Remove(IdSpan key, Activation activation)
    {
        if (_workers is null) _activations.TryRemove(new(key, activation));
        else if (_workers.TryGetValue(key, out var pool)) pool.Remove(activation);
    }

    /// <summary>Sends a request on behalf of a caller.</summary>
    public void Send(GrainReference reference, Activation? bound, Request request)
    {
        request.Values = RequestContext.Values.Value;
        request.Source = Activation.RunningOne;
        if (!Engine.Accepts(request))
        {
            request.TryFail(new SiloUnavailableException("The silo is stopping or has stopped."));
            return;
        }

        if ((request.Kind & CallKind.OneWay) != 0)
        {
            (request as Invocation)?.AnswerOneWay();
        }
        else if (bound?.Failure is { } failure)
        {
            request.TryFail(failure);
            return;
        }
        else
        {
            Engine.PendingCalls.Add(request);
            request.WatchCancellation(request.GetCancellationToken());
        }

        if (bound is { IsGone: false })
        {
            bound.Enqueue(request);
            return;
        }

        // It left while the caller activated it on his stack, or just before.
        if (bound is not null) request.Forwards++;
        Dispatch(reference.Key, request);
    }

    public void Dispatch(IdSpan key, Request request)
    {
        if (_workers is null) GetOrCreate(key).Enqueue(request);
        else _workers.GetOrAdd(key, static (key, grainClass) => new WorkerPool(grainClass, key, grainClass._maxWorkers), this).Enqueue(request);
    }

    /// <summary>Every activation, also those of stateless workers.</summary>
    public IEnumerable<Activation> All() =>
        _workers is null
            ? _activations.Select(static one => one.Value)
            : _workers.SelectMany(static one => one.Value.Activations);

    // Orleans: src/Orleans.Runtime/Catalog/GrainTypeSharedContext.cs (GetCollectionAgeLimit)
    private static TimeSpan AgeOf(Type type, EmbeddedEngine engine)
    {
        var options = engine.CollectionOptions;
        if (type.IsDefined(typeof(KeepAliveAttribute), inherit: true)) return TimeSpan.MaxValue;
        // What a class says of itself goes before what is configured for it.
        if (type.GetCustomAttribute<CollectionAgeLimitAttribute>(inherit: true) is { } limit)
            return limit.AlwaysActive ? TimeSpan.MaxValue : limit.AgeLimit;
        return options.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var configured) ? configured : options.CollectionAge;
    }
}

using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Makes references. The engine behind it may be replaced, as when a test restarts the silo.</summary>
internal sealed class GrainFactory : IClusterClient
{
    private readonly ConcurrentDictionary<Type, Binding> _bindings = new();
    private readonly ConcurrentDictionary<(Type?, GrainType), ReferenceTarget> _targets = new();
    private readonly IServiceProvider _services;
    private EmbeddedEngine? _engine;

    public GrainFactory(IServiceProvider services, EmbeddedEngine? engine)
    {
        _services = services;
        _engine = engine;
    }

    public EmbeddedEngine Engine
    {
        get => _engine ?? throw new SiloUnavailableException("No silo is running.");
        set => _engine = value;
    }

    public EmbeddedEngine? CurrentEngine => _engine;

    public IServiceProvider ServiceProvider => _services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), KeyOf(primaryKey), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) =>
        (IGrain)Create(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) =>
        (IGrain)Create(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)Create(grainInterfaceType, KeyOf(grainPrimaryKey), null);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)CreateReference(typeof(TGrainInterface), grainId);

    public IAddressable GetGrain(GrainId grainId) => CreateReference(null, grainId);

    public GrainReference CreateReference(Type? interfaceType, GrainId grainId)
    {
        var target = Target(interfaceType, grainId.Type);
        return interfaceType is null
            ? new GrainReference(target, grainId.Key)
            : GrainManifest.Shared.Interface(interfaceType)(target, grainId.Key);
    }

    private static IdSpan KeyOf(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return IdSpan.Create(key);
    }

    private GrainProxy Create(Type interfaceType, IdSpan key, string? prefix)
    {
        var binding = prefix is null ? _bindings.GetOrAdd(interfaceType, Bind, this) : Bind(interfaceType, prefix);
        return binding.Create(binding.Target, key);
    }

    private static Binding Bind(Type interfaceType, GrainFactory factory) => factory.Bind(interfaceType, (string?)null);

    private Binding Bind(Type interfaceType, string? prefix)
    {
        var create = GrainManifest.Shared.Interface(interfaceType);
        var entry = GrainManifest.Shared.Implementation(interfaceType, prefix);
        return new(create, Target(interfaceType, entry.GrainType));
    }

    private ReferenceTarget Target(Type? interfaceType, GrainType grainType) =>
        _targets.GetOrAdd((interfaceType, grainType), static (key, factory) => new(factory, key.Item1, key.Item2), this);

    private sealed record Binding(Func<ReferenceTarget, IdSpan, GrainProxy> Create, ReferenceTarget Target);
}

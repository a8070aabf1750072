using System.Reflection;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>All grain interfaces and classes of the process. Only what generated code describes is looked at.</summary>
internal sealed class GrainManifest : IGrainManifest
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _loaded = [];
    private readonly Dictionary<Type, Func<ReferenceTarget, IdSpan, GrainProxy>> _interfaces = [];
    private readonly Dictionary<GrainType, ClassEntry> _classes = [];
    private readonly Dictionary<Type, List<ClassEntry>> _implementations = [];

    /// <summary>The manifest of this process.</summary>
    public static GrainManifest Shared { get; } = new();

    /// <summary>Loads what the assemblies that are in the process by now, and their parts, describe.</summary>
    public void Load()
    {
        lock (_lock)
        {
            foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) Load(assembly);
        }
    }

    public IReadOnlyList<ClassEntry> Classes
    {
        get
        {
            lock (_lock)
            {
                return [.. _classes.Values];
            }
        }
    }

    /// <summary>The limits that classes set themselves, for all to see that are configured and checked.</summary>
    /// <remarks>Orleans: src/Orleans.Runtime/Hosting/DefaultSiloServices.cs (by the same names)</remarks>
    public void AddCollectionAges(GrainCollectionOptions options)
    {
        Load();
        foreach (var entry in Classes)
        {
            if (entry.Type.GetCustomAttribute<CollectionAgeLimitAttribute>() is { } limit)
                options.ClassSpecificCollectionAge[$"{entry.Type.FullName},{entry.Type.Assembly.GetName().Name}"] = limit.AgeLimit;
        }
    }

    public ClassEntry Class(GrainType grainType)
    {
        lock (_lock)
        {
            return _classes.TryGetValue(grainType, out var entry)
                ? entry
                : throw new ArgumentException($"Could not find an implementation for grain type {grainType}");
        }
    }

    public Func<ReferenceTarget, IdSpan, GrainProxy> Interface(Type interfaceType)
    {
        lock (_lock)
        {
            if (!_interfaces.ContainsKey(interfaceType)) Load(interfaceType.Assembly);
            return _interfaces.TryGetValue(interfaceType, out var create)
                ? create
                : throw new ArgumentException($"{interfaceType} is not a grain interface with generated code.");
        }
    }

    /// <summary>The class of an interface; by the same rules as Orleans' GrainInterfaceTypeToGrainTypeResolver.</summary>
    public ClassEntry Implementation(Type interfaceType, string? prefix)
    {
        List<ClassEntry>? candidates;
        lock (_lock)
        {
            _implementations.TryGetValue(interfaceType, out candidates);
        }

        candidates ??= [];
        if (!string.IsNullOrWhiteSpace(prefix))
        {
            var exact = candidates.FirstOrDefault(entry => entry.Type.FullName == prefix);
            if (exact is not null) return exact;
            candidates = candidates.FindAll(entry => entry.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal));
            return candidates.Count switch
            {
                1 => candidates[0],
                0 => throw new ArgumentException($"Could not find an implementation matching prefix \"{prefix}\" for interface {interfaceType}"),
                _ => throw Ambiguous(interfaceType, candidates),
            };
        }

        if (candidates.Count == 1) return candidates[0];
        if (candidates.Count == 0) throw new ArgumentException($"Could not find an implementation for interface {interfaceType}");
        return candidates.FirstOrDefault(entry => interfaceType.Name == "I" + entry.Type.Name) ?? throw Ambiguous(interfaceType, candidates);
    }

    void IGrainManifest.AddInterface(Type interfaceType, Func<ReferenceTarget, IdSpan, GrainProxy> create) =>
        _interfaces[interfaceType] = create;

    void IGrainManifest.AddClass(Type grainClass, string grainType, Type[] interfaces, Func<IServiceProvider, IGrainContext, object> create)
    {
        var entry = new ClassEntry(grainClass, GrainType.Create(grainType), interfaces, create);
        if (!_classes.TryAdd(entry.GrainType, entry))
        {
            throw new OrleansConfigurationException(
                $"{grainClass} and {_classes[entry.GrainType].Type} have the same grain type \"{grainType}\"; set one by [GrainType].");
        }

        foreach (var one in interfaces)
        {
            if (!_implementations.TryGetValue(one, out var list)) _implementations[one] = list = [];
            list.Add(entry);
        }
    }

    private static ArgumentException Ambiguous(Type interfaceType, List<ClassEntry> candidates) =>
        new($"Unable to identify a single appropriate grain type for interface {interfaceType}. Candidates: {string.Join(", ", candidates.Select(entry => entry.Type.FullName))}");

    private void Load(Assembly assembly)
    {
        if (assembly.IsDynamic || !_loaded.Add(assembly.FullName!)) return;
        foreach (var part in assembly.GetCustomAttributes<ApplicationPartAttribute>()) Load(Assembly.Load(part.AssemblyName));
        if (assembly.GetCustomAttribute<GrainAssemblyAttribute>() is { } attribute)
        {
            ((GrainAssembly)Activator.CreateInstance(attribute.Type, nonPublic: true)!).Describe(this);
        }
    }

    /// <summary>A grain class.</summary>
    internal sealed record ClassEntry(
        Type Type, GrainType GrainType, Type[] Interfaces, Func<IServiceProvider, IGrainContext, object> Create);
}

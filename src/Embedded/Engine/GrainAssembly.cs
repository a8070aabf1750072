using System.ComponentModel;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Names an assembly's <see cref="GrainAssembly"/>; written by the code generator.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainAssemblyAttribute(Type type) : Attribute
{
    /// <summary>The type derived from <see cref="GrainAssembly"/>.</summary>
    public Type Type { get; } = type;
}

/// <summary>What an assembly brings: its grain interfaces and classes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainAssembly
{
    /// <summary>Tells <paramref name="manifest"/> what there is.</summary>
    public abstract void Describe(IGrainManifest manifest);
}

/// <summary>Collects grain interfaces and classes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGrainManifest
{
    /// <summary>A grain interface with the constructor of its references.</summary>
    void AddInterface(Type interfaceType, Func<ReferenceTarget, IdSpan, GrainProxy> create);

    /// <summary>A grain class.</summary>
    /// <param name="grainType">The type name.</param>
    /// <param name="interfaces">The grain interfaces it implements, inherited ones too.</param>
    /// <param name="create">Its constructor with the services from a provider.</param>
    void AddClass(Type grainClass, string grainType, Type[] interfaces, Func<IServiceProvider, IGrainContext, object> create);
}

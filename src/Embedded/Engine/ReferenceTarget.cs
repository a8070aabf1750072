using System.ComponentModel;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>What all references of one interface to one grain class share.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReferenceTarget
{
    private GrainClass? _class;

    internal ReferenceTarget(GrainFactory factory, Type? interfaceType, GrainType grainType)
    {
        Factory = factory;
        Interface = interfaceType;
        GrainType = grainType;
        InterfaceType = interfaceType is null ? default : GrainInterfaceType.Create(interfaceType.FullName!);
    }

    internal GrainFactory Factory { get; }

    internal Type? Interface { get; }

    internal GrainType GrainType { get; }

    internal GrainInterfaceType InterfaceType { get; }

    /// <summary>The class in the engine that runs now, if one does: after a restart in tests it is another one.</summary>
    internal GrainClass? Class
    {
        get
        {
            var grainClass = _class;
            return grainClass is { Engine.IsRunning: true } ? grainClass : _class = Factory.CurrentEngine?.ClassOf(GrainType);
        }
    }
}

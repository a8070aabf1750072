using System.Collections.Concurrent;

namespace OrleansStore.Grains.Tests.Silos;

/// <summary>The grains that were called on one silo.</summary>
internal sealed class SiloCalls : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<GrainId, byte> _called = new();

    public IEnumerable<GrainId> Called => _called.Keys;

    public bool Has(IAddressable grain) => _called.ContainsKey(grain.GetGrainId());

    public Task Invoke(IIncomingGrainCallContext context)
    {
        _called.TryAdd(context.TargetId, 0);
        return context.Invoke();
    }
}

using System.Collections.Frozen;

namespace OrleansStore.ReadModels.Projections;

/// <summary>Those who wait for one projection, or for all that go on.</summary>
internal sealed class ProjectionWaiters
{
    private readonly FrozenDictionary<string, PositionWaiters> _byName;
    private readonly Arrival _arrival = new();

    public ProjectionWaiters(IEnumerable<string> names, TimeProvider time)
    {
        OfAll = new PositionWaiters(time, _arrival);
        _byName = names.ToFrozenDictionary(name => name, _ => new PositionWaiters(time, _arrival), StringComparer.Ordinal);
    }

    /// <summary>Those who wait for every projection that is not stopped.</summary>
    public PositionWaiters OfAll { get; }

    /// <summary>The highest position that somebody waits for; 0 when nobody does.</summary>
    public long Wanted => Math.Max(OfAll.Wanted, _byName.Values.Max(w => w.Wanted));

    /// <summary>Completes when somebody waits.</summary>
    public Task SomebodyWaits => _arrival.SomebodyWaits;

    /// <summary>Those who wait for one projection.</summary>
    public PositionWaiters Of(string name) => _byName[name];

    /// <summary>The projections are so far now. Who waits for one that is stopped is told at once that it does not come.</summary>
    public void Advance(IEnumerable<ProjectionSlot> live)
    {
        var lowest = long.MaxValue;
        foreach (var slot in live)
        {
            _byName[slot.Name].Advance(slot.Stopped ? long.MaxValue : slot.Position);
            if (!slot.Stopped) lowest = Math.Min(lowest, slot.Position);
        }

        OfAll.Advance(lowest);
        _arrival.Rearm(() => Wanted > 0);
    }
}

using OrleansStore.Simulation.Audit;
using OrleansStore.Simulation.World;

namespace OrleansStore.Simulation.Faults;

/// <summary>What is to become of one process before anything else happens.</summary>
internal sealed class Fate
{
    /// <summary>It is to lose all its memory.</summary>
    public bool CrashAsked { get; set; }

    /// <summary>Another is to be started in its place, though it lives.</summary>
    public bool FailoverAsked { get; set; }

    /// <summary>Another was started in its place.</summary>
    public bool IsReplaced { get; set; }
}

/// <summary>Decides what goes wrong, notes it, and knows when a process is to die.</summary>
internal sealed class FaultSource(SeededWorld world, Chance chance, FaultRates rates, Reached reached)
{
    /// <summary>Lives of a process in one run; a purchase that is crashed for ever would never end.</summary>
    private const int Crashes = 8;

    private FaultRates _rates = rates;
    private int _crashesLeft = Crashes;
    private DateTimeOffset _outageUntil;

    public FaultRates Rates => _rates;

    public Chance Chance => chance;

    /// <summary>The disk answers nobody.</summary>
    public bool IsOutage => world.Now < _outageUntil;

    /// <summary>From now on nothing goes wrong.</summary>
    public void Heal()
    {
        _rates = FaultRates.None;
        _outageUntil = default;
    }

    public bool Strikes(double rate, Fault fault, string where)
    {
        if (!chance.Happens(rate)) return false;
        reached.Add(fault);
        world.Trace.Add(world.Now, $"  ! {fault} at {where}");
        return true;
    }

    public bool CrashStrikes(Fate fate, double rate, Fault fault, string where)
    {
        if (_crashesLeft == 0 || fate.CrashAsked || !Strikes(rate, fault, where)) return false;
        _crashesLeft--;
        return fate.CrashAsked = true;
    }

    public void MayFailOver(Fate fate, string where)
    {
        if (_crashesLeft == 0 || fate.CrashAsked || fate.FailoverAsked || fate.IsReplaced || !Strikes(_rates.Failover, Fault.Failover, where)) return;
        _crashesLeft--;
        fate.FailoverAsked = true;
    }

    public void MayBeginOutage()
    {
        if (IsOutage || !Strikes(_rates.OutageBegins, Fault.Outage, "disk")) return;
        _outageUntil = world.Now + chance.Between(TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(20));
    }
}

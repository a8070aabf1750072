using OrleansStore.Journal.Memory;
using OrleansStore.Simulation.World;

namespace OrleansStore.Simulation.Faults;

/// <summary>What goes wrong at the disk: a crash before or after any write, refusals, lost and late writes and replies.</summary>
internal sealed class JournalFaults(SeededWorld world, FaultSource faults, Fate fate) : IJournalFaultPlan
{
    public FateBeforeWrite BeforeWrite(JournalWrite write)
    {
        var rates = faults.Rates;
        var target = write.Target;
        if (faults.CrashStrikes(fate, rates.CrashBeforeWrite, Fault.CrashBeforeWrite, target)) return FateBeforeWrite.Crash;
        faults.MayFailOver(fate, target);
        faults.MayBeginOutage();
        if (faults.IsOutage || faults.Strikes(rates.WriteRefused, Fault.WriteRefused, target)) return FateBeforeWrite.Unavailable;
        if (faults.Strikes(rates.WriteLost, Fault.WriteLost, target)) return FateBeforeWrite.LoseWrite;
        return faults.Strikes(rates.WriteLate, Fault.WriteLate, target) ? FateBeforeWrite.LandLate : FateBeforeWrite.GoOn;
    }

    public FateAfterWrite AfterWrite(JournalWrite write)
    {
        foreach (var e in write.Events)
        {
            world.Trace.Add(world.Now, $"  + {write.Target} {e.Type} {e.EventId:N}");
            world.Trace.Add(e.Payload.Span);
        }

        var rates = faults.Rates;
        if (faults.CrashStrikes(fate, rates.CrashAfterWrite, Fault.CrashAfterWrite, write.Target)) return FateAfterWrite.Crash;
        return faults.Strikes(rates.WriteReplyLost, Fault.WriteReplyLost, write.Target) ? FateAfterWrite.LoseReply : FateAfterWrite.GoOn;
    }

    public bool FailsRead(string? stream) =>
        faults.IsOutage || faults.Strikes(faults.Rates.ReadFails, Fault.ReadFailed, stream ?? "the global order");
}

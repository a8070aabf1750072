using OrleansStore.Journal.Memory;

namespace OrleansStore.Journal.Tests.Memory;

/// <summary>Faults in the order in which they were asked for; none once they are used up.</summary>
public sealed class ScriptedFaults : IJournalFaultPlan
{
    public Queue<FateBeforeWrite> Before { get; } = new();

    public Queue<FateAfterWrite> After { get; } = new();

    public bool ReadsFail { get; set; }

    public FateBeforeWrite BeforeWrite(JournalWrite write) => Before.TryDequeue(out var fate) ? fate : FateBeforeWrite.GoOn;

    public FateAfterWrite AfterWrite(JournalWrite write) => After.TryDequeue(out var fate) ? fate : FateAfterWrite.GoOn;

    public bool FailsRead(string? stream) => ReadsFail;
}

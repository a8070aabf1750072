using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Cluster;

/// <summary>Faults that a test asks for, on the writes and reads it names, until it takes them back.</summary>
public sealed class FaultPlan : IJournalFaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];

    /// <summary>Nothing of these writes is written.</summary>
    public Fault Before(FateBeforeWrite fate, Func<JournalWrite, bool> writes, int first = 1, int times = int.MaxValue) =>
        Add(new Fault(this, writes, _ => false, first, times) { BeforeWrite = fate });

    /// <summary>These writes are durable, but nobody is told.</summary>
    public Fault After(FateAfterWrite fate, Func<JournalWrite, bool> writes, int first = 1, int times = int.MaxValue) =>
        Add(new Fault(this, writes, _ => false, first, times) { AfterWrite = fate });

    /// <summary>These writes are only counted.</summary>
    public Fault Count(Func<JournalWrite, bool> writes) => Add(new Fault(this, writes, _ => false, 1, 0));

    /// <summary>The streams cannot be read.</summary>
    public Fault Unreadable(Func<string, bool> streams) => Add(new Fault(this, _ => false, streams, 1, int.MaxValue));

    /// <summary>Reads of the streams are only counted.</summary>
    public Fault CountReads(Func<string, bool> streams) => Add(new Fault(this, _ => false, streams, 1, 0));

    /// <inheritdoc/>
    FateBeforeWrite IJournalFaultPlan.BeforeWrite(JournalWrite write)
    {
        lock (_gate)
        {
            var fate = FateBeforeWrite.GoOn;
            foreach (var fault in _faults)
                if (fault.AfterWrite == FateAfterWrite.GoOn && fault.Meets(write) && fault.BeforeWrite != FateBeforeWrite.GoOn) fate = fault.BeforeWrite;
            return fate;
        }
    }

    /// <inheritdoc/>
    FateAfterWrite IJournalFaultPlan.AfterWrite(JournalWrite write)
    {
        lock (_gate)
        {
            foreach (var fault in _faults)
                if (fault.AfterWrite != FateAfterWrite.GoOn && fault.Meets(write)) return fault.AfterWrite;
            return FateAfterWrite.GoOn;
        }
    }

    /// <inheritdoc/>
    bool IJournalFaultPlan.FailsRead(string? stream)
    {
        if (stream is null) return false;
        lock (_gate)
        {
            var fails = false;
            foreach (var fault in _faults) fails |= fault.MeetsRead(stream);
            return fails;
        }
    }

    private Fault Add(Fault fault)
    {
        lock (_gate) _faults.Add(fault);
        return fault;
    }

    private void Remove(Fault fault)
    {
        lock (_gate) _faults.Remove(fault);
    }

    /// <summary>A fault; disposing it makes the store well again.</summary>
    public sealed class Fault(FaultPlan plan, Func<JournalWrite, bool> writes, Func<string, bool> streams, int first, int times) : IDisposable
    {
        private int _seen;

        /// <summary>Writes, or reads, that it was about so far.</summary>
        public int Seen => Volatile.Read(ref _seen);

        internal FateBeforeWrite BeforeWrite { get; init; }

        internal FateAfterWrite AfterWrite { get; init; }

        private bool IsDue => _seen >= first && _seen - first < times;

        public void Dispose() => plan.Remove(this);

        internal bool Meets(JournalWrite write)
        {
            if (!writes(write)) return false;
            _seen++;
            return IsDue;
        }

        internal bool MeetsRead(string stream)
        {
            if (!streams(stream)) return false;
            _seen++;
            return IsDue;
        }
    }
}

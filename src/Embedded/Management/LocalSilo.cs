using System.Net;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>What the one silo is called, and what its process uses.</summary>
internal sealed class LocalSilo
{
    /// <summary>The port that Orleans uses by itself; nothing listens on it here.</summary>
    private const int Port = 11111;

    /// <summary>Over so long the use of processors is measured, as in Orleans.</summary>
    private static readonly TimeSpan CpuWindow = TimeSpan.FromSeconds(1);

    private static readonly DateTimeOffset Epoch = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TimeProvider _time;
    private readonly string _name;
    private readonly DateTimeOffset _started;
    private TimeSpan _cpuUsed;
    private long _cpuSeen;
    private float _cpuPercentage;

    public LocalSilo(TimeProvider time, string name)
    {
        (_time, _name, _started) = (time, name, time.GetUtcNow());
        Address = SiloAddress.New(IPAddress.Loopback, Port, (int)((_started - Epoch).Ticks / TimeSpan.TicksPerSecond));
        (_cpuUsed, _cpuSeen) = (Environment.CpuUsage.TotalTime, time.GetTimestamp());
    }

    public SiloAddress Address { get; }

    public MembershipEntry Describe(SiloStatus status) => new()
    {
        SiloAddress = Address,
        Status = status,
        HostName = Environment.MachineName,
        SiloName = _name,
        StartTime = _started.UtcDateTime,
        IAmAliveTime = _time.GetUtcNow().UtcDateTime,
    };

    public SiloRuntimeStatistics Measure(int activations)
    {
        var memory = GC.GetGCMemoryInfo();
        var used = Math.Clamp(memory.TotalCommittedBytes - memory.FragmentedBytes, 0, memory.TotalAvailableMemoryBytes);
        return new(activations, new(Volatile.Read(ref _cpuPercentage), used, memory.TotalAvailableMemoryBytes), _time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Looks what the processors did, if the last look was long enough ago. The engine's clock calls it, one call at a time.</summary>
    public void Tick()
    {
        var elapsed = _time.GetElapsedTime(_cpuSeen);
        if (elapsed < CpuWindow) return;
        var used = Environment.CpuUsage.TotalTime;
        var percentage = (used - _cpuUsed) / elapsed / Environment.ProcessorCount * 100;
        Volatile.Write(ref _cpuPercentage, (float)Math.Clamp(percentage, 0, 100));
        (_cpuUsed, _cpuSeen) = (used, _time.GetTimestamp());
    }
}

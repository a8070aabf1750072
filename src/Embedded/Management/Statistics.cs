using Orleans.Statistics;

namespace Orleans.Runtime
{
    /// <summary>How a silo does.</summary>
    /// <remarks>Orleans: src/Orleans.Core/Statistics/SiloRuntimeStatistics.cs</remarks>
    public sealed class SiloRuntimeStatistics
    {
        internal SiloRuntimeStatistics(int activationCount, EnvironmentStatistics environmentStatistics, DateTime dateTime) =>
            (ActivationCount, EnvironmentStatistics, DateTime) = (activationCount, environmentStatistics, dateTime);

        /// <summary>How many activations it has.</summary>
        public int ActivationCount { get; }

        /// <summary>When this was so, in UTC.</summary>
        public DateTime DateTime { get; }

        /// <summary>What its process uses.</summary>
        public EnvironmentStatistics EnvironmentStatistics { get; }
    }

    /// <summary>How many activations a grain class has on a silo.</summary>
    /// <remarks>Orleans: src/Orleans.Core/Statistics/SiloRuntimeStatistics.cs</remarks>
    public sealed class SimpleGrainStatistic
    {
        /// <summary>The grain class, as <c>Namespace.Name,Assembly</c>.</summary>
        public string GrainType { get; init; } = null!;

        /// <summary>The silo.</summary>
        public SiloAddress SiloAddress { get; init; } = null!;

        /// <summary>How many there are.</summary>
        public int ActivationCount { get; init; }
    }
}

namespace Orleans.Statistics
{
    /// <summary>What a process uses and may use.</summary>
    /// <remarks>Orleans: src/Orleans.Core.Abstractions/Statistics/IEnvironmentStatisticsProvider.cs (what is measured, without what is filtered for placement)</remarks>
    public readonly struct EnvironmentStatistics
    {
        /// <summary>Of the processors that the process may use, in percent, from 0 to 100.</summary>
        public readonly float RawCpuUsagePercentage;

        /// <summary>Managed memory in use, in bytes.</summary>
        public readonly long RawMemoryUsageBytes;

        /// <summary>Memory that the process may use, in bytes.</summary>
        public readonly long MaximumAvailableMemoryBytes;

        internal EnvironmentStatistics(float cpuPercentage, long memoryBytes, long maximumMemoryBytes) =>
            (RawCpuUsagePercentage, RawMemoryUsageBytes, MaximumAvailableMemoryBytes) = (cpuPercentage, memoryBytes, maximumMemoryBytes);
    }
}

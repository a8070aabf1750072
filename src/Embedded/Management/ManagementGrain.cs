using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Embedded;

[Reentrant]
internal sealed class ManagementGrain : Grain, IManagementGrain
{
    private EmbeddedEngine Engine => ServiceProvider.GetRequiredService<EmbeddedEngine>();

    public Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive)
    {
        var self = Engine.Silo.Describe(Engine.IsRunning ? SiloStatus.Active : SiloStatus.ShuttingDown);
        return Task.FromResult<MembershipEntry[]>(onlyActive && self.Status != SiloStatus.Active ? [] : [self]);
    }

    public Task ForceActivationCollection(TimeSpan ageLimit) => Engine.CollectIdle(ageLimit);

    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds) =>
        Of(hostsIds, () => new[] { Engine.Silo.Measure(Engine.ActivationCount) });

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) => Of(hostsIds, () => Engine.ActivationsByClass()
        .Where(one => one.Count > 0)
        .Select(one => new SimpleGrainStatistic { SiloAddress = Engine.Silo.Address, GrainType = one.GrainClass, ActivationCount = one.Count })
        .ToArray());

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => GetSimpleGrainStatistics([]);

    public Task<int> GetTotalActivationCount() => Task.FromResult(Engine.ActivationCount);

    /// <summary>What the one silo tells, once for each time it is named.</summary>
    private Task<T[]> Of<T>(SiloAddress[]? hosts, Func<T[]> tell)
    {
        if (hosts is null or []) return Task.FromResult(tell());
        if (Array.Find(hosts, host => !host.Equals(Engine.Silo.Address)) is { } other) throw new SiloUnavailableException($"There is no silo {other}.");
        return Task.FromResult<T[]>([.. hosts.SelectMany(_ => tell())]);
    }
}

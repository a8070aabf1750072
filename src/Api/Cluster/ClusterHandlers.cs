using OrleansStore.Api.Http;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.Api.Cluster;

/// <summary>What runs where. Any node can tell: it asks each silo, and waits for none that is dying.</summary>
public sealed class ClusterHandlers(IGrainFactory grains, TimeProvider time)
{
    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    /// <summary>Active grains by type and silo.</summary>
    public async Task<Answer> Grains(Call call)
    {
        var silos = await Task.WhenAll((await Management.GetDetailedHosts(onlyActive: true)).Select(async silo =>
            (Address: silo.SiloAddress.ToParsableString(), Counts: await CountAsync(silo.SiloAddress, call.Cancellation))));
        var types = silos.SelectMany(silo => silo.Counts ?? [], (silo, count) => (count.Type, Silo: new SiloGrainsAnswer(silo.Address, count.Activations)))
            .GroupBy(one => one.Type, one => one.Silo)
            .OrderBy(type => type.Key, StringComparer.Ordinal)
            .Select(type => new GrainTypeAnswer(type.Key, type.Sum(silo => silo.Activations), [.. type.OrderBy(silo => silo.Silo, StringComparer.Ordinal)]))
            .ToList();
        return Answer.Of(new GrainsAnswer(types.Sum(type => type.Activations), types, [.. silos.Where(silo => silo.Counts is null).Select(silo => silo.Address)]));
    }

    /// <summary>The silos and how they are.</summary>
    public async Task<Answer> Silos(Call call)
    {
        var silos = (await Management.GetDetailedHosts())
            .OrderBy(silo => silo.Status == SiloStatus.Dead)
            .ThenByDescending(silo => silo.StartTime)
            .Take(ClusterLimits.Silos);
        return Answer.Of(new SilosAnswer(await Task.WhenAll(silos.Select(silo => DescribeAsync(silo, call.Cancellation)))));
    }

    private async Task<SiloAnswer> DescribeAsync(MembershipEntry silo, CancellationToken cancellation)
    {
        var isActive = silo.Status == SiloStatus.Active;
        var counting = isActive ? CountAsync(silo.SiloAddress, cancellation) : Task.FromResult<IReadOnlyList<(string, int Activations)>?>(null);
        var measured = isActive ? await AskAsync(Management.GetRuntimeStatistics([silo.SiloAddress]), cancellation) : null;
        var used = measured is [var first, ..] ? first.EnvironmentStatistics : default(Orleans.Statistics.EnvironmentStatistics?);
        var (machine, version) = NodeName.Read(silo.SiloName);
        return new(
            silo.SiloAddress.ToParsableString(), machine, version, StateOf(silo.Status), Utc(silo.StartTime), Utc(silo.IAmAliveTime),
            (await counting)?.Sum(one => one.Activations),
            used is { } cpu ? Math.Round(cpu.RawCpuUsagePercentage, 1) : null,
            used?.RawMemoryUsageBytes,
            used?.MaximumAvailableMemoryBytes);
    }

    private async Task<IReadOnlyList<(string Type, int Activations)>?> CountAsync(SiloAddress silo, CancellationToken cancellation) =>
        await AskAsync(Management.GetSimpleGrainStatistics([silo]), cancellation) is { } counts
            ? [.. counts.Select(count => (Type: GrainTypes.NounOf(count.GrainType)!, count.ActivationCount)).Where(count => count.Type is not null)]
            : null;

    /// <summary>What a silo answers; null when it does not, or not in time.</summary>
    private async Task<T?> AskAsync<T>(Task<T> asked, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await asked.WaitAsync(ClusterLimits.Answer, time, cancellation);
        }
        catch (Exception e) when (e is TimeoutException || EngineParts.IsPassing(e))
        {
            return null;
        }
    }

    private static SiloState StateOf(SiloStatus status) => status switch
    {
        SiloStatus.Active => SiloState.Active,
        SiloStatus.ShuttingDown or SiloStatus.Stopping => SiloState.Stopping,
        SiloStatus.Dead => SiloState.Dead,
        _ => SiloState.Joining,
    };

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}

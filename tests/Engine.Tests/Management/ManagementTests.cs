namespace OrleansStore.Engine.Tests.Management;

/// <summary>What can be asked of the whole engine.</summary>
public sealed class ManagementTests
{
    // Orleans: src/Orleans.Runtime/Silo/SiloControl.cs (GetSimpleGrainStatistics), Catalog/GrainTypeSharedContext.cs (GrainTypeName)
    [Fact]
    public async Task Activations_are_counted_by_class_and_silo_as_they_come_and_go()
    {
        await using var cluster = await Cluster.StartAsync();
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        var silo = (await management.GetDetailedHosts(onlyActive: true)).ShouldHaveSingleItem().SiloAddress;
        // Orleans counts for the whole process, in which other clusters run beside this one.
        (await CountAsync(management)).ShouldBe(0);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => cluster.Client.GetGrain<ICountedGrain>(i).Touch()));
        (await CountAsync(management)).ShouldBe(3);
        var one = (await management.GetSimpleGrainStatistics()).Single(s => s.GrainType == "OrleansStore.Engine.Tests.Management.CountedGrain,OrleansStore.Engine.Tests");
        (one.ActivationCount, one.SiloAddress).ShouldBe((3, silo));
        (await management.GetSimpleGrainStatistics([silo])).Single(s => s.GrainType == one.GrainType).ActivationCount.ShouldBe(3);

        await cluster.DeactivateAsync(cluster.Client.GetGrain<ICountedGrain>(1));
        await EventuallyAsync(async () => await CountAsync(management) == 2);
        await management.ForceActivationCollection(TimeSpan.Zero);
        await EventuallyAsync(async () => (await management.GetSimpleGrainStatistics()).All(s => s.GrainType != one.GrainType));
    }

    // Orleans: src/Orleans.Runtime/Core/ManagementGrain.cs (GetDetailedHosts)
    [Fact]
    public async Task A_silo_tells_who_and_where_it_is_since_when_and_in_what_state()
    {
        var before = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-2);
        await using var cluster = await Cluster.StartAsync();
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        var entry = (await management.GetDetailedHosts()).ShouldHaveSingleItem();
        entry.Status.ShouldBe(SiloStatus.Active);
        entry.SiloName.ShouldBe(cluster.Silos.ShouldHaveSingleItem().Name);
        entry.HostName.ShouldNotBeNullOrEmpty();
        entry.StartTime.ShouldBeInRange(before, TimeProvider.System.GetUtcNow().UtcDateTime);
        entry.IAmAliveTime.ShouldBeGreaterThanOrEqualTo(before);
        entry.SiloAddress.ToParsableString().ShouldBe($"{entry.SiloAddress.Endpoint}@{entry.SiloAddress.Generation}");
        entry.SiloAddress.Generation.ShouldBePositive();
        // It has crossed a wire on one engine and none on the other.
        var again = (await management.GetDetailedHosts(onlyActive: true)).ShouldHaveSingleItem();
        again.SiloAddress.ShouldBe(entry.SiloAddress);
        again.SiloAddress.GetHashCode().ShouldBe(entry.SiloAddress.GetHashCode());
    }

    // Orleans: src/Orleans.Runtime/Silo/SiloControl.cs (GetRuntimeStatistics), src/Orleans.Core/Statistics/EnvironmentStatisticsProvider.cs
    [Fact]
    public async Task A_silo_tells_what_it_uses()
    {
        await using var cluster = await Cluster.StartAsync();
        var management = cluster.Client.GetGrain<IManagementGrain>(0);
        var silo = (await management.GetDetailedHosts(onlyActive: true)).ShouldHaveSingleItem().SiloAddress;
        await cluster.Client.GetGrain<ICountedGrain>(7).Touch();
        var used = (await management.GetRuntimeStatistics([silo])).ShouldHaveSingleItem();
        used.ActivationCount.ShouldBeGreaterThanOrEqualTo(1);
        used.DateTime.ShouldBe(TimeProvider.System.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(1));
        var environment = used.EnvironmentStatistics;
        environment.RawMemoryUsageBytes.ShouldBeInRange(1, environment.MaximumAvailableMemoryBytes);
        // Busy for longer than what is looked at once.
        await EventuallyAsync(async () =>
        {
            for (var i = 0; i < 20_000_000; i++) Math.Sqrt(i);
            return (await management.GetRuntimeStatistics([silo]))[0].EnvironmentStatistics.RawCpuUsagePercentage is > 0 and <= 100;
        });
    }

    private static async Task<int> CountAsync(IManagementGrain management) =>
        (await management.GetSimpleGrainStatistics()).Where(s => s.GrainType.StartsWith(typeof(CountedGrain).FullName!, StringComparison.Ordinal)).Sum(s => s.ActivationCount);

    private static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await isSo()) await Task.Delay(20, patience.Token);
    }
}

public interface ICountedGrain : IGrainWithIntegerKey
{
    Task Touch();
}

public sealed class CountedGrain : Grain, ICountedGrain
{
    public Task Touch() => Task.CompletedTask;
}

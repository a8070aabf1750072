using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests;

public sealed class BriefVisitTests(StoreCluster store)
{
    [Fact]
    public async Task Grains_leave_after_a_brief_visit_and_stay_after_another()
    {
        await store.DeactivateAllAsync();
        var before = await SettledCountAsync();
        for (var i = 0; i < 20; i++) await VisitAsync();
        (await CountAsync()).ShouldBe(before + 60);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            BriefVisit.Begin();
            await VisitAsync();
        }));
        for (var tries = 0; await CountAsync() > before + 60 && tries < 200; tries++) await Task.Delay(10, TestContext.Current.CancellationToken);
        (await CountAsync()).ShouldBe(before + 60);
        BriefVisit.IsUnderWay.ShouldBeFalse();
    }

    private async Task VisitAsync()
    {
        var id = store.NewId();
        (await store.Grains.GetGrain<IClaimGrain>(ClaimKeys.Sku($"brief-{id:N}")).Get()).Value.ShouldNotBeNull().Owner.ShouldBeNull();
        (await store.Product(id).Create(Some.Product(store.NewCommand(), $"brief-{id:N}"))).Error.ShouldBeNull();
        (await store.Stock(id).Receive(new ReceiveStock(store.NewCommand(), 3))).Error.ShouldBeNull();
        (await store.Product(id).Get()).Value.ShouldNotBeNull();
        (await store.Grains.GetGrain<IClaimGrain>(ClaimKeys.Sku($"brief-{id:N}")).Get()).Value.ShouldNotBeNull().Owner.ShouldBe(id);
    }

    /// <summary>The queues of memory streams are grains on the official engine: they were sent away too, and come back with the next look for messages.</summary>
    private async Task<int> SettledCountAsync()
    {
        var (count, same) = (await CountAsync(), 0);
        while (same < 5)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            var now = await CountAsync();
            (count, same) = (now, now == count ? same + 1 : 0);
        }

        return count;
    }

    private Task<int> CountAsync() => store.Grains.GetGrain<IManagementGrain>(0).GetTotalActivationCount();
}

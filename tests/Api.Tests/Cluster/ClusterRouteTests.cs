using OrleansStore.Api.Cluster;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Api.Tests.Cluster;

public sealed class ClusterRouteTests(Shop shop)
{
    [Fact]
    public async Task An_administrator_sees_which_grains_are_active_and_on_which_silo()
    {
        var product = await shop.NewProductAsync(pieces: 5);
        var before = Count(await shop.Admin.Get("/admin/grains"), "order");
        for (var i = 0; i < 3; i++) (await shop.Guest.Order(product)).MustBe(201);
        var all = (await shop.Admin.Get("/admin/grains")).MustBe(200);
        Count(all, "order").ShouldBeGreaterThanOrEqualTo(before + 3);
        Count(all, "stock").ShouldBePositive();

        var types = all["types"].EnumerateArray().ToList();
        types.Select(t => t.GetProperty("type").GetString()!).ShouldBeInOrder();
        all["activations"].GetInt32().ShouldBe(types.Sum(t => t.GetProperty("activations").GetInt32()));
        all["silent"].GetArrayLength().ShouldBe(0);
        var silo = (await shop.Admin.Get("/admin/silos"))["items"][0].GetProperty("address").GetString();
        foreach (var type in types)
        {
            var there = type.GetProperty("silos").EnumerateArray().ShouldHaveSingleItem();
            there.GetProperty("silo").GetString().ShouldBe(silo);
            there.GetProperty("activations").GetInt32().ShouldBe(type.GetProperty("activations").GetInt32());
        }
    }

    [Fact]
    public async Task An_administrator_sees_the_silos_and_how_they_are()
    {
        await shop.NewProductAsync();
        var silo = (await shop.Admin.Get("/admin/silos")).MustBe(200)["items"].EnumerateArray().ShouldHaveSingleItem();
        silo.GetProperty("state").GetString().ShouldBe("active");
        silo.GetProperty("machine").GetString().ShouldBe(Environment.MachineName);
        silo.GetProperty("version").GetString().ShouldBe((await shop.Guest.Get("/health"))["version"].GetString());
        silo.GetProperty("startedAt").GetDateTimeOffset().ShouldBeInRange(TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow());
        silo.GetProperty("lastSeenAt").GetDateTimeOffset().ShouldBeInRange(TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddSeconds(1));
        silo.GetProperty("activations").GetInt32().ShouldBePositive();
        silo.GetProperty("cpuPercent").GetDouble().ShouldBeInRange(0, 100);
        silo.GetProperty("memoryBytes").GetInt64().ShouldBeInRange(1, silo.GetProperty("memoryLimitBytes").GetInt64());
    }

    [Fact]
    public async Task Customers_and_guests_see_nothing_of_it()
    {
        var customer = await shop.NewCustomerAsync();
        foreach (var path in new[] { "/admin/grains", "/admin/silos" })
        {
            (await customer.Get(path)).MustBeProblem(403, "forbidden");
            (await shop.Guest.Get(path)).MustBeProblem(401, "unauthenticated");
            (await shop.Admin.Get($"{path}?all=true")).MustBeProblem(400, "validation");
        }
    }

    [Fact]
    public void Each_grain_class_of_the_store_has_a_noun_of_its_own_and_the_engines_have_none()
    {
        var nouns = typeof(OrderGrain).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(Grain).IsAssignableFrom(t))
            .Select(t => GrainTypes.NounOf($"{t.FullName},{t.Assembly.GetName().Name}")).ToList();
        nouns.Count.ShouldBeGreaterThan(15);
        nouns.ShouldBeUnique();
        nouns.ShouldAllBe(n => n != null && char.IsLower(n[0]) && !n.EndsWith("Grain", StringComparison.Ordinal));
        GrainTypes.NounOf("OrleansStore.Grains.Orders.OrderGrain,OrleansStore.Grains").ShouldBe("order");
        GrainTypes.NounOf("Orleans.Runtime.Management.ManagementGrain,Orleans.Runtime").ShouldBeNull();
        typeof(IOrderGrain).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(Grain).IsAssignableFrom(t)).ShouldBeEmpty();
    }

    private static int Count(Reply all, string type) =>
        all["types"].EnumerateArray().Where(t => t.GetProperty("type").GetString() == type).Sum(t => t.GetProperty("activations").GetInt32());
}

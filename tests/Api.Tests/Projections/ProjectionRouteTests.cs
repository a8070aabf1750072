using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Projections;

public sealed class ProjectionRouteTests(Shop shop)
{
    [Fact]
    public async Task An_administrator_sees_how_far_each_read_model_is_and_has_one_made_anew_while_it_answers()
    {
        var product = await shop.NewProductAsync();
        var all = (await shop.Admin.Get("/admin/projections")).MustBe(200);
        all["items"].EnumerateArray().Select(p => p.GetProperty("name").GetString()).ShouldBe(["catalog", "orders", "reviews", "notifications", "audit", "analytics", "recommendations", "customers"], ignoreOrder: true);
        all["items"].EnumerateArray().ShouldAllBe(p => !p.GetProperty("stopped").GetBoolean() && p.GetProperty("lag").GetInt64() >= 0);

        var begun = (await shop.Admin.Post("/admin/projections/catalog/rebuild", new { })).MustBe(202);
        begun["rebuild"].GetProperty("progress").GetDecimal().ShouldBeInRange(0, 1);
        while (true)
        {
            (await shop.Guest.Get($"/products/{product}")).MustBe(200);
            var rebuild = (await shop.Admin.Get("/admin/projections")).MustBe(200)["items"].EnumerateArray()
                .Single(p => p.GetProperty("name").GetString() == "catalog").GetProperty("rebuild");
            if (rebuild.GetProperty("state").GetString() is "building" or "comparing" or "asked") continue;
            rebuild.GetProperty("state").GetString().ShouldBe("done");
            rebuild.GetProperty("equal").GetBoolean().ShouldBeTrue();
            rebuild.GetProperty("progress").GetDecimal().ShouldBe(1);
            break;
        }

        (await shop.Guest.Get($"/products/{product}")).MustBe(200);
    }

    [Fact]
    public async Task What_is_no_read_model_cannot_be_made_anew_and_customers_see_none()
    {
        (await shop.Admin.Post("/admin/projections/nonsense/rebuild", new { })).MustBeProblem(404, "notFound");
        var customer = await shop.NewCustomerAsync();
        (await customer.Get("/admin/projections")).MustBe(403);
        (await customer.Post("/admin/projections/catalog/rebuild", new { })).MustBe(403);
    }
}

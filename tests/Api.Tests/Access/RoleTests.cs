using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Access;

public sealed class RoleTests(Shop shop)
{
    [Fact]
    public async Task A_catalog_manager_keeps_the_catalog_and_sees_nobodys_orders()
    {
        var (manager, buyer, product) = (await NewAsync("catalogManager"), await shop.NewCustomerAsync(), await shop.NewProductAsync());
        (await manager.Get("/customers/me")).MustBe(200)["role"].GetString().ShouldBe("catalogManager");
        var order = (await buyer.Order(product)).MustBe(201);

        (await manager.Patch($"/products/{product}", new { name = "Another name" })).MustBe(200);
        (await manager.Post($"/products/{product}/stock/receipts", new { quantity = 1 })).MustBe(200);
        (await manager.Get($"/products/{product}/stock/ledger")).MustBe(200);
        (await manager.Get("/products/export")).MustBe(200);
        (await manager.Get("/promotions")).MustBe(200);

        (await manager.Get($"/orders/{order.Id}")).MustBeProblem(404, "orderNotFound");
        (await manager.Get("/orders")).MustBe(200)["items"].GetArrayLength().ShouldBe(0);
        (await manager.Get("/orders/export")).MustBeProblem(403, "forbidden");
        (await manager.Post($"/orders/{order.Id}/ship", new { carrier = "UPS", trackingNumber = "1Z" })).MustBeProblem(403, "forbidden");
        (await manager.Get($"/customers/{buyer.Id}")).MustBeProblem(403, "forbidden");
        (await manager.Patch($"/customers/{manager.Id}", new { role = "admin" })).MustBeProblem(403, "forbidden");
        (await manager.Get("/admin/audit")).MustBeProblem(403, "forbidden");
        (await manager.Get("/admin/api-keys")).MustBeProblem(403, "forbidden");
        (await manager.Get("/webhooks")).MustBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        var boss = (await shop.Admin.Get("/customers/me")).Id;
        (await shop.Admin.Patch($"/customers/{boss}", new { role = "customer" })).MustBeProblem(409, "lastAdministrator");

        var second = await NewAsync("admin");
        (await second.Get($"/customers/{boss}")).MustBe(200);
        (await shop.Admin.Patch($"/customers/{second.Id}", new { role = "customer" })).MustBe(200)["role"].GetString().ShouldBe("customer");
        (await shop.Admin.Patch($"/customers/{boss}", new { role = "catalogManager" })).MustBeProblem(409, "lastAdministrator");
        (await shop.Admin.Get("/customers/me")).MustBe(200)["role"].GetString().ShouldBe("admin");
    }

    [Fact]
    public async Task A_role_and_a_group_are_set_at_once_on_the_version_that_was_seen()
    {
        var customer = await shop.NewCustomerAsync();
        var seen = (await shop.Admin.Get($"/customers/{customer.Id}")).Header("ETag")!;
        var set = (await shop.Admin.Patch($"/customers/{customer.Id}", new { role = "catalogManager", group = "staff" }, ("If-Match", seen))).MustBe(200);
        (set["role"].GetString(), set["group"].GetString(), set.Version).ShouldBe(("catalogManager", "staff", 3));
        (await shop.Admin.Patch($"/customers/{customer.Id}", new { role = "customer" }, ("If-Match", seen))).MustBeProblem(412, "versionMismatch");
        (await shop.Admin.Patch($"/customers/{customer.Id}", new { role = "king" })).MustBeProblem(400, "malformedJson");
        (await shop.Admin.Patch($"/customers/{customer.Id}", new { })).MustBeProblem(400, "validation");
        (await shop.Admin.Patch($"/customers/{Guid.NewGuid()}", new { role = "admin" })).MustBeProblem(404, "customerNotFound");
    }

    /// <summary>Somebody with a role, logged in with it.</summary>
    private async Task<Visitor> NewAsync(string role)
    {
        var customer = await shop.NewCustomerAsync();
        var account = (await shop.Admin.Patch($"/customers/{customer.Id}", new { role })).MustBe(200);
        return await shop.LoginAsync(account["email"].GetString()!, Shop.Password) with { Id = customer.Id };
    }
}

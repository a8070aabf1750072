using Microsoft.AspNetCore.Hosting;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Carts;

/// <summary>A shop where nothing waits for long.</summary>
public sealed class HastyShop : Shop
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Store:Carts:Lifetime", "00:00:02");
        builder.UseSetting("Store:Sweep:Every", "00:00:01");
    }
}

public sealed class CartExpiryTests(HastyShop shop) : IClassFixture<HastyShop>
{
    [Fact]
    public async Task A_cart_that_nobody_touches_expires_by_itself_and_one_that_is_touched_does_not()
    {
        var product = await shop.NewProductAsync();
        var (left, kept) = (await shop.Guest.Cart(product), await shop.Guest.Cart(product));
        var (guest, keeper) = (shop.Guest.With(left), shop.Guest.With(kept));
        for (var round = 0; round < 100 && (await guest.Get($"/carts/{left.Id}")).Status == 200; round++)
        {
            (await keeper.Put($"/carts/{kept.Id}/items/{product}", new { quantity = 1 + (round % 2) })).MustBe(200);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        (await guest.Get($"/carts/{left.Id}")).MustBeProblem(404, "cartExpired");
        (await guest.Put($"/carts/{left.Id}/items/{product}", new { quantity = 1 })).MustBeProblem(404, "cartExpired");
        (await guest.Post("/orders", OrderSteps.OrderOfCart(left.Id))).MustBeProblem(404, "cartExpired");
        (await keeper.Get($"/carts/{kept.Id}")).MustBe(200);
    }
}

using Microsoft.AspNetCore.Hosting;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Storefront;

/// <summary>What pages are told of the shop.</summary>
public sealed class StorefrontTests(Shop shop)
{
    [Fact]
    public async Task A_shop_without_settings_plays_its_payments_and_sends_nothing() =>
        (await shop.Guest.Get("/storefront")).MustBe(200).Body.ShouldBe("""{"currency":"USD","payments":"simulated","sendsMail":false,"verifiesEmail":false}""");

    [Fact]
    public async Task Settings_are_told()
    {
        await using var other = new YenShop();
        await other.InitializeAsync();

        (await other.Guest.Get("/storefront")).MustBe(200).Body.ShouldBe("""{"currency":"JPY","payments":"simulated","sendsMail":true,"verifiesEmail":true}""");
    }

    private sealed class YenShop : Shop
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Store:Currency", "JPY");
            builder.UseSetting("Store:Smtp:Host", "127.0.0.1");
            builder.UseSetting("Store:Smtp:From", "shop@example.com");
        }
    }
}

using Microsoft.AspNetCore.Hosting;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Pricing;

/// <summary>What shipping costs, over HTTP.</summary>
public sealed class ShippingTests(Shop shop)
{
    [Fact]
    public async Task Without_a_table_shipping_costs_nothing_anywhere()
    {
        var methods = (await shop.Guest.Get("/shipping/methods?country=FR")).MustBe(200);

        Lines(methods).ShouldBe(["standard 0"]);
    }

    [Fact]
    public async Task A_table_says_what_goes_where_at_which_price()
    {
        await using var other = new ShippingShop();
        await other.InitializeAsync();

        Lines(await other.Guest.Get("/shipping/methods?country=de&subtotal=4999&pieces=3")).ShouldBe(["parcel 490", "express 2290"]);
        var dear = await other.Guest.Get("/shipping/methods?country=DE&subtotal=5000&pieces=1");
        Lines(dear).ShouldBe(["parcel 0", "express 2090"]);
        Lines(await other.Guest.Get("/shipping/methods?country=FR")).ShouldBeEmpty();
        (await other.Guest.Get("/shipping/methods?country=DE"))["items"][0].GetProperty("freeFrom").GetProperty("amount").GetInt64().ShouldBe(5_000);
    }

    [Theory]
    [InlineData("country=Germany")]
    [InlineData("subtotal=-1")]
    [InlineData("pieces=0")]
    [InlineData("land=DE")]
    public async Task What_cannot_be_is_refused(string query) =>
        (await shop.Guest.Get("/shipping/methods?" + query)).MustBeProblem(400, "validation");

    private static IEnumerable<string> Lines(Reply reply) => reply.MustBe(200)["items"].EnumerateArray()
        .Select(i => $"{i.GetProperty("method").GetString()} {i.GetProperty("price").GetProperty("amount").GetInt64()}");

    private sealed class ShippingShop : Shop
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            (string, string)[] settings =
            [
                ("0:Method", "parcel"), ("0:Name", "Parcel"), ("0:Countries", "DE, AT"), ("0:Price", "490"), ("0:FreeFrom", "5000"),
                ("1:Method", "express"), ("1:Countries", "DE"), ("1:Price", "1990"), ("1:PerPiece", "100"),
            ];
            foreach (var (key, value) in settings) builder.UseSetting($"Store:Shipping:{key}", value);
        }
    }
}

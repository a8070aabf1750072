using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Outbound;

namespace OrleansStore.Api.Tests.Webhooks;

public sealed class DisabledTests
{
    [Fact]
    public async Task A_webhook_that_nothing_reached_for_too_long_is_disabled_with_an_alert_and_activated_gets_what_it_missed()
    {
        await using var shop = new HastyShop();
        await shop.InitializeAsync();
        await using var receiver = new HookReceiver();
        var id = (await shop.Admin.Post("/webhooks", new { url = receiver.Url, events = new[] { "order.created" }, secret = HookShop.Secret })).MustBe(201).Id;
        var product = await shop.NewProductAsync();
        var orders = new[] { (await shop.Guest.Order(product)).MustBe(201).Id, (await shop.Guest.Order(product)).MustBe(201).Id };
        await Patience.UntilAsync(async () => !(await shop.Admin.Get($"/webhooks/{id}"))["active"].GetBoolean());
        (await shop.Admin.Get($"/webhooks/{id}"))["disabledSince"].GetDateTimeOffset().ShouldBeGreaterThan(default);
        var alerts = (await shop.Admin.Get("/customers/me/notifications?limit=100")).MustBe(200)["items"].EnumerateArray();
        alerts.Single(n => n.GetProperty("type").GetString() == "webhook.disabled").GetProperty("webhookId").GetGuid().ShouldBe(id);

        await receiver.UpAsync();
        (await shop.Admin.Patch($"/webhooks/{id}", new { active = true })).MustBe(200).Json.TryGetProperty("disabledSince", out _).ShouldBeFalse();
        await receiver.GotAsync(2);
        receiver.Got.Select(h => h.OrderId!.Value).ShouldBe(orders, ignoreOrder: true);
        (await shop.Admin.Get($"/webhooks/{id}/deliveries"))["deadLetters"].GetArrayLength().ShouldBe(0);
    }

    /// <summary>Gives up after a second.</summary>
    private sealed class HastyShop : Shop
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Store:Webhooks:AllowPrivate", "true");
            builder.ConfigureTestServices(services => services.AddSingleton(new OutboundLimits
            {
                Poll = TimeSpan.FromMilliseconds(20),
                Wake = TimeSpan.FromMilliseconds(500),
                FirstRetry = TimeSpan.FromMilliseconds(50),
                LongestRetry = TimeSpan.FromMilliseconds(200),
                GiveUp = TimeSpan.FromSeconds(1),
            }));
        }
    }
}

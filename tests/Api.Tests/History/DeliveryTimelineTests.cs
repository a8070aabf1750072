using OrleansStore.Api.Tests.Setup;
using OrleansStore.Api.Tests.Webhooks;

namespace OrleansStore.Api.Tests.History;

/// <summary>Who outside was told stands behind what they were told of.</summary>
public sealed class DeliveryTimelineTests(HookShop shop)
{
    [Fact]
    public async Task Deliveries_stand_behind_the_events_that_they_tell_of_and_are_not_for_buyers()
    {
        await using var receiver = await new HookReceiver().UpAsync();
        var id = await shop.SubscribeAsync(receiver.Url, "order.created", "order.cancelled");
        var order = (await shop.Guest.Order(await shop.NewProductAsync())).MustBe(201);
        (await shop.Admin.Post($"/orders/{order.Id}/cancel", new { reason = "no" })).MustBe(200);
        await Patience.UntilAsync(() => receiver.Got.Count(h => h.OrderId == order.Id) >= 2);

        List<System.Text.Json.JsonElement> told = [];
        await Patience.UntilAsync(async () =>
        {
            told = [.. (await OrderPastTests.PagesAsync(shop.Admin, $"/orders/{order.Id}/timeline", 5)).Where(IsOurs)];
            return told.Count >= 2;
        });
        told.Select(e => e.GetProperty("event").GetString()).ShouldBe(["order.created", "order.cancelled"]);
        var delivery = told[0].GetProperty("delivery");
        (delivery.GetProperty("attempt").GetInt32(), delivery.GetProperty("delivered").GetBoolean(), delivery.GetProperty("status").GetInt32()).ShouldBe((1, true, 200));
        var all = await OrderPastTests.PagesAsync(shop.Admin, $"/orders/{order.Id}/timeline", 100);
        var at = all.FindIndex(IsOurs);
        all.Take(at).Last(e => e.GetProperty("kind").GetString() != "delivery").GetProperty("type").GetString().ShouldBe("order.placed.v1");
        (await shop.Guest.Get($"/orders/{order.Id}/timeline?limit=100", ("Order-Token", order["orderToken"].GetString()!))).MustBe(200).Body.ShouldNotContain("delivery");
        (await shop.Admin.Delete($"/webhooks/{id}")).MustBe(204);

        bool IsOurs(System.Text.Json.JsonElement e) =>
            e.GetProperty("kind").GetString() == "delivery" && e.GetProperty("delivery").GetProperty("receiver").GetString() == $"webhook-{id:N}";
    }
}

using OrleansStore.Api.Tests.Setup;
using OrleansStore.Api.Tests.Webhooks;

namespace OrleansStore.Api.Tests.History;

/// <summary>Who outside was told stands with what they were told of.</summary>
public sealed class DeliveryTimelineTests(HookShop shop)
{
    [Fact]
    public async Task Deliveries_stand_with_the_events_that_they_tell_of_and_are_not_for_buyers()
    {
        await using var receiver = await new HookReceiver().UpAsync();
        var id = await shop.SubscribeAsync(receiver.Url, "order.created", "order.cancelled");
        var order = (await shop.Guest.Order(await shop.NewProductAsync())).MustBe(201);
        (await shop.Admin.Post($"/orders/{order.Id}/cancel", new { reason = "no" })).MustBe(200);
        await Patience.UntilAsync(() => receiver.Got.Count(h => h.OrderId == order.Id) >= 2);

        List<(string? Of, System.Text.Json.JsonElement Delivery)> told = [];
        await Patience.UntilAsync(async () =>
        {
            told = [.. (await OrderPastTests.PagesAsync(shop.Admin, $"/orders/{order.Id}/timeline", 5)).SelectMany(Ours)];
            return told.Count >= 2;
        });
        told.Select(d => (d.Of, d.Delivery.GetProperty("event").GetString())).ShouldBe([("order.placed.v1", "order.created"), ("order.cancelled.v1", "order.cancelled")]);
        var first = told[0].Delivery;
        (first.GetProperty("attempt").GetInt32(), first.GetProperty("delivered").GetBoolean(), first.GetProperty("status").GetInt32()).ShouldBe((1, true, 200));
        (await shop.Guest.Get($"/orders/{order.Id}/timeline?limit=100", ("Order-Token", order["orderToken"].GetString()!))).MustBe(200).Body.ShouldNotContain("deliveries");
        (await shop.Admin.Delete($"/webhooks/{id}")).MustBe(204);

        IEnumerable<(string?, System.Text.Json.JsonElement)> Ours(System.Text.Json.JsonElement e) => e.TryGetProperty("deliveries", out var deliveries)
            ? deliveries.EnumerateArray().Where(d => d.GetProperty("receiver").GetString() == $"webhook-{id:N}").Select(d => (e.GetProperty("type").GetString(), d))
            : [];
    }
}

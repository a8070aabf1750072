using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Crash;

/// <summary>Buys and buys, and asks again with the same key whenever no answer comes.</summary>
internal sealed class Buyer(Visitor visitor, Guid[] products, Random random, Purchases purchases)
{
    public async Task BuyUntilAsync(Func<bool> enough)
    {
        while (!enough())
        {
            await BuyAsync(products[random.Next(products.Length)], random.Next(1, 4));
            await Task.Delay(random.Next(5, 20));
        }
    }

    private async Task BuyAsync(Guid product, int quantity)
    {
        var cart = (await AskAsync("/carts", new { items = new[] { new { productId = product, quantity } } })).MustBe(201);
        var order = await AskAsync("/orders", new { cartId = cart.Id, shippingAddress = OrderSteps.Address, payment = new { method = "later" } });
        if (order.Status == 409)
        {
            order.MustBeProblem(409, "outOfStock");
            purchases.Acknowledge(order["orderId"].GetGuid(), new(visitor, product, quantity, WasPaid: false, Stage.Refused, order));
            return;
        }

        var purchase = new Purchase(visitor, product, quantity, WasPaid: false, Stage.Pending, order.MustBe(201));
        purchases.Acknowledge(order.Id, purchase);
        if (random.Next(8) == 0) return;

        var paid = (await AskAsync($"/orders/{order.Id}/pay", new { method = "card", amount = order["total"] })).MustBe(200);
        paid["status"].GetString().ShouldBe("paid");
        purchase = purchase with { WasPaid = true, Stage = Stage.Paid, Answer = paid };
        purchases.Acknowledge(order.Id, purchase);
        if (random.Next(5) != 0) return;

        var cancelled = (await AskAsync($"/orders/{order.Id}/cancel", new { reason = "changed my mind" })).MustBe(200);
        purchases.Acknowledge(order.Id, purchase with { Stage = Stage.Cancelled, Answer = cancelled });
    }

    private async Task<Reply> AskAsync(string path, object body)
    {
        var key = Guid.NewGuid().ToString();
        while (true)
        {
            try
            {
                var reply = await visitor.Post(path, body, ("Idempotency-Key", key));
                if (reply.Status < 500 && reply.Header("Retry-After") is null) return reply;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                // The process is gone, or not there yet.
            }

            await Task.Delay(25);
        }
    }
}

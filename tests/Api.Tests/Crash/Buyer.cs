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

        var paid = await SettledAsync(order.Id, await AskAsync($"/orders/{order.Id}/pay", new { method = "card", amount = order["total"] }), "paid");
        paid["status"].GetString().ShouldBe("paid");
        purchase = purchase with { WasPaid = true, Stage = Stage.Paid, Answer = paid };
        purchases.Acknowledge(order.Id, purchase);
        if (random.Next(5) != 0) return;

        var cancelled = await SettledAsync(order.Id, await AskAsync($"/orders/{order.Id}/cancel", new { reason = "changed my mind" }), "cancelled");
        purchases.Acknowledge(order.Id, purchase with { Stage = Stage.Cancelled, Answer = cancelled });
    }

    /// <summary>The store may say that it is still working at it (202); then it gets there by itself.</summary>
    private async Task<Reply> SettledAsync(Guid order, Reply reply, string status)
    {
        while (reply.Status == 202 || (reply.Status == 200 && reply["status"].GetString() != status))
        {
            await Task.Delay(100);
            reply = await ReadAsync($"/orders/{order}");
        }

        return reply.MustBe(200);
    }

    private Task<Reply> ReadAsync(string path) => UntilAnsweredAsync(() => visitor.Get(path));

    private Task<Reply> AskAsync(string path, object body)
    {
        var key = Guid.NewGuid().ToString();
        return UntilAnsweredAsync(() => visitor.Post(path, body, ("Idempotency-Key", key)));
    }

    private static async Task<Reply> UntilAnsweredAsync(Func<Task<Reply>> ask)
    {
        while (true)
        {
            try
            {
                var reply = await ask();
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

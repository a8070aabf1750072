using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Orders;

/// <summary>What happens to an order once it is paid: parcels, returns, refunds, notes.</summary>
public sealed class AftercareTests(Shop shop)
{
    private static readonly object Parcel = new { trackingNumber = "T1", carrier = "DHL" };

    [Fact]
    public async Task A_paid_order_has_a_shipment_to_be_packed_and_leaves_in_two()
    {
        var (lamp, chair) = (await shop.NewProductAsync(price: 1_000), await shop.NewProductAsync(price: 5_000));
        var customer = await shop.NewCustomerAsync();
        var order = await PaidAsync(customer, (lamp, 3), (chair, 1));
        Shipments(order).ShouldBe(["1 preparing 3+1"]);

        var first = (await Admin($"/orders/{order.Id}/ship", new { trackingNumber = "T1", carrier = "DHL", lines = new[] { Line(lamp, 2) } })).MustBe(200);
        first["status"].GetString().ShouldBe("partiallyShipped");
        Shipments(first).ShouldBe(["1 shipped 2", "2 preparing 1+1"]);
        (await customer.Post($"/orders/{order.Id}/cancel", new { reason = "late" })).MustBeProblem(409, "illegalTransition")["currentStatus"].GetString().ShouldBe("partiallyShipped");

        var second = (await Admin($"/orders/{order.Id}/ship", new { parcels = new[] { Parcel, new { trackingNumber = "T2", carrier = "UPS" } } })).MustBe(200);
        second["status"].GetString().ShouldBe("shipped");
        Shipments(second).ShouldBe(["1 shipped 2", "2 shipped 1+1"]);
        second["shipments"][1].GetProperty("parcels").EnumerateArray().Select(p => p.GetProperty("carrier").GetString()).ShouldBe(["DHL", "UPS"]);

        (await Admin($"/orders/{order.Id}/deliver", new { shipment = 2 })).MustBe(200)["status"].GetString().ShouldBe("shipped");
        (await Admin($"/orders/{order.Id}/deliver", new { shipment = 2 })).MustBeProblem(409, "shipmentNotUnderWay");
        (await Admin($"/orders/{order.Id}/deliver", new { })).MustBe(200)["status"].GetString().ShouldBe("delivered");
    }

    [Fact]
    public async Task What_is_shipped_must_be_there_to_be_shipped()
    {
        var lamp = await shop.NewProductAsync();
        var order = await PaidAsync(await shop.NewCustomerAsync(), (lamp, 2));
        var tooMany = await Admin($"/orders/{order.Id}/ship", new { trackingNumber = "T1", carrier = "DHL", lines = new[] { Line(lamp, 3) } });
        tooMany.MustBeProblem(422, "invalidPieces")["most"].GetInt64().ShouldBe(2);
        (await Admin($"/orders/{order.Id}/ship", new { carrier = "DHL" })).MustBeProblem(400, "validation");
        (await Admin($"/orders/{order.Id}/ship", new { trackingNumber = "T1", carrier = "DHL", parcels = new[] { Parcel } })).MustBeProblem(400, "validation");
        (await Admin($"/orders/{order.Id}/ship", new { parcels = Array.Empty<object>() })).MustBeProblem(400, "validation");
        (await shop.Admin.Get($"/orders/{order.Id}")).Body.ShouldBe(order.Body);
    }

    [Fact]
    public async Task Pieces_come_back_with_their_share_of_the_price_and_can_be_sold_again()
    {
        var lamp = await shop.NewProductAsync(pieces: 5, price: 1_000);
        var customer = await shop.NewCustomerAsync();
        var order = await DeliveredAsync(customer, lamp, 3);
        (await customer.Post($"/orders/{order.Id}/returns", new { lines = new[] { Line(lamp, 4) }, reason = "broken" })).MustBeProblem(422, "invalidPieces");
        var asked = (await customer.Post($"/orders/{order.Id}/returns", new { lines = new[] { Line(lamp, 2) }, reason = "broken" })).MustBe(201);
        asked["returns"][0].GetProperty("status").GetString().ShouldBe("requested");

        var returned = $"/orders/{order.Id}/returns/1";
        (await customer.Post($"{returned}/approve", new { })).MustBeProblem(403, "forbidden");
        (await Admin($"{returned}/receive", new { })).MustBeProblem(409, "illegalReturn")["currentStatus"].GetString().ShouldBe("requested");
        (await Admin($"{returned}/approve", new { })).MustBe(200);
        (await Admin($"{returned}/reject", new { reason = "used" })).MustBeProblem(409, "illegalReturn");
        var received = (await Admin($"{returned}/receive", new { restock = new[] { Line(lamp, 1) } })).MustBe(200);
        received["returns"][0].GetProperty("status").GetString().ShouldBe("received");
        received["returns"][0].GetProperty("refund").GetProperty("amount").GetInt64().ShouldBe(2_000);
        received["payment"].GetProperty("status").GetString().ShouldBe("partiallyRefunded");
        received["payment"].GetProperty("refunded").GetProperty("amount").GetInt64().ShouldBe(2_000);
        received["status"].GetString().ShouldBe("delivered");
        (await shop.StockOfAsync(lamp)).ShouldBe((3, 0, 3));

        (await customer.Post($"/orders/{order.Id}/returns", new { lines = new[] { Line(lamp, 1) }, reason = "ugly" })).MustBe(201);
        (await Admin($"/orders/{order.Id}/returns/2/approve", new { })).MustBe(200);
        var last = (await Admin($"/orders/{order.Id}/returns/2/receive", new { })).MustBe(200);
        last["status"].GetString().ShouldBe("returned");
        last["payment"].GetProperty("status").GetString().ShouldBe("refunded");
        (await Admin($"/orders/{order.Id}/returns/3/approve", new { })).MustBeProblem(404, "returnNotFound");
    }

    [Fact]
    public async Task A_rejected_return_says_why_and_its_pieces_can_be_asked_for_again()
    {
        var lamp = await shop.NewProductAsync();
        var customer = await shop.NewCustomerAsync();
        var order = await DeliveredAsync(customer, lamp, 1);
        var asking = new { lines = new[] { Line(lamp, 1) }, reason = "broken" };
        (await customer.Post($"/orders/{order.Id}/returns", asking)).MustBe(201);
        (await customer.Post($"/orders/{order.Id}/returns", asking)).MustBeProblem(422, "invalidPieces");
        (await Admin($"/orders/{order.Id}/returns/1/reject", new { reason = "used" })).MustBe(200)["returns"][0].GetProperty("rejection").GetString().ShouldBe("used");
        (await customer.Post($"/orders/{order.Id}/returns", asking)).MustBe(201)["returns"].GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_guest_sends_pieces_back_with_the_token_of_the_order()
    {
        var lamp = await shop.NewProductAsync();
        var order = (await shop.Guest.Order(lamp)).MustBe(201);
        var token = ("Order-Token", order["orderToken"].GetString()!);
        await DeliverAsync(order.Id);
        var asking = new { lines = new[] { Line(lamp, 1) }, reason = "broken" };
        (await shop.Guest.Post($"/orders/{order.Id}/returns", asking)).MustBeProblem(404, "orderNotFound");
        (await shop.Guest.Post($"/orders/{order.Id}/returns", asking, token)).MustBe(201);
    }

    [Fact]
    public async Task Refunds_come_to_what_was_paid_and_no_more()
    {
        var customer = await shop.NewCustomerAsync();
        var order = await PaidAsync(customer, (await shop.NewProductAsync(price: 1_000), 1));
        (await customer.Post($"/orders/{order.Id}/refunds", Refund(100))).MustBeProblem(403, "forbidden");
        (await Admin($"/orders/{order.Id}/refunds", Refund(1_001))).MustBeProblem(422, "refundTooLarge")["refundable"].GetInt64().ShouldBe(1_000);
        (await Admin($"/orders/{order.Id}/refunds", Refund(0))).MustBeProblem(400, "invalidRefund");
        (await Admin($"/orders/{order.Id}/refunds", Refund(100, "EUR"))).MustBeProblem(422, "wrongCurrency");
        var some = (await Admin($"/orders/{order.Id}/refunds", Refund(400))).MustBe(200);
        some["payment"].GetProperty("status").GetString().ShouldBe("partiallyRefunded");
        some["refunds"][0].GetProperty("reason").GetString().ShouldBe("late");
        (await Admin($"/orders/{order.Id}/refunds", Refund(601))).MustBeProblem(422, "refundTooLarge");

        var cancelled = (await customer.Post($"/orders/{order.Id}/cancel", new { reason = "too late" })).MustBe(200);
        cancelled["payment"].GetProperty("status").GetString().ShouldBe("refunded");
        cancelled["refunds"].EnumerateArray().Select(r => r.GetProperty("amount").GetProperty("amount").GetInt64()).ShouldBe([400, 600]);
        cancelled["shipments"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_refund_asked_twice_with_one_key_is_made_once()
    {
        var order = await PaidAsync(await shop.NewCustomerAsync(), (await shop.NewProductAsync(price: 1_000), 1));
        var key = ("Idempotency-Key", $"refund-{order.Id}");
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Again(() => shop.Admin.Post($"/orders/{order.Id}/refunds", Refund(300), key))));
        answers.ShouldAllBe(a => a.Status == 200);
        (await shop.Admin.Get($"/orders/{order.Id}"))["refunds"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Internal_notes_are_for_those_who_run_the_shop()
    {
        var customer = await shop.NewCustomerAsync();
        var order = await PaidAsync(customer, (await shop.NewProductAsync(), 1));
        (await customer.Post($"/orders/{order.Id}/notes", new { text = "Ring twice." })).MustBe(201);
        (await customer.Post($"/orders/{order.Id}/notes", new { text = "psst", @internal = true })).MustBeProblem(403, "forbidden");
        (await Admin($"/orders/{order.Id}/notes", new { text = "A regular.", @internal = true })).MustBe(201)["notes"].GetArrayLength().ShouldBe(2);
        var seen = (await customer.Get($"/orders/{order.Id}"))["notes"];
        seen.EnumerateArray().Select(n => n.GetProperty("text").GetString()).ShouldBe(["Ring twice."]);
        (await (await shop.NewCustomerAsync()).Post($"/orders/{order.Id}/notes", new { text = "Hi." })).MustBeProblem(404, "orderNotFound");
    }

    [Fact]
    public async Task A_buyer_who_was_shown_another_total_orders_nothing()
    {
        var lamp = await shop.NewProductAsync(pieces: 3, price: 1_000);
        var customer = await shop.NewCustomerAsync();
        object Order(long total) => new
        {
            items = new[] { Line(lamp, 2) },
            shippingAddress = OrderSteps.Address,
            payment = new { method = "card" },
            expectedTotal = new { amount = total, currency = "USD" },
        };
        var refused = (await customer.Post("/orders", Order(1_900))).MustBeProblem(409, "priceChanged");
        refused["total"].GetInt64().ShouldBe(2_000);
        (await shop.StockOfAsync(lamp)).ShouldBe((3, 0, 0));
        (await customer.Post("/orders", Order(2_000))).MustBe(201);
    }

    private static async Task<Reply> Again(Func<Task<Reply>> ask)
    {
        var reply = await ask();
        for (var i = 0; i < 50 && reply.Status == 409; i++)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            reply = await ask();
        }

        return reply;
    }

    private static object Refund(long amount, string currency = "USD") => new { amount = new { amount, currency }, reason = "late" };

    private static object Line(Guid productId, int quantity) => new { productId, quantity };

    private static IEnumerable<string> Shipments(Reply order) => order["shipments"].EnumerateArray().Select(s =>
        $"{s.GetProperty("number").GetInt32()} {s.GetProperty("status").GetString()} {string.Join('+', s.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("quantity").GetInt32()))}");

    private Task<Reply> Admin(string path, object body) => shop.Admin.Post(path, body);

    private static async Task<Reply> PaidAsync(Visitor customer, params (Guid Product, int Quantity)[] lines) => (await customer.Post("/orders", new
    {
        items = lines.Select(l => Line(l.Product, l.Quantity)),
        shippingAddress = OrderSteps.Address,
        payment = new { method = "card" },
    })).MustBe(201);

    private async Task<Reply> DeliveredAsync(Visitor customer, Guid product, int quantity)
    {
        var order = await PaidAsync(customer, (product, quantity));
        await DeliverAsync(order.Id);
        return order;
    }

    private async Task DeliverAsync(Guid order)
    {
        (await Admin($"/orders/{order}/ship", Parcel)).MustBe(200);
        (await Admin($"/orders/{order}/deliver", new { })).MustBe(200);
    }
}

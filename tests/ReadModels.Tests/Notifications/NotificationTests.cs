using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Notifications;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Notifications;

public abstract class NotificationTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private static readonly Guid Eva = History.Id(9_001);
    private static readonly Guid Admin = History.Id(9_002);

    private readonly History _history = new();

    [Fact]
    public async Task An_inbox_tells_of_orders_and_of_new_products_that_are_preferred_in_the_order_they_happened()
    {
        _history.Product("Old", category: "Tools");
        Prefers(Eva, true, "tools", "Café");
        var lamp = _history.Product("Hammer", category: "Tools", stock: 0);
        _history.Product("Novel", category: "books");
        var order = _history.Order(Eva, lamp);
        _history.Append(StoreStreams.Order, order, new OrderPaid("p", "card", 10_00, Captured: false), new OrderCaptured());
        _history.Product("Cup", category: "CAFÉ");
        _history.Append(StoreStreams.Order, order, new OrderShipped("T1", "DHL"));
        _history.Order(Admin, lamp);

        await using var side = await CaughtUpAsync(_history.Journal);
        var inbox = await ReadAsync(side, Eva);
        inbox.Items.Select(n => n.Type).ShouldBe(["product.added", "order.created", "payment.completed", "product.added", "order.shipped"]);
        inbox.Items.Select(n => n.Position).ShouldBeInOrder();
        inbox.Items.Select(n => n.Id).ShouldBeUnique();
        (inbox.Items[0].ProductId, inbox.Items[0].Name).ShouldBe((lamp, "Hammer"));
        (inbox.Items[4].OrderId, inbox.Items[4].TrackingNumber, inbox.Items[4].Status).ShouldBe((order, "T1", OrderStatus.Shipped));
        inbox.Items[4].OrderNumber.ShouldNotBeNullOrEmpty();
        inbox.NextAfter.ShouldBe(_history.Journal.Head);
        (await ReadAsync(side, Eva, inbox.NextAfter)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_read_in_pages_without_a_gap()
    {
        Prefers(Eva, true, "books");
        for (var i = 0; i < 25; i++)
        {
            _history.Product($"Book {i}", stock: 0);
            _history.Order(Eva);
            _history.Order(Admin);
        }

        await using var side = await CaughtUpAsync(_history.Journal);
        var all = (await ReadAsync(side, Eva)).Items;
        all.Count.ShouldBe(50);
        var paged = new List<Notification>();
        for (long after = 0; ;)
        {
            var page = await ReadAsync(side, Eva, after, limit: 7);
            paged.AddRange(page.Items);
            page.NextAfter.ShouldBeGreaterThan(after);
            after = page.NextAfter;
            if (after == _history.Journal.Head) break;
        }

        paged.ShouldBe(all);
    }

    [Fact]
    public async Task Who_did_not_opt_in_or_does_not_any_more_hears_of_no_product_but_keeps_what_was_told()
    {
        Prefers(Eva, false, "books");
        _history.Product("One");
        Prefers(Eva, true, "books");
        _history.Product("Two");
        Prefers(Eva, true, "books", "tools");
        _history.Product("Three");
        Prefers(Eva, true, "tools");
        _history.Product("Four");
        Prefers(Eva, true, "books");
        _history.Product("Five");
        Prefers(Eva, false, "books");
        _history.Product("Six");
        await using var side = await CaughtUpAsync(_history.Journal);
        (await ReadAsync(side, Eva)).Items.Select(n => n.Name).ShouldBe(["Two", "Three", "Five"]);
    }

    [Fact]
    public async Task Alerts_are_for_administrators_alone()
    {
        var webhook = History.Id(77);
        _history.Append("webhooks-all", new WebhookDisabled(webhook, DateTimeOffset.UnixEpoch));
        await AppendRawAsync($"stock-{History.Id(5):N}", "stock.low.v1", """{"available":7,"threshold":10}""");
        await AppendRawAsync($"stock-{History.Id(6):N}", "stock.out.v1", "{}");
        await AppendRawAsync("reconciliation-all", "reconciliation.differed.v1", $$"""{"difference":{"productId":"{{History.Id(5)}}","orderId":"{{History.Id(8)}}"} }""");
        await AppendRawAsync($"payment-{History.Id(9):N}", "payment.refundFailed.v1", """{"number":1,"reason":"expired_or_canceled_card"}""");
        await using var side = await CaughtUpAsync(_history.Journal);
        (await ReadAsync(side, Eva)).Items.ShouldBeEmpty();
        var alerts = (await side.Notifications.ReadAsync(Admin, isAdmin: true, 0, 100, TestContext.Current.CancellationToken)).Items;
        alerts.Select(a => a.Type).ShouldBe(["webhook.disabled", "stock.low", "stock.out", "reconciliation.differed", "payment.refundFailed"]);
        (alerts[4].OrderId, alerts[4].Reason).ShouldBe((History.Id(9), "expired_or_canceled_card"));
        (alerts[3].ProductId, alerts[3].OrderId).ShouldBe((History.Id(5), History.Id(8)));
        alerts[0].WebhookId.ShouldBe(webhook);
        (alerts[1].ProductId, alerts[1].Available, alerts[1].Threshold).ShouldBe((History.Id(5), 7, 10));
        alerts[2].ProductId.ShouldBe(History.Id(6));
    }

    [Fact]
    public async Task It_is_the_same_after_it_was_made_anew()
    {
        Prefers(Eva, true, "books");
        _history.Product("One");
        _history.Order(Eva);
        await using var side = await CaughtUpAsync(_history.Journal);
        var before = await ReadAsync(side, Eva);
        (await side.RebuildAsync("notifications")).Equal.ShouldBe(true);
        (await ReadAsync(side, Eva)).Items.ShouldBe(before.Items);
    }

    private static ValueTask<NotificationPage> ReadAsync(ReadSide side, Guid customer, long after = 0, int limit = 100) =>
        side.Notifications.ReadAsync(customer, isAdmin: false, after, limit, TestContext.Current.CancellationToken);

    private void Prefers(Guid customer, bool optIn, params string[] categories) =>
        _history.Append("customer", customer, new CustomerChanged(null, null, new CustomerPreferences([.. categories], optIn), null));

    private async Task AppendRawAsync(string stream, string type, string payload)
    {
        var raw = new NewEvent(Guid.NewGuid(), type, Guid.NewGuid(), Guid.NewGuid(), "system", DateTimeOffset.UnixEpoch, System.Text.Encoding.UTF8.GetBytes(payload));
        (await _history.Journal.AppendAsync(stream, 0, [raw])).Outcome.ShouldBe(AppendOutcome.Appended);
    }
}

public sealed class NotificationOnSqliteTests(TestStores stores) : NotificationTests(stores, "sqlite");

public sealed class NotificationOnPostgresTests(TestStores stores) : NotificationTests(stores, "postgres");

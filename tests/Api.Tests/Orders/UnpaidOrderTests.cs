using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Orders;

/// <summary>A store in a process of its own where an unpaid order does not wait for long.</summary>
public sealed class UnpaidOrderTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-unpaid-");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private StoreProcess _store = null!;
    private Visitor _admin = null!;

    private Visitor Guest => new(_http);

    public async ValueTask InitializeAsync()
    {
        var port = StoreProcess.FreePort();
        _http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        _store = StoreProcess.Start(
            StoreProcess.Built, _folder.FullName, port, ("Store__Orders__PaymentDeadline", "00:00:02"), ("Store__Sweep__Every", "00:00:01"));
        await _store.ServesAsync();
        var login = (await Guest.Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        _admin = Guest with { AccessToken = login["accessToken"].GetString() };
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_order_left_unpaid_expires_by_itself_and_its_last_piece_is_sold_to_the_next_buyer()
    {
        var product = await NewProductAsync(pieces: 1);
        var left = (await Guest.Order(product, method: "later")).MustBe(201);
        var token = left["orderToken"].GetString();
        using var live = new SseReader(await _http.GetAsync($"/api/v1/orders/{left.Id}/live?orderToken={token}", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken));
        (await Guest.Order(product)).MustBeProblem(409, "outOfStock");

        (await live.TakeAsync(2)).Select(e => (e.Id, e.Event)).ShouldBe([("1", "order.created"), ("2", "order.expired")]);
        var bought = await BuyAsync(product);
        bought["status"].GetString().ShouldBe("paid");
        (await Guest.Get($"/orders/{left.Id}?orderToken={token}")).MustBe(200)["status"].GetString().ShouldBe("expired");
        (await Guest.Post($"/orders/{left.Id}/pay?orderToken={token}", new { method = "card" })).Status.ShouldBe(409);
        (await StockOfAsync(product)).ShouldBe((0, 0, 1));
    }

    [Fact]
    public async Task While_many_leave_their_orders_unpaid_every_piece_is_sold_once_to_who_pays()
    {
        var pieces = SoakSize.Of("STORE_SOAK_UNPAID_ORDERS", 20);
        var product = await NewProductAsync(pieces);
        var left = await Task.WhenAll(Enumerable.Range(0, pieces).Select(_ => Guest.Order(product, method: "later")));
        // Who cannot have one comes back until he can; only what expires is there for him.
        var bought = await Task.WhenAll(Enumerable.Range(0, pieces).Select(_ => BuyAsync(product)));

        foreach (var order in left) order.MustBe(201);
        bought.ShouldAllBe(order => order["status"].GetString() == "paid");
        (await StockOfAsync(product)).ShouldBe((0, 0, pieces));
        foreach (var order in left)
            (await _admin.Get($"/orders/{order.Id}")).MustBe(200)["status"].GetString().ShouldBe("expired");
        (await _admin.Post("/admin/reconciliation")).MustBe(200)["differences"].GetArrayLength().ShouldBe(0);
    }

    /// <summary>Tries until there is a piece.</summary>
    private async Task<Reply> BuyAsync(Guid product)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var order = await Guest.Order(product);
            if (order.Status == 201) return order;
            order.MustBeProblem(409, "outOfStock");
            await Task.Delay(500, limit.Token);
        }
    }

    private async Task<Guid> NewProductAsync(int pieces)
    {
        var product = (await _admin.Post("/products", new { sku = $"LAST-{Guid.NewGuid():N}", name = "Last one", price = new { amount = 1_999, currency = "USD" }, category = "Things" })).MustBe(201);
        (await _admin.Post($"/products/{product.Id}/stock/receipts", new { quantity = pieces })).MustBe(200);
        return product.Id;
    }

    private async Task<(long Available, long Held, long Sold)> StockOfAsync(Guid product)
    {
        var stock = (await Guest.Get($"/products/{product}/stock")).MustBe(200);
        return (stock["available"].GetInt64(), stock["held"].GetInt64(), stock["sold"].GetInt64());
    }
}

using System.Text.Json;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Crash;

/// <summary>What the gateway did, by its own books.</summary>
internal readonly record struct Charge(Guid Order, string State, long Amount)
{
    /// <summary>The books in a store's folder.</summary>
    public static async Task<IReadOnlyList<Charge>> ReadAsync(DirectoryInfo folder)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "simulated-payments.jsonl"));
        return [.. lines.Select(line => JsonDocument.Parse(line).RootElement).Select(e => new Charge(
            e.GetProperty("orderId").GetGuid(), e.GetProperty("state").GetString()!, e.GetProperty("amount").GetProperty("amount").GetInt64()))];
    }
}

/// <summary>Buyers who buy on whatever happens to the store, and in the end the proof that nothing was lost and nothing done twice.</summary>
/// <param name="http">To the store, whichever of its processes answers.</param>
internal sealed class ShoppingDay(HttpClient http)
{
    private const int Buyers = 6;
    private const int Received = 100_000;
    private const int ScarceReceived = 30;

    private Visitor _admin = null!;
    private Guid[] _products = [];
    private volatile bool _isOver;

    public Purchases Purchases { get; } = new();

    /// <summary>The buyers at work; fails when one of them gets an answer that is not to be.</summary>
    public Task Buying { get; private set; } = Task.CompletedTask;

    /// <summary>Fills the shelves and lets the buyers in.</summary>
    public async Task OpenAsync()
    {
        _admin = await LoginAsync(Shop.AdminEmail);
        _products = [await NewProductAsync("AMPLE", Received), await NewProductAsync("SCARCE", ScarceReceived)];
        var buyers = await Task.WhenAll(Enumerable.Range(0, Buyers).Select(RegisterAsync));
        Buying = Task.WhenAll(buyers.Select((buyer, i) => new Buyer(buyer, _products, new Random(i), Purchases).BuyUntilAsync(() => _isOver)));
    }

    /// <summary>Waits for so many more answers, so that what comes next falls into the middle of work however slow the machine is.</summary>
    public async Task AnswersAsync(int more)
    {
        var until = Purchases.Answers + more;
        while (Purchases.Answers < until)
        {
            if (Buying.IsFaulted) await Buying;
            await Task.Delay(1);
        }
    }

    /// <summary>Has all read models made anew beside those that answer; some will be half way when the process dies.</summary>
    public async Task BeginRebuildsAsync()
    {
        foreach (var name in await ReadModelsAsync()) await BeginRebuildAsync(name);
    }

    /// <summary>Has all read models made anew while the buyers buy on; each comes to the rows that were there.</summary>
    public async Task RebuildUnderLoadAsync()
    {
        var before = Purchases.Answers;
        // Until somebody was answered in the midst of it: then it was under load.
        do await ReadModelsMustAgreeAsync();
        while (Purchases.Answers == before);
    }

    /// <summary>Lets the buyers finish, and holds what they were told against stock, orders and the gateway's books.</summary>
    public async Task CloseAsync(Func<Task<IReadOnlyList<Charge>>> readCharges)
    {
        _isOver = true;
        await Buying.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await Purchases.MustBeThereAsync();
        await StockMustAgreeAsync(_products[0], Received);
        await StockMustAgreeAsync(_products[1], ScarceReceived);
        PaymentsMustAgree(await readCharges());
        await ReadModelsMustAgreeAsync();
    }

    /// <summary>What every read model holds after all that happened is what a fold of the whole journal comes to.</summary>
    private async Task ReadModelsMustAgreeAsync()
    {
        foreach (var name in await ReadModelsAsync())
        {
            await RebuiltAsync(name);
            await BeginRebuildAsync(name);
            var rebuild = await RebuiltAsync(name);
            rebuild.GetProperty("state").GetString().ShouldBe("done", name);
            rebuild.GetProperty("equal").GetBoolean().ShouldBeTrue(name);
        }
    }

    /// <summary>Right after an outage it may be too early.</summary>
    private async Task BeginRebuildAsync(string name)
    {
        var begun = await _admin.Post($"/admin/projections/{name}/rebuild", new { });
        while (begun.Status == 503)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            begun = await _admin.Post($"/admin/projections/{name}/rebuild", new { });
        }

        begun.MustBe(202);
    }

    private async Task<JsonElement> RebuiltAsync(string name)
    {
        while (true)
        {
            var all = (await _admin.Get("/admin/projections")).MustBe(200)["items"].EnumerateArray();
            var one = all.Single(p => p.GetProperty("name").GetString() == name);
            one.GetProperty("stopped").GetBoolean().ShouldBeFalse();
            if (!one.TryGetProperty("rebuild", out var rebuild)) return default;
            if (rebuild.GetProperty("state").GetString() is "done" or "failed") return rebuild;
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private async Task<List<string>> ReadModelsAsync() =>
        [.. (await _admin.Get("/admin/projections")).MustBe(200)["items"].EnumerateArray().Select(p => p.GetProperty("name").GetString()!)];

    private async Task<Visitor> LoginAsync(string email)
    {
        var login = (await new Visitor(http).Post("/auth/login", new { email, password = Shop.Password })).MustBe(200);
        return new Visitor(http) { AccessToken = login["accessToken"].GetString() };
    }

    private async Task<Visitor> RegisterAsync(int number)
    {
        var email = $"buyer{number}@example.com";
        (await new Visitor(http).Post("/customers", new { email, name = "Buyer", password = Shop.Password })).MustBe(201);
        return await LoginAsync(email);
    }

    private async Task<Guid> NewProductAsync(string sku, int pieces)
    {
        var product = (await _admin.Post("/products", new { sku, name = sku, price = new { amount = 1_999, currency = "USD" }, category = "Things" })).MustBe(201);
        (await _admin.Post($"/products/{product.Id}/stock/receipts", new { quantity = pieces })).MustBe(200);
        return product.Id;
    }

    private async Task StockMustAgreeAsync(Guid product, int received)
    {
        var ours = Purchases.All.Select(p => p.Value).Where(p => p.Product == product).ToList();
        var held = ours.Where(p => p.Stage == Stage.Pending).Sum(p => p.Quantity);
        var sold = ours.Where(p => p.WasPaid).Sum(p => p.Quantity);
        var returned = ours.Where(p => p.WasPaid && p.Stage == Stage.Cancelled).Sum(p => p.Quantity);
        var wanted = (held, sold, returned, received + returned - held - sold);
        // The pieces of an order that was cancelled go back behind the answer; what the last outage cut off goes on with the next round.
        await Patience.UntilAsync(async () => await LevelsAsync(product) == wanted);
    }

    private async Task<(long Held, long Sold, long Returned, long Available)> LevelsAsync(Guid product)
    {
        var stock = (await _admin.Get($"/products/{product}/stock")).MustBe(200);
        return (stock["held"].GetInt64(), stock["sold"].GetInt64(), stock["returned"].GetInt64(), stock["available"].GetInt64());
    }

    private void PaymentsMustAgree(IReadOnlyList<Charge> charges)
    {
        var byOrder = charges.ToLookup(c => c.Order);
        byOrder.Select(c => c.Key).ShouldBeSubsetOf(Purchases.All.Where(p => p.Value.WasPaid).Select(p => p.Key));
        foreach (var (order, purchase) in Purchases.All.Where(p => p.Value.WasPaid))
        {
            var total = purchase.Answer["total"].GetProperty("amount").GetInt64();
            byOrder[order].Count(c => Is(c, "captured")).ShouldBe(1, $"captures of order {order}");
            byOrder[order].Count(c => Is(c, "refunded")).ShouldBe(purchase.Stage == Stage.Cancelled ? 1 : 0, $"refunds of order {order}");
            byOrder[order].ShouldAllBe(c => c.Amount == total);
        }
    }

    private static bool Is(Charge charge, string state) => charge.State.Equals(state, StringComparison.OrdinalIgnoreCase);
}

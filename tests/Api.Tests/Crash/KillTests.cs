using System.Text.Json;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Crash;

/// <summary>kill -9 of a real process under load, over and over, on one folder.</summary>
public sealed class KillTests : IDisposable
{
    /// <summary>Twenty, or as many as the soak asks for.</summary>
    private static readonly int Kills = SoakSize.Of("STORE_SOAK_KILLS", 20);

    private const int Buyers = 6;
    private const int Received = 100_000;
    private const int ScarceReceived = 30;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly Purchases _purchases = new();
    private readonly Random _random = new(20);
    private readonly int _port = StoreProcess.FreePort();

    [Fact]
    public async Task Whatever_was_acknowledged_outlives_many_kills_and_stock_and_payments_agree()
    {
        _http.BaseAddress = new Uri($"http://127.0.0.1:{_port}");
        var store = Start();
        try
        {
            await store.ServesAsync();
            var admin = await LoginAsync(Shop.AdminEmail);
            Guid[] products = [await NewProductAsync(admin, "AMPLE", Received), await NewProductAsync(admin, "SCARCE", ScarceReceived)];
            var enough = false;
            var buyers = await Task.WhenAll(Enumerable.Range(0, Buyers).Select(RegisterAsync));
            var buying = Task.WhenAll(buyers.Select((buyer, i) => new Buyer(buyer, products, new Random(i), _purchases).BuyUntilAsync(() => enough)));

            for (var kill = 1; kill <= Kills; kill++)
            {
                // Now and then it dies while it still starts.
                if (kill % 5 == 0) await Task.Delay(_random.Next(20, 400), TestContext.Current.CancellationToken);
                else await AnswersAsync(_random.Next(5, 60), buying);
                store.Kill();
                store.Dispose();
                store = Start();
                if (kill % 5 == 4) continue;
                await store.ServesAsync();
                await _purchases.MustBeThereAsync();
            }

            enough = true;
            await buying.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await _purchases.MustBeThereAsync();
            await StockMustAgreeAsync(admin, products[0], Received);
            await StockMustAgreeAsync(admin, products[1], ScarceReceived);
            PaymentsMustAgree();
        }
        finally
        {
            store.Dispose();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private StoreProcess Start() => StoreProcess.Start(StoreProcess.Built, _folder.FullName, _port);

    private async Task<Visitor> LoginAsync(string email)
    {
        var login = (await new Visitor(_http).Post("/auth/login", new { email, password = Shop.Password })).MustBe(200);
        return new Visitor(_http) { AccessToken = login["accessToken"].GetString() };
    }

    private async Task<Visitor> RegisterAsync(int number)
    {
        var email = $"buyer{number}@example.com";
        (await new Visitor(_http).Post("/customers", new { email, name = "Buyer", password = Shop.Password })).MustBe(201);
        return await LoginAsync(email);
    }

    private static async Task<Guid> NewProductAsync(Visitor admin, string sku, int pieces)
    {
        var product = (await admin.Post("/products", new { sku, name = sku, price = new { amount = 1_999, currency = "USD" }, category = "Things" })).MustBe(201);
        (await admin.Post($"/products/{product.Id}/stock/receipts", new { quantity = pieces })).MustBe(200);
        return product.Id;
    }

    /// <summary>Waits for so many more answers, so that the kill falls into the middle of work however slow the machine is.</summary>
    private async Task AnswersAsync(int more, Task buying)
    {
        var until = _purchases.Answers + more;
        while (_purchases.Answers < until)
        {
            if (buying.IsFaulted) await buying;
            await Task.Delay(1);
        }
    }

    private async Task StockMustAgreeAsync(Visitor admin, Guid product, int received)
    {
        var stock = (await admin.Get($"/products/{product}/stock")).MustBe(200);
        var ours = _purchases.All.Select(p => p.Value).Where(p => p.Product == product).ToList();
        var held = ours.Where(p => p.Stage == Stage.Pending).Sum(p => p.Quantity);
        var sold = ours.Where(p => p.WasPaid).Sum(p => p.Quantity);
        var returned = ours.Where(p => p.WasPaid && p.Stage == Stage.Cancelled).Sum(p => p.Quantity);
        (stock["held"].GetInt64(), stock["sold"].GetInt64(), stock["returned"].GetInt64(), stock["available"].GetInt64())
            .ShouldBe((held, sold, returned, received + returned - held - sold));
    }

    /// <summary>What the gateway has in its own ledger is what the orders say.</summary>
    private void PaymentsMustAgree()
    {
        var entries = File.ReadLines(Path.Combine(_folder.FullName, "simulated-payments.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToLookup(e => e.GetProperty("orderId").GetGuid(), e => (State: e.GetProperty("state").GetString()!, Amount: e.GetProperty("amount").GetProperty("amount").GetInt64()));
        entries.Select(e => e.Key).ShouldBeSubsetOf(_purchases.All.Where(p => p.Value.WasPaid).Select(p => p.Key));
        foreach (var (order, purchase) in _purchases.All.Where(p => p.Value.WasPaid))
        {
            var total = purchase.Answer["total"].GetProperty("amount").GetInt64();
            entries[order].Count(e => e.State.Equals("captured", StringComparison.OrdinalIgnoreCase)).ShouldBe(1, $"captures of order {order}");
            entries[order].Count(e => e.State.Equals("refunded", StringComparison.OrdinalIgnoreCase)).ShouldBe(purchase.Stage == Stage.Cancelled ? 1 : 0, $"refunds of order {order}");
            entries[order].ShouldAllBe(e => e.Amount == total);
        }
    }
}

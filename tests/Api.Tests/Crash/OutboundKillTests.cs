using OrleansStore.Api.Tests.Setup;
using OrleansStore.Api.Tests.Webhooks;

namespace OrleansStore.Api.Tests.Crash;

/// <summary>kill -9 of a real process while it tells an integrator what happens, over and over, on one folder.</summary>
public sealed class OutboundKillTests : IDisposable
{
    private const int Kills = 6;
    private static readonly string[] Story = ["order.created", "payment.processed", "payment.completed"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly Random _random = new(6);
    private readonly int _port = StoreProcess.FreePort();

    [Fact]
    public async Task Between_deliveries_the_store_dies_and_the_receiver_gets_everything_in_order()
    {
        _http.BaseAddress = new Uri($"http://127.0.0.1:{_port}");
        await using var receiver = await new HookReceiver().UpAsync();
        // Slow enough that each death falls into the middle of deliveries.
        receiver.Answer = (_, _) => Task.Delay(15);
        var orders = new List<Guid>();
        var store = Start();
        try
        {
            await store.ServesAsync();
            var admin = await LoginAsync();
            var hook = new { url = receiver.Url, events = Story, secret = HookShop.Secret };
            (await admin.Post("/webhooks", hook)).MustBe(201);
            var product = await NewProductAsync(admin);
            for (var kill = 1; kill <= Kills; kill++)
            {
                for (var i = 0; i < 10; i++) orders.Add((await new Visitor(_http).Order(product)).MustBe(201).Id);
                await Task.Delay(_random.Next(0, 400), TestContext.Current.CancellationToken);
                store.Kill();
                store.Dispose();
                store = Start();
                await store.ServesAsync();
            }

            await ToldAsync(receiver, orders);
        }
        finally
        {
            store.Dispose();
        }

        foreach (var order in orders) receiver.Got.Where(h => h.OrderId == order).DistinctBy(h => h.Id).Select(h => h.Type).ShouldBe(Story);
        receiver.MustBeInOrder(HookShop.Secret);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task ToldAsync(HookReceiver receiver, List<Guid> orders)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (receiver.Got.DistinctBy(h => h.Id).Count() < orders.Count * Story.Length) await Task.Delay(50, limit.Token);
    }

    private StoreProcess Start() => StoreProcess.Start(StoreProcess.Built, _folder.FullName, _port, ("Store__Webhooks__AllowPrivate", "true"));

    private async Task<Visitor> LoginAsync()
    {
        var login = (await new Visitor(_http).Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        return new Visitor(_http) { AccessToken = login["accessToken"].GetString() };
    }

    private static async Task<Guid> NewProductAsync(Visitor admin)
    {
        var product = (await admin.Post("/products", new { sku = "HOOKED", name = "Hooked", price = new { amount = 1_999, currency = "USD" }, category = "Things" })).MustBe(201);
        (await admin.Post($"/products/{product.Id}/stock/receipts", new { quantity = 1_000 })).MustBe(200);
        return product.Id;
    }
}

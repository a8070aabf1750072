using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.History;

/// <summary>The journal is followed where it is kept for good.</summary>
public sealed class JournalStoresTests(SharedPostgres postgres) : IDisposable
{
    private const int Each = 200;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_follows_the_journal_sees_every_event_once_and_in_order_also_over_a_kill(bool onPostgres)
    {
        if (onPostgres) SharedPostgres.Require();
        var settings = onPostgres ? PostgresShop.Silo(await (await postgres.ServerAsync()).CreateDatabaseAsync()) : [];
        var port = StoreProcess.FreePort();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var (seen, admin, stock) = (new List<SseEvent>(), default(Visitor)!, "");
        for (var run = 0; run < 2; run++)
        {
            using var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, port, settings);
            await store.ServesAsync();
            admin = new Visitor(http) { AccessToken = (await new Visitor(http).Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200)["accessToken"].GetString() };
            if (run == 0)
            {
                var product = (await admin.Post("/products", new { sku = "ONE", name = "One", price = new { amount = 500, currency = "USD" }, category = "Things" })).MustBe(201).Id;
                stock = $"{product}";
            }

            using var events = await FollowAsync(http, admin, $"streamPrefix=stock-&type=stock.received&after=0", seen is [.., var last] ? last.Id : null);
            var receiving = ReceiveAsync(admin, stock);
            seen.AddRange(await events.TakeAsync(Each));
            await receiving;
            store.Kill();
        }

        seen.Select(e => e.Json.GetProperty("version").GetInt32()).ShouldBe(Enumerable.Range(seen[0].Json.GetProperty("version").GetInt32(), 2 * Each));
        seen.Select(e => e.Json.GetProperty("position").GetInt64()).ShouldBeInOrder();
    }

    private static async Task ReceiveAsync(Visitor admin, string product)
    {
        for (var i = 0; i < Each; i++) (await admin.Post($"/products/{product}/stock/receipts", new { quantity = 1 })).MustBe(200);
    }

    private static async Task<SseReader> FollowAsync(HttpClient http, Visitor admin, string query, string? lastEventId)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/admin/journal/live?{query}");
        request.Headers.Authorization = new("Bearer", admin.AccessToken);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        return new SseReader(await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Orleans;

/// <summary>An order is followed at one node and changed through others, and nodes die.</summary>
public sealed class LiveAcrossProcessesTests(SharedPostgres postgres)
{
    private const int Changes = 12;

    [Fact]
    public async Task Who_listens_at_one_node_misses_nothing_that_another_does_whichever_of_them_dies()
    {
        SharedPostgres.Require();
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        using var cluster = new StoreClusterProcesses(database);
        var (here, there, third) = (await cluster.StartBothAsync(), await cluster.StartBothAsync(), await cluster.StartBothAsync());
        using var http = new HttpClient(new AnyNode(there.Address, third.Address)) { BaseAddress = new Uri("http://store.invalid"), Timeout = TimeSpan.FromSeconds(20) };
        var login = (await new Visitor(http).Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        var admin = new Visitor(http) { AccessToken = login["accessToken"].GetString() };
        var product = (await admin.Post("/products", new { sku = "ONE", name = "One", price = new { amount = 500, currency = "USD" }, category = "Things" })).MustBe(201).Id;
        (await admin.Post($"/products/{product}/stock/receipts", new { quantity = 1_000 })).MustBe(200);
        var order = (await admin.Order(product, method: "later")).MustBe(201).Id;

        int last;
        using (var events = await FollowAsync(here, admin, order, after: 0))
        {
            await ChangeAsync(admin, order, product);
            last = await MustComeAsync(events, from: 1, Changes + 1);

            // The node that the changes went through dies in the midst of them; the listener is not even cut off.
            var changing = ChangeAsync(admin, order, product);
            there.Process.Kill();
            await changing;
            last = await MustComeAsync(events, last + 1, Changes);
        }

        // The node that was listened at dies; its client goes to another one with the version it has.
        here.Process.Kill();
        await ChangeAsync(admin, order, product);
        using var again = await FollowAsync(third, admin, order, last);
        await MustComeAsync(again, last + 1, Changes);
        await ChangeAsync(admin, order, product);
        await MustComeAsync(again, last + Changes + 1, Changes);
    }

    private static async Task<SseReader> FollowAsync(Node node, Visitor visitor, Guid order, int after)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, $"/api/v1/orders/{order}/live"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", visitor.AccessToken);
        request.Headers.Add("Last-Event-ID", $"{after}");
        var response = await new HttpClient { Timeout = Timeout.InfiniteTimeSpan }.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        ((int)response.StatusCode).ShouldBe(200);
        return new SseReader(response);
    }

    private static async Task<int> MustComeAsync(SseReader events, int from, int count)
    {
        var seen = (await events.TakeAsync(count)).Select(e => int.Parse(e.Id!, CultureInfo.InvariantCulture)).ToList();
        seen.ShouldBe(Enumerable.Range(from, count));
        return seen[^1];
    }

    /// <summary>Each change is one version, also when it has to be asked for again.</summary>
    private static async Task ChangeAsync(Visitor visitor, Guid order, Guid product)
    {
        for (var i = 0; i < Changes; i++)
        {
            var key = Guid.NewGuid().ToString();
            while (true)
            {
                try
                {
                    var reply = await visitor.Post($"/orders/{order}/items", new { productId = product, quantity = 1 }, ("Idempotency-Key", key));
                    if (reply.Status < 400) break;
                    if (reply.Status < 500 && reply.Header("Retry-After") is null) reply.MustBe(200);
                }
                catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
                {
                    // The node is gone.
                }

                await Task.Delay(50);
            }
        }
    }
}

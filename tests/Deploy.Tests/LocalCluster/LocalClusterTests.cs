using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Deploy.Tests.LocalCluster;

/// <summary>The compose topology as processes: PostgreSQL, silos and API nodes behind nginx; with the embedded engine one process behind nginx.</summary>
public sealed class LocalClusterTests : IAsyncLifetime
{
    private RunningCluster _cluster = null!;
    private HttpClient _http = null!;
    private Visitor _admin = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Needed.Programs();
        _cluster = await RunningCluster.StartAsync(Ct);
        _http = _cluster.Connect();
        _admin = await _cluster.AdministratorAsync(_http);
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Through_nginx_one_buys_and_follows_the_order_on_hub_socket_and_event_stream()
    {
        var product = await ProductAsync(10);
        var buyer = await CustomerAsync();
        var order = (await buyer.Order(product, 2, "later")).MustBe(201).Id;

        await using var hub = Hub(buyer.AccessToken!);
        await hub.StartAsync(Ct);
        await using var tracked = hub.StreamAsync<JsonElement>("TrackOrder", order, 0, Ct).GetAsyncEnumerator(Ct);
        (await NextAsync(tracked)).GetProperty("event").GetString().ShouldBe("order.created");

        using var events = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/orders/{order}/live");
        events.Headers.Authorization = new("Bearer", buyer.AccessToken);
        using var stream = await _http.SendAsync(events, HttpCompletionOption.ResponseHeadersRead, Ct);
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));
        await SeesAsync(lines, "event: order.created");

        await using var socket = await WebSocketConnection.ConnectAsync(new Uri($"ws://{_cluster.Url.Authority}/ws/orders"), buyer.AccessToken, Ct);

        (await buyer.Post($"/orders/{order}/pay", new { method = "card" })).MustBe(200);
        var paid = JsonElement.Parse("{}");
        while (!paid.TryGetProperty("event", out var name) || name.GetString() != "payment.completed") paid = await NextAsync(tracked);
        await SeesAsync(lines, "event: payment.completed");
    }

    [Fact]
    public async Task What_operators_ask_the_nodes_is_not_for_the_public()
    {
        foreach (var path in new[] { "/metrics", "/health", "/health/live", "/health/ready" })
            (await _http.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_by_the_store_and_not_by_nginx() =>
        (await _admin.Post("/products", new string(' ', 3 << 20))).MustBeProblem(413, "bodyTooLarge");

    [Fact]
    public async Task When_no_node_answers_nginx_says_so_as_a_problem()
    {
        foreach (var node in _cluster.Nodes("API")) _cluster.Kill(node);
        (await new Visitor(_http).Get("/products")).MustBeProblem(502, "nodeUnavailable").Header("Retry-After").ShouldNotBeNull();
    }

    [Fact]
    public async Task Buyers_go_on_when_an_API_node_and_a_silo_die()
    {
        if (!Engine.OfThisBuild.IsCluster) Assert.SkipUnless(false, "The embedded engine is one process.");
        var product = await ProductAsync(1_000);
        var buyer = await CustomerAsync();
        var orders = new List<Guid>();
        for (var i = 0; i < 20; i++) orders.Add(await BuyAsync(buyer, product));
        _cluster.Kill(_cluster.Nodes("API").First());
        for (var i = 0; i < 20; i++) orders.Add(await BuyAsync(buyer, product));
        _cluster.Kill(_cluster.Nodes("SILO").First());
        for (var i = 0; i < 20; i++) orders.Add(await BuyAsync(buyer, product));

        orders.Distinct().Count().ShouldBe(60);
        foreach (var order in orders) (await buyer.Get($"/orders/{order}")).MustBe(200)["status"].GetString().ShouldBe("paid");
        var stock = (await _admin.Get($"/products/{product}/stock")).MustBe(200);
        (stock["available"].GetInt32(), stock["held"].GetInt32(), stock["sold"].GetInt32()).ShouldBe((940, 0, 60));
    }

    [Fact]
    public async Task The_script_ends_everything_that_it_started()
    {
        var processes = _cluster.Processes.ToList();
        processes.Count.ShouldBeGreaterThanOrEqualTo(4);
        (await _cluster.StopAsync()).ShouldBe(143);
        processes.Where(id => Directory.Exists($"/proc/{id}")).ShouldBeEmpty();
        File.Exists(Path.Combine(_cluster.Folder, "cluster.env")).ShouldBeFalse();
    }

    /// <summary>Buys one piece; a client repeats what was not answered, with the same key, and gets one order.</summary>
    private async Task<Guid> BuyAsync(Visitor buyer, Guid product)
    {
        var key = Guid.NewGuid().ToString();
        Reply reply = null!;
        await Waiting.ForAsync("the order is placed", async () =>
        {
            reply = await buyer.Post("/orders", OrderSteps.OrderOf(product, email: null), ("Idempotency-Key", key));
            return reply.Status is 200 or 201;
        }, Ct);
        return reply.Id;
    }

    private async Task<Visitor> CustomerAsync()
    {
        var account = new { email = $"{Guid.NewGuid():N}@example.com", name = "Ada", password = "correct horse battery" };
        var visitor = new Visitor(_http);
        (await visitor.Post("/customers", account)).MustBe(201);
        var login = (await visitor.Post("/auth/login", new { account.email, account.password })).MustBe(200);
        return visitor with { AccessToken = login["accessToken"].GetString() };
    }

    private async Task<Guid> ProductAsync(int pieces)
    {
        var product = (await _admin.Post("/products", new
        {
            sku = $"TRAIN-{Guid.NewGuid():N}"[..20],
            name = "Train",
            description = "A train.",
            price = new { amount = 500, currency = "USD" },
            category = "toys",
            tags = Array.Empty<string>(),
        })).MustBe(201).Id;
        (await _admin.Post($"/products/{product}/stock/receipts", new { quantity = pieces })).MustBe(200);
        return product;
    }

    private HubConnection Hub(string token)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnections(new Uri($"ws://{_cluster.Url.Authority}/hubs/orders"), token));
        builder.Services.AddSingleton<EndPoint>(new DnsEndPoint(_cluster.Url.Host, _cluster.Url.Port));
        builder.AddJsonProtocol();
        return builder.Build();
    }

    private static async Task<JsonElement> NextAsync(IAsyncEnumerator<JsonElement> stream)
    {
        (await stream.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1), Ct)).ShouldBeTrue();
        return stream.Current;
    }

    private static async Task SeesAsync(StreamReader lines, string expected)
    {
        string? line;
        do line = await lines.ReadLineAsync(Ct).AsTask().WaitAsync(TimeSpan.FromMinutes(1), Ct);
        while (line is not null && line != expected);
        line.ShouldBe(expected);
    }
}

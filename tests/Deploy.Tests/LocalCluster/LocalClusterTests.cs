using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Deploy.Tests.LocalCluster;

/// <summary>The compose topology as processes: PostgreSQL, silos and API nodes behind nginx; with the embedded engine one process behind nginx.</summary>
public sealed class LocalClusterTests : IClassFixture<ClusterShop>
{
    private readonly ClusterShop shop;

    public LocalClusterTests(ClusterShop shop)
    {
        Needed.Programs();
        this.shop = shop;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Through_nginx_one_buys_and_follows_the_order_on_hub_socket_and_event_stream()
    {
        var product = await shop.ProductAsync(10);
        var buyer = await shop.CustomerAsync();
        var order = (await buyer.Order(product, 2, "later")).MustBe(201).Id;

        await using var hub = shop.Hub(buyer.AccessToken!);
        await hub.StartAsync(Ct);
        await using var tracked = hub.StreamAsync<JsonElement>("TrackOrder", order, 0, Ct).GetAsyncEnumerator(Ct);
        (await NextAsync(tracked)).GetProperty("event").GetString().ShouldBe("order.created");

        using var events = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/orders/{order}/live");
        events.Headers.Authorization = new("Bearer", buyer.AccessToken);
        using var stream = await shop.Http.SendAsync(events, HttpCompletionOption.ResponseHeadersRead, Ct);
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(Ct));
        await SeesAsync(lines, "event: order.created");

        await using var socket = await WebSocketConnection.ConnectAsync(new Uri($"ws://{shop.Cluster.Url.Authority}/ws/orders"), buyer.AccessToken, Ct);

        (await buyer.Post($"/orders/{order}/pay", new { method = "card" })).MustBe(200);
        var paid = JsonElement.Parse("{}");
        while (!paid.TryGetProperty("event", out var name) || name.GetString() != "payment.completed") paid = await NextAsync(tracked);
        await SeesAsync(lines, "event: payment.completed");
    }

    [Fact]
    public async Task What_operators_ask_the_nodes_is_not_for_the_public()
    {
        foreach (var path in new[] { "/metrics", "/health", "/health/live", "/health/ready" })
            (await shop.Http.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_by_the_store_and_not_by_nginx() =>
        (await shop.Admin.Post("/products", new string(' ', 3 << 20))).MustBeProblem(413, "bodyTooLarge");

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

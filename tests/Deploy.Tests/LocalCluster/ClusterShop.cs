using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Deploy.Tests.LocalCluster;

/// <summary>A cluster of processes, and what buyers and the administrator do there through nginx.</summary>
public sealed class ClusterShop : IAsyncLifetime
{
    internal RunningCluster Cluster { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    public Visitor Admin { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // The tests say what is missing; a fixture can only fail.
        if (Needed.Missing is not null) return;
        Cluster = await RunningCluster.StartAsync(Ct);
        Http = Cluster.Connect();
        Admin = await Cluster.AdministratorAsync(Http);
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (Cluster is not null) await Cluster.DisposeAsync();
    }

    /// <summary>Buys one piece; a client repeats what was not answered, with the same key, and gets one order.</summary>
    public async Task<Guid> BuyAsync(Visitor buyer, Guid product)
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

    /// <summary>A new customer, logged in.</summary>
    public async Task<Visitor> CustomerAsync()
    {
        var account = new { email = $"{Guid.NewGuid():N}@example.com", name = "Ada", password = "correct horse battery" };
        var visitor = new Visitor(Http);
        (await visitor.Post("/customers", account)).MustBe(201);
        var login = (await visitor.Post("/auth/login", new { account.email, account.password })).MustBe(200);
        return visitor with { AccessToken = login["accessToken"].GetString() };
    }

    /// <summary>A new product with so many pieces.</summary>
    public async Task<Guid> ProductAsync(int pieces)
    {
        var product = (await Admin.Post("/products", new
        {
            sku = $"TRAIN-{Guid.NewGuid():N}"[..20],
            name = "Train",
            description = "A train.",
            price = new { amount = 500, currency = "USD" },
            category = "toys",
            tags = Array.Empty<string>(),
        })).MustBe(201).Id;
        (await Admin.Post($"/products/{product}/stock/receipts", new { quantity = pieces })).MustBe(200);
        return product;
    }

    /// <summary>A client of the hub that has not connected yet.</summary>
    public HubConnection Hub(string token)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory>(new WebSocketConnections(new Uri($"ws://{Cluster.Url.Authority}/hubs/orders"), token));
        builder.Services.AddSingleton<EndPoint>(new DnsEndPoint(Cluster.Url.Host, Cluster.Url.Port));
        builder.AddJsonProtocol();
        return builder.Build();
    }
}

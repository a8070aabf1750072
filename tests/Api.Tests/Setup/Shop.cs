using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Sessions;
using OrleansStore.Journal.Memory;
using OrleansStore.Journal.Sealing;

[assembly: AssemblyFixture(typeof(Shop))]

namespace OrleansStore.Api.Tests.Setup;

/// <summary>A shop of its own on a real port, with its journal in memory. Tests share it and keep to products of their own.</summary>
public class Shop : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string AdminEmail = Shopkeeper.Email;
    public const string Password = Shopkeeper.Password;

    private int customers;
    private readonly Lock door = new();
    private Visitor? admin;
    private long loggedIn;

    public Shop() => UseKestrel(0);

    /// <summary>The journal, which can be told that it is full.</summary>
    public FillableJournal Journal { get; } = new(new MemoryJournal());

    /// <summary>What it costs to guess a password: next to nothing, where it is not about that.</summary>
    protected virtual AccountCosts Costs { get; } = new() { Iterations = 1_000, Uniform = TimeSpan.Zero };

    /// <summary>Somebody without an account.</summary>
    public Visitor Guest => new(CreateClient());

    /// <summary>Who runs the shop; logged in again where the tests take longer than a token is good for.</summary>
    public Visitor Admin
    {
        get
        {
            if (admin is null) throw new InvalidOperationException("The shop is not open yet.");
            lock (door)
            {
                if (System.Diagnostics.Stopwatch.GetElapsedTime(loggedIn) > SessionLimits.Access / 2) (admin, loggedIn) = (Task.Run(() => LoginAsync(AdminEmail, Password)).GetAwaiter().GetResult(), System.Diagnostics.Stopwatch.GetTimestamp());
                return admin;
            }
        }
    }

    public virtual async ValueTask InitializeAsync()
    {
        StartServer();
        await OpenedAsync();
        (admin, loggedIn) = (await LoginAsync(AdminEmail, Password), System.Diagnostics.Stopwatch.GetTimestamp());
    }

    public async Task<Visitor> LoginAsync(string email, string password)
    {
        var reply = await Guest.Post("/auth/login", new { email, password });
        reply.Status.ShouldBe(200, reply.Body);
        return new Visitor(CreateClient()) { AccessToken = reply["accessToken"].GetString() };
    }

    /// <summary>A new customer, logged in.</summary>
    public async Task<Visitor> NewCustomerAsync()
    {
        var email = $"customer{Interlocked.Increment(ref customers)}@example.com";
        var reply = await Guest.Post("/customers", new { email, name = "Ada", password = Password });
        reply.Status.ShouldBe(201, reply.Body);
        var customer = await LoginAsync(email, Password);
        return customer with { Id = reply.Id };
    }

    /// <summary>A new product with so many pieces in stock.</summary>
    public async Task<Guid> NewProductAsync(int pieces = 10, long price = 1_250, string category = "Things")
    {
        var sku = $"SKU-{Guid.NewGuid():N}";
        var created = await Admin.Post("/products", new
        {
            sku,
            name = $"Product {sku[4..8]}",
            description = "What it is.",
            price = new { amount = price, currency = "USD" },
            category,
            tags = new[] { "new" },
        });
        created.Status.ShouldBe(201, created.Body);
        if (pieces > 0) (await Admin.Post($"/products/{created.Id}/stock/receipts", new { quantity = pieces })).Status.ShouldBe(200);
        return created.Id;
    }

    /// <summary>The figures of a product's stock.</summary>
    public async Task<(long Available, long Held, long Sold)> StockOfAsync(Guid productId)
    {
        var stock = await Guest.Get($"/products/{productId}/stock");
        return (stock["available"].GetInt64(), stock["held"].GetInt64(), stock["sold"].GetInt64());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Store:Journal", "memory");
        builder.UseSetting("Store:Demo", "false");
        builder.UseSetting("Store:Admin:Email", AdminEmail);
        builder.UseSetting("Store:Admin:Password", Password);
        // One administrator does here what many tests ask for at once.
        builder.UseSetting("Store:Limits:Heavy:Burst", "10000");
        builder.UseSetting("Store:Limits:Checkout:Burst", "10000");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(new RawJournal(Journal));
            services.AddSingleton(Costs);
        });
    }

    private async Task OpenedAsync()
    {
        using var client = CreateClient();
        while (!(await client.GetAsync("/health/ready")).IsSuccessStatusCode) await Task.Delay(20);
    }
}

using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Customers;
using OrleansStore.Silo.Configuration;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Customers;

public sealed class GuessingTests(GuessedShop shop) : IClassFixture<GuessedShop>
{
    private const int Guessers = 50;
    private const int Accounts = 1_000;

    [Fact]
    public async Task While_passwords_are_guessed_on_many_connections_the_lane_keeps_its_bound_and_the_shop_sells()
    {
        var time = TimeSpan.FromSeconds(SoakSize.Of("STORE_SOAK_GUESSING_SECONDS", 3));
        var lane = shop.Services.GetRequiredService<PasswordLane>();
        var waiting = shop.Services.GetRequiredService<StoreOptions>().Limits.WaitingPasswords;
        await OpenAccountsAsync(lane);
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync(pieces: 1_000_000));
        using var over = new CancellationTokenSource(time);

        var guessers = Enumerable.Range(0, Guessers).Select(i => GuessAsync(i, over.Token)).ToList();
        var (bought, mostWaiting) = (0, 0);
        while (!over.IsCancellationRequested)
        {
            (await buyer.Order(product)).MustBe(201);
            bought++;
            lane.Running.ShouldBeLessThanOrEqualTo(PasswordLane.Bound);
            mostWaiting = Math.Max(mostWaiting, lane.Waiting);
        }

        var guesses = (await Task.WhenAll(guessers)).SelectMany(g => g).CountBy(status => status).ToDictionary();
        TestContext.Current.TestOutputHelper!.WriteLine($"{bought} orders; guesses {string.Join(", ", guesses.Select(g => $"{g.Key}: {g.Value}"))}; most running {lane.MostRunning}, most waiting {mostWaiting}");
        guesses.Keys.ShouldBeSubsetOf([401, 429, 503]);
        guesses[401].ShouldBeGreaterThan(0);
        lane.MostRunning.ShouldBe(PasswordLane.Bound);
        mostWaiting.ShouldBeInRange(1, waiting);
        bought.ShouldBeGreaterThan(0);
        (await shop.StockOfAsync(product)).Sold.ShouldBe(bought);
    }

    /// <summary>All with one hash: it is not this that is to take its time.</summary>
    private async Task OpenAccountsAsync(PasswordLane lane)
    {
        var hash = await lane.HashAsync("nobody guesses this one");
        var grains = shop.Services.GetRequiredService<IGrainFactory>();
        await Parallel.ForAsync(0, Accounts, async (i, _) =>
        {
            var id = Guid.CreateVersion7();
            (await grains.GetGrain<ICustomerGrain>(id).Register(new(new(id, id, "system"), Address(i), "Ada", hash))).Error.ShouldBeNull();
        });
    }

    private async Task<List<int>> GuessAsync(int guesser, CancellationToken over)
    {
        var answers = new List<int>();
        var random = new Random(guesser);
        while (!over.IsCancellationRequested)
            answers.Add((await shop.Guest.Post("/auth/login", new { email = Address(random.Next(Accounts)), password = $"guess number {random.Next()}" })).Status);
        return answers;
    }

    private static string Address(int account) => $"guessed{account}@example.org";
}

/// <summary>A shop where passwords cost what they cost.</summary>
public sealed class GuessedShop : Shop
{
    protected override AccountCosts Costs { get; } = new();

    /// <summary>One buyer buys here as fast as a whole shop's.</summary>
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Store:Limits:Checkout:PerSecond", "100000");
        builder.UseSetting("Store:Limits:Checkout:Burst", "100000");
    }
}

using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Limits;

public sealed class RateLimitTests
{
    private static readonly (string, string) Behind = ("Store:Proxies", "127.0.0.1");

    [Fact]
    public async Task Who_reads_too_fast_is_told_how_long_to_wait_and_nobody_else_is()
    {
        await using var shop = await SetShop.OpenAsync(("Store:Limits:Read:PerSecond", "1"), ("Store:Limits:Read:Burst", "5"));
        var (hasty, other) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync());

        var first = (await hasty.Get("/customers/me")).MustBe(200);
        first.Header("RateLimit-Policy").ShouldBe("\"read\";q=5;w=5");
        first.Header("RateLimit").ShouldBe("\"read\";r=4;t=1");
        var refused = await UntilRefusedAsync(() => hasty.Get("/customers/me"));
        refused.MustBeProblem(429, "rateLimited")["budget"].GetString().ShouldBe("read");
        refused.Header("Retry-After").ShouldBe("1");
        refused.Header("RateLimit")!.ShouldStartWith("\"read\";r=0;t=");

        (await other.Get("/customers/me")).MustBe(200);
        (await hasty.Patch("/customers/me", new { name = "Still here" })).MustBe(200).Header("RateLimit")!.ShouldStartWith("\"write\";");
        (await hasty.Get("/health/live")).MustBe(200).Header("RateLimit").ShouldBeNull();
        await Patience.UntilAsync(async () => (await hasty.Get("/customers/me")).Status == 200);
        (await shop.Guest.Get("/metrics")).Body.ShouldMatch("store_requests_limited_total\\{class=\"read\"\\} [1-9]");
    }

    [Fact]
    public async Task Guests_are_counted_by_the_address_that_a_named_proxy_tells()
    {
        await using var shop = await SetShop.OpenAsync(Behind, ("Store:Limits:Read:PerSecond", "1"), ("Store:Limits:Read:Burst", "3"));
        await UntilRefusedAsync(() => shop.Guest.Get("/products", From("203.0.113.7")));
        (await shop.Guest.Get("/products", From("203.0.113.8"))).MustBe(200);
        (await shop.Guest.Get("/products", From("2001:db8::1"))).MustBe(200);
        // What a client says of itself stands before what the proxy says of him, and counts for nothing.
        (await shop.Guest.Get("/products", From("198.51.100.1, 203.0.113.7"))).MustBeProblem(429, "rateLimited");
        (await shop.Guest.Get("/nowhere", From("203.0.113.7"))).MustBeProblem(429, "rateLimited");
        // Its own machine is not counted.
        for (var i = 0; i < 10; i++) (await shop.Guest.Get("/products")).MustBe(200).Header("RateLimit").ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_counted_where_a_gateway_does_it()
    {
        await using var shop = await SetShop.OpenAsync(Behind, ("Store:Limits:Counted", "false"), ("Store:Limits:Read:PerSecond", "1"), ("Store:Limits:Read:Burst", "1"));
        for (var i = 0; i < 5; i++) (await shop.Guest.Get("/products", From("203.0.113.7"))).MustBe(200).Header("RateLimit").ShouldBeNull();
    }

    [Fact]
    public async Task A_household_of_a_million_addresses_has_one_bucket()
    {
        await using var shop = await SetShop.OpenAsync(Behind, ("Store:Limits:Read:PerSecond", "1"), ("Store:Limits:Read:Burst", "3"));
        var number = 0;
        await UntilRefusedAsync(() => shop.Guest.Get("/products", From($"2001:db8:1:2::{++number:x}")));
        (await shop.Guest.Get("/products", From("2001:db8:1:3::1"))).MustBe(200);
    }

    [Fact]
    public async Task Nobody_is_believed_who_is_no_named_proxy()
    {
        await using var shop = await SetShop.OpenAsync(("Store:Proxies", "10.0.0.0/8, 192.0.2.1"), ("Store:Limits:Read:PerSecond", "1"), ("Store:Limits:Read:Burst", "1"));
        for (var i = 0; i < 5; i++) (await shop.Guest.Get("/products", From("203.0.113.7"))).MustBe(200).Header("RateLimit").ShouldBeNull();
    }

    [Fact]
    public async Task Who_guesses_tokens_is_counted_by_address()
    {
        await using var shop = await SetShop.OpenAsync(Behind, ("Store:Limits:Read:PerSecond", "1"), ("Store:Limits:Read:Burst", "3"));
        var number = 0;
        var guess = () => shop.Guest.Get("/customers/me", From("203.0.113.7"), ("Authorization", $"Bearer guess{++number}"));
        (await guess()).MustBeProblem(401, "unauthenticated");
        await UntilRefusedAsync(guess);
    }

    [Fact]
    public async Task Logins_are_counted_by_address_whatever_their_names_and_tokens()
    {
        await using var shop = await SetShop.OpenAsync(Behind, ("Store:Limits:Login:PerSecond", "1"), ("Store:Limits:Login:Burst", "4"));
        var customer = await shop.NewCustomerAsync();
        var number = 0;
        var login = () => (++number % 2 == 0 ? customer : shop.Guest).Post("/auth/refresh", new { refreshToken = $"no token {number}" }, From("203.0.113.7"));
        (await login()).MustBe(401);
        var refused = await UntilRefusedAsync(login);
        refused["budget"].GetString().ShouldBe("login");
        (await shop.Guest.Post("/customers", new { email = "x" }, From("203.0.113.7"))).MustBeProblem(429, "rateLimited");
        (await shop.Guest.Post("/customers", new { email = "x" }, From("203.0.113.9"))).MustBeProblem(400, "validation");
        (await customer.Get("/customers/me", From("203.0.113.7"))).MustBe(200);
    }

    [Fact]
    public async Task Checkout_has_a_budget_of_its_own()
    {
        await using var shop = await SetShop.OpenAsync(("Store:Limits:Checkout:PerSecond", "1"), ("Store:Limits:Checkout:Burst", "3"), ("Store:Limits:Write:PerSecond", "1"), ("Store:Limits:Write:Burst", "3"));
        var buyer = await shop.NewCustomerAsync();
        await UntilRefusedAsync(() => buyer.Post("/carts", new { }));
        (await buyer.Post("/orders", new { })).MustBeProblem(400, "validation").Header("RateLimit-Policy").ShouldBe("\"checkout\";q=3;w=3");
        (await UntilRefusedAsync(() => buyer.Post("/orders", new { })))["budget"].GetString().ShouldBe("checkout");
    }

    private static (string, string) From(string address) => ("X-Forwarded-For", address);

    /// <summary>However slow the machine is, a bucket that gets one token a second is empty some time.</summary>
    private static async Task<Reply> UntilRefusedAsync(Func<Task<Reply>> ask)
    {
        for (var i = 0; i < 1_000; i++)
        {
            var reply = await ask();
            if (reply.Status == 429) return reply.MustBeProblem(429, "rateLimited");
        }

        throw new InvalidOperationException("Nothing was refused.");
    }
}

using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Customers;

public sealed class CustomerTests(Shop shop)
{
    [Fact]
    public async Task An_account_is_opened_shown_and_changed_by_its_owner()
    {
        var customer = await shop.NewCustomerAsync();
        var me = (await customer.Get("/customers/me")).MustBe(200);
        me["role"].GetString().ShouldBe("customer");
        me.Body.ShouldNotContain("password", Case.Insensitive);
        var changed = (await customer.Patch(
            "/customers/me",
            new { name = "Ada L.", phone = "+1 555 0100", preferences = new { categories = new[] { "Books" }, emailOptIn = true }, addresses = new[] { OrderSteps.Address } },
            ("If-Match", me.Header("ETag")!))).MustBe(200);
        changed["name"].GetString().ShouldBe("Ada L.");
        changed["preferences"].GetProperty("emailOptIn").GetBoolean().ShouldBeTrue();
        changed["addresses"][0].GetProperty("country").GetString().ShouldBe("US");
        (await customer.Patch("/customers/me", new { name = "Old" }, ("If-Match", me.Header("ETag")!))).MustBeProblem(412, "versionMismatch");
        (await customer.Get($"/customers/{customer.Id}")).Body.ShouldBe(changed.Body);
        (await customer.Get("/customers/me", ("If-None-Match", changed.Header("ETag")!))).MustBe(304);
    }

    [Fact]
    public async Task An_email_address_belongs_to_one_account_whatever_its_case()
    {
        (await shop.Guest.Post("/customers", new { email = "twice@example.com", name = "One", password = Shop.Password })).MustBe(201);
        (await shop.Guest.Post("/customers", new { email = "TWICE@example.com", name = "Two", password = Shop.Password })).MustBeProblem(409, "emailTaken");
    }

    [Fact]
    public async Task Others_accounts_are_seen_by_administrators_alone()
    {
        var (one, two) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync());
        (await one.Get($"/customers/{two.Id}")).MustBeProblem(403, "forbidden");
        (await one.Get($"/customers/{Guid.NewGuid()}")).MustBeProblem(403, "forbidden");
        (await shop.Guest.Get($"/customers/{two.Id}")).MustBeProblem(401, "unauthenticated");
        (await shop.Guest.Get("/customers/me")).MustBeProblem(401, "unauthenticated");
        (await shop.Admin.Get($"/customers/{two.Id}")).MustBe(200);
        (await shop.Admin.Get($"/customers/{Guid.NewGuid()}")).MustBeProblem(404, "customerNotFound");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_refused_alike()
    {
        var wrong = (await shop.Guest.Post("/auth/login", new { email = Shop.AdminEmail, password = "not the one" })).MustBeProblem(401, "invalidCredentials");
        var unknown = (await shop.Guest.Post("/auth/login", new { email = "nobody@example.com", password = "not the one" })).MustBeProblem(401, "invalidCredentials");
        unknown["detail"].GetString().ShouldBe(wrong["detail"].GetString());
    }

    [Fact]
    public async Task A_refresh_token_gives_new_tokens_and_is_no_access_token()
    {
        var login = (await shop.Guest.Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        login["tokenType"].GetString().ShouldBe("Bearer");
        login["expiresIn"].GetInt64().ShouldBeGreaterThan(0);
        var refreshToken = login["refreshToken"].GetString();
        var fresh = (await shop.Guest.Post("/auth/refresh", new { refreshToken })).MustBe(200);
        (await (shop.Guest with { AccessToken = fresh["accessToken"].GetString() }).Get("/customers/me")).MustBe(200)["role"].GetString().ShouldBe("admin");
        (await (shop.Guest with { AccessToken = refreshToken }).Get("/customers/me")).MustBeProblem(401, "unauthenticated");
        (await shop.Guest.Post("/auth/refresh", new { refreshToken = login["accessToken"].GetString() })).MustBeProblem(401, "invalidRefreshToken");
    }

    [Fact]
    public async Task A_token_that_is_not_valid_makes_nobody_a_guest()
    {
        var impostor = shop.Guest with { AccessToken = "made-up" };
        (await impostor.Post("/carts")).MustBeProblem(401, "unauthenticated");
        (await shop.Guest.Post("/carts", null, ("Authorization", "Basic YTpi"))).MustBeProblem(401, "unauthenticated");
    }

    [Theory]
    [InlineData("""{"email":"nobody","name":"x","password":"longenough"}""", "email")]
    [InlineData("""{"email":"a b@example.com","name":"x","password":"longenough"}""", "email")]
    [InlineData("""{"email":"a@b@c","name":"x","password":"longenough"}""", "email")]
    [InlineData("""{"email":"x@example.com","name":" ","password":"longenough"}""", "name")]
    [InlineData("""{"email":"x@example.com","name":"x\u0000y","password":"longenough"}""", "name")]
    [InlineData("""{"email":"x@example.com","name":"x","password":"short"}""", "password")]
    [InlineData("""{"email":"x@example.com","name":"x"}""", "password")]
    public async Task An_account_names_what_is_wrong_in_it(string body, string field) =>
        (await shop.Guest.Post("/customers", body)).MustBeProblem(400, "validation")["errors"].EnumerateObject().Select(e => e.Name).ShouldBe([field]);
}

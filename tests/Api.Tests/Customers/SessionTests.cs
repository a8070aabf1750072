using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Sessions;

namespace OrleansStore.Api.Tests.Customers;

public sealed class SessionTests(AccountShop shop) : IClassFixture<AccountShop>
{
    [Fact]
    public async Task A_customer_sees_where_the_account_is_open_and_ends_what_is_elsewhere()
    {
        var email = await shop.NewVerifiedAsync();
        var (phone, desk) = (await LoginAsync(email, "Phone/1.0"), await LoginAsync(email, "Desk/2.0"));
        var list = (await desk.Visitor.Get("/customers/me/sessions")).MustBe(200)["items"].EnumerateArray().ToList();
        list.Select(s => (s.GetProperty("client").GetString(), s.GetProperty("current").GetBoolean())).ShouldBe([("Desk/2.0", true), ("Phone/1.0", false)]);

        (await desk.Visitor.Delete($"/customers/me/sessions/{list[1].GetProperty("id").GetGuid()}")).MustBe(204);
        (await phone.Visitor.Get("/customers/me")).MustBeProblem(401, "unauthenticated");
        (await RefreshAsync(phone.Refresh)).MustBeProblem(401, "invalidRefreshToken");
        (await desk.Visitor.Get("/customers/me/sessions")).MustBe(200)["items"].GetArrayLength().ShouldBe(1);
        (await desk.Visitor.Delete($"/customers/me/sessions/{list[1].GetProperty("id").GetGuid()}")).MustBeProblem(404, "sessionNotFound");

        var stranger = await LoginAsync(await shop.NewVerifiedAsync());
        (await stranger.Visitor.Delete($"/customers/me/sessions/{list[0].GetProperty("id").GetGuid()}")).MustBeProblem(404, "sessionNotFound");
        (await desk.Visitor.Get("/customers/me")).MustBe(200);
        (await shop.Guest.Get("/customers/me/sessions")).MustBeProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task Who_logs_out_is_out_with_all_tokens_of_that_login_and_no_others()
    {
        var email = await shop.NewVerifiedAsync();
        var (here, there) = (await LoginAsync(email), await LoginAsync(email));
        (await here.Visitor.Post("/auth/logout")).MustBe(204);
        (await here.Visitor.Get("/customers/me")).MustBeProblem(401, "unauthenticated");
        (await here.Visitor.Post("/auth/logout")).MustBeProblem(401, "unauthenticated");
        (await RefreshAsync(here.Refresh)).MustBeProblem(401, "invalidRefreshToken");
        (await there.Visitor.Get("/customers/me")).MustBe(200);
        (await shop.Guest.Post("/auth/logout")).MustBeProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task A_refresh_token_that_is_shown_twice_ends_its_session_and_no_other()
    {
        var email = await shop.NewVerifiedAsync();
        var (first, other) = (await LoginAsync(email), await LoginAsync(email));
        var second = Tokens((await RefreshAsync(first.Refresh)).MustBe(200));
        var third = Tokens((await RefreshAsync(second.Refresh)).MustBe(200));
        (await RefreshAsync(first.Refresh)).MustBeProblem(401, "invalidRefreshToken");
        foreach (var ended in new[] { first, second, third })
        {
            (await ended.Visitor.Get("/customers/me")).MustBeProblem(401, "unauthenticated");
            (await RefreshAsync(ended.Refresh)).MustBeProblem(401, "invalidRefreshToken");
        }

        (await other.Visitor.Get("/customers/me")).MustBe(200);
        (await RefreshAsync(other.Refresh)).MustBe(200);
    }

    [Fact]
    public async Task Of_many_who_show_one_refresh_token_at_once_one_is_served_and_then_nobody()
    {
        for (var round = 0; round < 5; round++)
        {
            var session = await LoginAsync(await shop.NewVerifiedAsync());
            var shown = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RefreshAsync(session.Refresh)));
            var served = shown.Where(r => r.Status == 200).ShouldHaveSingleItem();
            shown.Where(r => r.Status != 200).ShouldAllBe(r => r.Code == "invalidRefreshToken");
            (await Tokens(served).Visitor.Get("/customers/me")).MustBeProblem(401, "unauthenticated");
            (await RefreshAsync(Tokens(served).Refresh)).MustBeProblem(401, "invalidRefreshToken");
        }
    }

    [Fact]
    public async Task Tokens_end_with_their_time()
    {
        var session = await LoginAsync(await shop.NewVerifiedAsync());
        shop.Time.Advance(SessionLimits.Access - TimeSpan.FromMinutes(1));
        (await session.Visitor.Get("/customers/me")).MustBe(200);
        shop.Time.Advance(TimeSpan.FromMinutes(1));
        (await session.Visitor.Get("/customers/me")).MustBeProblem(401, "unauthenticated");
        var fresh = Tokens((await RefreshAsync(session.Refresh)).MustBe(200));
        (await fresh.Visitor.Get("/customers/me")).MustBe(200);
        shop.Time.Advance(SessionLimits.Idle);
        (await RefreshAsync(fresh.Refresh)).MustBeProblem(401, "invalidRefreshToken");
    }

    [Fact]
    public async Task A_session_that_is_refreshed_for_ever_ends_all_the_same()
    {
        var session = await LoginAsync(await shop.NewVerifiedAsync());
        var used = TimeSpan.Zero;
        for (var step = SessionLimits.Idle - TimeSpan.FromHours(1); used + step < SessionLimits.Lifetime; used += step)
        {
            shop.Time.Advance(step);
            session = Tokens((await RefreshAsync(session.Refresh)).MustBe(200));
        }

        shop.Time.Advance(SessionLimits.Lifetime - used);
        (await RefreshAsync(session.Refresh)).MustBeProblem(401, "invalidRefreshToken");
    }

    [Fact]
    public async Task Forged_truncated_and_foreign_tokens_open_nothing_and_end_nothing()
    {
        var session = await LoginAsync(await shop.NewVerifiedAsync());
        var access = session.Visitor.AccessToken!;
        var (customer, id) = (new CustomerCredentials(Guid.NewGuid(), "", "", CustomerRole.Admin, "", true, true, 1, default, null, null), Guid.NewGuid());
        // The same tickets, protected by the keys of somebody else.
        var foreign = new AccessTokens(new EphemeralDataProtectionProvider(), shop.Services.GetRequiredService<RevokedSessions>(), shop.Time)
            .Issue(customer, new SessionView(id, 1, shop.Time.GetUtcNow(), shop.Time.GetUtcNow(), null));
        // And by these keys, but for something else.
        var elsewhere = new TicketDataFormat(shop.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("something else"))
            .Protect(new AuthenticationTicket(new(), BearerTokenDefaults.AuthenticationScheme));

        string[] respelled = [$"{access[..9]} {access[9..]}", $"{access[..9]}\t{access[9..]}", access + "=", access + "A"];
        string[] forged = [.. Damaged(access), .. respelled, foreign.AccessToken, elsewhere, session.Refresh, "", " ", ".", new string('A', 3_000)];
        foreach (var token in forged)
            (await shop.Guest.Get("/customers/me", ("Authorization", $"Bearer {token}"))).MustBeProblem(401, "unauthenticated");
        string[] refreshes = [.. Damaged(session.Refresh), $"{session.Refresh[..9]} {session.Refresh[9..]}", $"{session.Refresh[..9]}\n{session.Refresh[9..]}", session.Refresh + "\n", foreign.RefreshToken, elsewhere, access];
        foreach (var token in refreshes) (await RefreshAsync(token)).MustBeProblem(401, "invalidRefreshToken");
        string[] mailed = [.. Damaged(access), access, session.Refresh, elsewhere];
        foreach (var token in mailed)
        {
            (await shop.Guest.Post("/auth/verify", new { token })).MustBeProblem(400, "invalidToken");
            (await shop.Guest.Post("/auth/password-reset/confirm", new { token, password = "another horse altogether" })).MustBeProblem(400, "invalidToken");
        }

        (await session.Visitor.Get("/customers/me")).MustBe(200);
        (await RefreshAsync(session.Refresh)).MustBe(200);
    }

    [Fact]
    public async Task Until_it_is_known_which_sessions_have_ended_no_token_is_good()
    {
        var customer = new CustomerCredentials(Guid.NewGuid(), "", "", CustomerRole.Customer, "", true, true, 1, default, null, null);
        using var revoked = ActivatorUtilities.CreateInstance<RevokedSessions>(shop.Services);
        var tokens = new AccessTokens(new EphemeralDataProtectionProvider(), revoked, shop.Time);
        var access = tokens.Issue(customer, new SessionView(Guid.NewGuid(), 1, shop.Time.GetUtcNow(), shop.Time.GetUtcNow(), null)).AccessToken;
        tokens.Open(access).ShouldBeNull();
        await revoked.StartAsync(TestContext.Current.CancellationToken);
        tokens.Open(access).ShouldNotBeNull().Id.ShouldBe(customer.Id);
        tokens.Open($"{access[..9]} {access[9..]}").ShouldBeNull();
        await revoked.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Nobody_has_more_sessions_than_a_person_has_devices()
    {
        var email = await shop.NewVerifiedAsync();
        var first = await LoginAsync(email);
        for (var i = 0; i < SessionLimits.Sessions; i++) await LoginAsync(email);
        (await RefreshAsync(first.Refresh)).MustBeProblem(401, "invalidRefreshToken");
        await Patience.UntilAsync(async () => (await first.Visitor.Get("/customers/me")).Status == 401);
        (await (await LoginAsync(email)).Visitor.Get("/customers/me/sessions"))["items"].GetArrayLength().ShouldBe(SessionLimits.Sessions);
    }

    /// <summary>Cut short at some places, and with a bit turned at each of many.</summary>
    private static IEnumerable<string> Damaged(string token)
    {
        for (var length = 0; length < token.Length; length += 1 + (token.Length / 20)) yield return token[..Math.Max(1, length)];
        yield return token[..^1];
        yield return token[1..];
        for (var i = 0; i < token.Length - 1; i += 1 + (token.Length / 40)) yield return $"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}";
    }

    private async Task<Session> LoginAsync(string email, string client = "Test/1.0") =>
        Tokens((await shop.Guest.Post("/auth/login", new { email, password = Shop.Password }, ("User-Agent", client))).MustBe(200));

    private Task<Reply> RefreshAsync(string refreshToken) => shop.Guest.Post("/auth/refresh", new { refreshToken });

    private Session Tokens(Reply reply) => new(shop.Guest with { AccessToken = reply["accessToken"].GetString() }, reply["refreshToken"].GetString()!);

    private sealed record Session(Visitor Visitor, string Refresh);
}

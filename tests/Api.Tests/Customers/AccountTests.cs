using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Api.Tests.Customers;

public sealed class AccountTests(AccountShop shop) : IClassFixture<AccountShop>
{
    private const string Other = "another horse altogether";

    [Fact]
    public async Task Nobody_logs_in_before_the_address_is_verified_and_is_told_the_same_as_with_a_wrong_password()
    {
        var email = AccountShop.NewAddress();
        (await shop.Guest.Post("/customers", new { email, name = "Ada", password = Shop.Password })).MustBe(201)["emailVerified"].GetBoolean().ShouldBeFalse();
        var early = (await Login(email, Shop.Password)).MustBeProblem(401, "invalidCredentials");
        var wrong = (await Login(email, Other)).MustBeProblem(401, "invalidCredentials");
        early["detail"].GetString().ShouldBe(wrong["detail"].GetString());

        var token = await shop.TokenAsync(email, "Please confirm");
        (await shop.Guest.Post("/auth/verify", new { token = token[..^1] })).MustBeProblem(400, "invalidToken");
        (await shop.Guest.Post("/auth/verify", new { token })).MustBe(204);
        (await shop.Guest.Post("/auth/verify", new { token })).MustBe(204);
        var customer = await shop.LoginAsync(email, Shop.Password);
        (await customer.Get("/customers/me"))["emailVerified"].GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task What_verifies_is_sent_again_to_who_logs_in_and_ends_what_was_sent_before_but_not_at_once()
    {
        var email = AccountShop.NewAddress();
        (await shop.Guest.Post("/customers", new { email, name = "Ada", password = Shop.Password })).MustBe(201);
        var first = await shop.TokenAsync(email, "Please confirm");
        (await Login(email, Shop.Password)).MustBe(401);
        shop.Time.Advance(CustomerLimits.MailStands);
        (await Login(email, Other)).MustBe(401);
        (await Login(email, Shop.Password)).MustBe(401);
        var second = await shop.TokenAsync(email, "Please confirm", 2);
        (await shop.Guest.Post("/auth/verify", new { token = first })).MustBeProblem(400, "invalidToken");
        (await shop.Guest.Post("/auth/password-reset/confirm", new { token = second, password = Other })).MustBeProblem(400, "invalidToken");
        (await shop.Guest.Post("/auth/verify", new { token = second })).MustBe(204);
        shop.MailsTo(email, "Please confirm").Count().ShouldBe(2);
    }

    [Fact]
    public async Task What_verifies_is_good_for_days_and_not_for_ever()
    {
        var email = AccountShop.NewAddress();
        (await shop.Guest.Post("/customers", new { email, name = "Ada", password = Shop.Password })).MustBe(201);
        var token = await shop.TokenAsync(email, "Please confirm");
        shop.Time.Advance(CustomerLimits.VerificationLifetime);
        (await shop.Guest.Post("/auth/verify", new { token })).MustBeProblem(400, "invalidToken");
    }

    [Fact]
    public async Task Who_registers_a_taken_address_is_answered_as_if_it_were_new_and_the_owner_is_told()
    {
        var (owner, free) = (await shop.NewVerifiedAsync(), AccountShop.NewAddress());
        var taken = (await shop.Guest.Post("/customers", new { email = owner.ToUpperInvariant(), name = "Eve", password = Other })).MustBe(201);
        var fresh = (await shop.Guest.Post("/customers", new { email = free, name = "Eve", password = Other })).MustBe(201);
        (await shop.Guest.Post("/customers", new { email = owner, name = "Eve", password = Other })).MustBe(201);

        // All that can be different by nature: the id, the address as it was typed, and the moment.
        string Same(Reply reply) => reply.Body.Replace(reply.Id.ToString(), "id", StringComparison.Ordinal)
            .Replace(reply["email"].GetString()!, "email", StringComparison.Ordinal)
            .Replace(reply["createdAt"].GetString()!, "at", StringComparison.Ordinal).Replace(reply["updatedAt"].GetString()!, "at", StringComparison.Ordinal);
        Same(taken).ShouldBe(Same(fresh));
        taken.Headers.Select(h => h.Key).ShouldBe(fresh.Headers.Select(h => h.Key));
        taken.Header("ETag").ShouldBe(fresh.Header("ETag"));
        (taken.Header("Store-Position"), fresh.Header("Store-Position")).ShouldBe((null, null));
        taken["email"].GetString().ShouldBe(owner.ToUpperInvariant());

        // Nor does what they were told about lead any further, whichever it is.
        (await Login(owner, Other)).MustBeProblem(401, "invalidCredentials")["detail"].GetString()
            .ShouldBe((await Login(free, Other)).MustBeProblem(401, "invalidCredentials")["detail"].GetString());
        await shop.TokenAsync(free, "Please confirm");
        await Patience.UntilAsync(() => shop.MailsTo(owner, "You have an account already").Any());
        shop.MailsTo(owner, "You have an account already").ShouldHaveSingleItem().ShouldNotContain("Eve");
        await shop.LoginAsync(owner, Shop.Password);
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_by_mail_and_all_sessions_end()
    {
        var email = await shop.NewVerifiedAsync();
        var known = await TokensAsync(email, Shop.Password);
        var asked = (await shop.Guest.Post("/auth/password-reset", new { email })).MustBe(202);
        var unknown = (await shop.Guest.Post("/auth/password-reset", new { email = AccountShop.NewAddress() })).MustBe(202);
        (asked.Body, unknown.Body).ShouldBe(("", ""));
        asked.Headers.Select(h => h.Key).ShouldBe(unknown.Headers.Select(h => h.Key));

        var token = await shop.TokenAsync(email, "Set a new password");
        (await shop.Guest.Post("/auth/password-reset/confirm", new { token, password = "12345678" })).MustBeProblem(400, "weakPassword");
        (await shop.Guest.Post("/auth/password-reset/confirm", new { token, password = Other })).MustBe(204);
        (await shop.Guest.Post("/auth/password-reset/confirm", new { token, password = Shop.Password })).MustBeProblem(400, "invalidToken");
        (await Login(email, Shop.Password)).MustBeProblem(401, "invalidCredentials");
        (await (shop.Guest with { AccessToken = known.Access }).Get("/customers/me")).MustBeProblem(401, "unauthenticated");
        (await shop.Guest.Post("/auth/refresh", new { refreshToken = known.Refresh })).MustBeProblem(401, "invalidRefreshToken");
        await shop.LoginAsync(email, Other);
        await Patience.UntilAsync(() => shop.MailsTo(email, "Your password was changed").Any());
    }

    [Fact]
    public async Task A_reset_that_was_sent_ends_with_its_hour_with_a_later_one_and_when_the_password_is_changed()
    {
        var email = await shop.NewVerifiedAsync();
        (await shop.Guest.Post("/auth/password-reset", new { email })).MustBe(202);
        var first = await shop.TokenAsync(email, "Set a new password");
        (await shop.Guest.Post("/auth/verify", new { token = first })).MustBeProblem(400, "invalidToken");
        shop.Time.Advance(CustomerLimits.BetweenMails);
        (await shop.Guest.Post("/auth/password-reset", new { email })).MustBe(202);
        shop.Time.Advance(CustomerLimits.MailStands);
        (await shop.Guest.Post("/auth/password-reset", new { email })).MustBe(202);
        var second = await shop.TokenAsync(email, "Set a new password", 2);
        (await shop.Guest.Post("/auth/password-reset/confirm", new { token = first, password = Other })).MustBeProblem(400, "invalidToken");

        var customer = await shop.LoginAsync(email, Shop.Password);
        (await customer.Post("/customers/me/password", new { currentPassword = Shop.Password, newPassword = Other })).MustBe(204);
        (await shop.Guest.Post("/auth/password-reset/confirm", new { token = second, password = Shop.Password })).MustBeProblem(400, "invalidToken");

        shop.Time.Advance(CustomerLimits.MailStands);
        (await shop.Guest.Post("/auth/password-reset", new { email })).MustBe(202);
        var third = await shop.TokenAsync(email, "Set a new password", 3);
        shop.Time.Advance(CustomerLimits.ResetLifetime);
        (await shop.Guest.Post("/auth/password-reset/confirm", new { token = third, password = Shop.Password })).MustBeProblem(400, "invalidToken");
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_not_the_one_it_was_changed_in()
    {
        var email = await shop.NewVerifiedAsync();
        var (here, there) = (await TokensAsync(email, Shop.Password), await TokensAsync(email, Shop.Password));
        var customer = shop.Guest with { AccessToken = here.Access };
        (await customer.Post("/customers/me/password", new { currentPassword = Other, newPassword = Other })).MustBeProblem(403, "wrongPassword");
        (await customer.Post("/customers/me/password", new { currentPassword = Shop.Password, newPassword = email })).MustBeProblem(400, "weakPassword");
        (await customer.Post("/customers/me/password", new { currentPassword = Shop.Password, newPassword = Other })).MustBe(204);

        (await customer.Get("/customers/me")).MustBe(200);
        (await shop.Guest.Post("/auth/refresh", new { refreshToken = here.Refresh })).MustBe(200);
        (await (shop.Guest with { AccessToken = there.Access }).Get("/customers/me")).MustBeProblem(401, "unauthenticated");
        (await shop.Guest.Post("/auth/refresh", new { refreshToken = there.Refresh })).MustBeProblem(401, "invalidRefreshToken");
        (await Login(email, Shop.Password)).MustBe(401);
        await shop.LoginAsync(email, Other);
    }

    [Theory]
    [InlineData("password123")]
    [InlineData("QWERTY123456")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("Ada Lovelace")]
    [InlineData("ada.of.london")]
    [InlineData("Ada.of.London@example.org")]
    public async Task A_password_that_is_guessed_first_is_refused(string password)
    {
        var refused = (await shop.Guest.Post("/customers", new { email = "ada.of.london@example.org", name = "Ada Lovelace", password })).MustBeProblem(400, "weakPassword");
        refused["errors"].GetProperty("password")[0].GetString().ShouldNotBeNullOrEmpty();
        refused.Body.ShouldNotContain(password);
    }

    [Fact]
    public async Task A_password_is_the_same_however_its_letters_were_typed()
    {
        var email = AccountShop.NewAddress();
        (await shop.Guest.Post("/customers", new { email, name = "Ada", password = "caf\u00e9 au lait" })).MustBe(201);
        (await shop.Guest.Post("/auth/verify", new { token = await shop.TokenAsync(email, "Please confirm") })).MustBe(204);
        await shop.LoginAsync(email, "cafe\u0301 au lait");
    }

    [Fact]
    public async Task Who_guesses_at_an_account_waits_longer_each_time_whether_there_is_one_or_not()
    {
        var (known, unknown) = (await shop.NewVerifiedAsync(), AccountShop.NewAddress());
        foreach (var email in new[] { known, unknown })
        {
            for (var i = 0; i < AttemptLimits.OfAccount; i++) (await Login(email, Other)).MustBeProblem(401, "invalidCredentials");
            (await Login(email, Shop.Password)).MustBeProblem(429, "tooManyAttempts").Header("Retry-After").ShouldBe("1");
            shop.Time.Advance(TimeSpan.FromSeconds(1));
            (await Login(email, Other)).MustBeProblem(401, "invalidCredentials");
            (await Login(email, Shop.Password)).MustBeProblem(429, "tooManyAttempts").Header("Retry-After").ShouldBe("2");
        }

        shop.Time.Advance(TimeSpan.FromSeconds(2));
        await shop.LoginAsync(known, Shop.Password);
        (await Login(known, Other)).MustBe(401);
        await shop.LoginAsync(known, Shop.Password);
    }

    [Fact]
    public async Task Who_is_shut_out_by_a_guesser_gets_in_by_mail()
    {
        var email = await shop.NewVerifiedAsync();
        for (var i = 0; i < AttemptLimits.OfAccount; i++) await Login(email, Other);
        (await Login(email, Shop.Password)).MustBe(429);
        (await shop.Guest.Post("/auth/password-reset", new { email })).MustBe(202);
        (await shop.Guest.Post("/auth/password-reset/confirm", new { token = await shop.TokenAsync(email, "Set a new password"), password = Other })).MustBe(204);
        await shop.LoginAsync(email, Other);
    }

    [Fact]
    public async Task Who_guesses_at_many_accounts_from_one_network_waits_too_and_others_do_not()
    {
        for (var i = 0; i < AttemptLimits.OfAddress; i++) (await Login(AccountShop.NewAddress(), Other, $"2001:db8:7:1::{i:x}")).MustBe(401);
        (await Login(AccountShop.NewAddress(), Other, "2001:db8:7:1::ffff")).MustBeProblem(429, "tooManyAttempts");
        var email = await shop.NewVerifiedAsync();
        (await Login(email, Shop.Password, "2001:db8:7:1::ffff")).MustBe(429);
        (await Login(email, Shop.Password, "2001:db8:7:2::ffff")).MustBe(200);
        // Not being let in counted for neither.
        (await Login(email, Shop.Password, "203.0.113.9")).MustBe(200);
    }

    [Fact]
    public async Task A_hash_that_is_faster_than_advised_is_replaced_at_the_next_login_and_only_then()
    {
        var (email, id) = (AccountShop.NewAddress(), Guid.CreateVersion7());
        var grains = shop.Services.GetRequiredService<IGrainFactory>();
        var old = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = 10 }))
            .HashPassword(shop, Shop.Password);
        var customer = grains.GetGrain<ICustomerGrain>(id);
        (await customer.Register(new(new(id, id, "system"), email, "Ada", old))).Error.ShouldBeNull();

        (await Login(email, Other)).MustBe(401);
        (await customer.GetCredentials()).Value!.PasswordHash.ShouldBe(old);
        await shop.LoginAsync(email, Shop.Password);
        var after = (await customer.GetCredentials()).Value!;
        after.PasswordHash.ShouldNotBe(old);
        after.PasswordNumber.ShouldBe(1);
        await shop.LoginAsync(email, Shop.Password);
        (await customer.GetCredentials()).Value!.PasswordHash.ShouldBe(after.PasswordHash);
        (await shop.Journal.ReadStreamAsync($"customer-{id:N}", 0, 100, TestContext.Current.CancellationToken)).Count(e => e.Type == "customer.passwordRehashed.v1").ShouldBe(1);
    }

    [Fact]
    public async Task No_secret_that_was_mailed_is_in_the_journal()
    {
        var email = await shop.NewVerifiedAsync();
        (await shop.Guest.Post("/auth/password-reset", new { email })).MustBe(202);
        var token = await shop.TokenAsync(email, "Set a new password");
        var owner = (await shop.Services.GetRequiredService<IGrainFactory>().GetGrain<IClaimGrain>(shop.Services.GetRequiredService<IClaimNames>().Email(email)).Get()).Value!.Owner!.Value;
        var stored = await shop.Journal.ReadStreamAsync($"customer-{owner:N}", 0, 100, TestContext.Current.CancellationToken);
        stored.Select(e => e.Type).ShouldContain("customer.resetAsked.v1");
        foreach (var e in stored) Encoding.UTF8.GetString(e.Payload.Span).ShouldNotContain(token);
    }

    private Task<Reply> Login(string email, string password, string? from = null) =>
        shop.Guest.Post("/auth/login", new { email, password }, from is null ? [] : [AccountShop.ComesFrom(from)]);

    private async Task<(string Access, string Refresh)> TokensAsync(string email, string password)
    {
        var login = (await Login(email, password)).MustBe(200);
        return (login["accessToken"].GetString()!, login["refreshToken"].GetString()!);
    }
}

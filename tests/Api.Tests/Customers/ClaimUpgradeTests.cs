using Microsoft.AspNetCore.Identity;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Journal;
using OrleansStore.Journal.Sqlite;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.Api.Tests.Customers;

public sealed class ClaimUpgradeTests
{
    private const string Email = "Eva@example.org";

    [Fact]
    public async Task Accounts_that_were_opened_when_claims_told_the_address_are_found_and_stay_the_only_ones()
    {
        var folder = Directory.CreateTempSubdirectory("store-claims-");
        try
        {
            var boss = await OpenAsOnceAsync(folder.FullName, (Shop.AdminEmail, CustomerRole.Admin), (Email, CustomerRole.Customer));
            for (var life = 0; life < 2; life++)
            {
                await using var shop = new FolderShop(folder.FullName);
                await shop.InitializeAsync();
                (await shop.Admin.Get("/customers/me")).Id.ShouldBe(boss);
                var eva = await shop.LoginAsync(Email, Shop.Password);
                (await eva.Get("/customers/me"))["email"].GetString().ShouldBe(Email);
                // Answered as if it were new, and it is not.
                await shop.Guest.Post("/customers", new { email = Email, name = "Another", password = "another password" });
                (await shop.Guest.Post("/auth/login", new { email = Email, password = "another password" })).MustBeProblem(401, "invalidCredentials");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Writes accounts as they were stored then: in clear, with the address in the name of the claim.</summary>
    /// <returns>The first one's id.</returns>
    private static async Task<Guid> OpenAsOnceAsync(string folder, params (string Email, CustomerRole Role)[] accounts)
    {
        var codec = StoreHosting.CreateCodec();
        var first = Guid.Empty;
        await using var journal = SqliteJournal.Open(new SqliteJournalOptions { Path = Path.Combine(folder, "journal.db") });
        foreach (var (email, role) in accounts)
        {
            var id = Guid.CreateVersion7();
            if (first == Guid.Empty) first = id;
            await AppendAsync($"claim-email:{email.ToLowerInvariant()}", new ClaimTaken(id), new ClaimConfirmed(id));
            await AppendAsync($"customer-{id:N}", new CustomerRegistered(email, "Eva", new PasswordHasher<object>().HashPassword(journal, Shop.Password), role));
        }

        return first;

        async Task AppendAsync(string stream, params object[] bodies)
        {
            var events = bodies.Select(body =>
            {
                var (name, payload) = codec.Write(body);
                return new NewEvent(Guid.CreateVersion7(), name, Guid.NewGuid(), Guid.NewGuid(), "system", TimeProvider.System.GetUtcNow(), payload);
            });
            (await journal.AppendAsync(stream, 0, [.. events])).Outcome.ShouldBe(AppendOutcome.Appended);
        }
    }
}

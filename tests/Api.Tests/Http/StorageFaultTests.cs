using OrleansStore.Api.Tests.Setup;
using static SQLitePCL.raw;

namespace OrleansStore.Api.Tests.Http;

public sealed class StorageFaultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");

    private string Journal => Path.Combine(_folder.FullName, "journal.db");

    [Fact]
    public async Task A_store_whose_journal_is_marked_read_only_serves_reads_and_refuses_writes()
    {
        Guid product, order;
        string? token;
        await using (var shop = new FolderShop(_folder.FullName))
        {
            await shop.InitializeAsync();
            product = await shop.NewProductAsync(pieces: 5);
            order = (await shop.Admin.Order(product, method: "later")).MustBe(201).Id;
            token = shop.Admin.AccessToken;
        }

        File.SetAttributes(Journal, FileAttributes.ReadOnly);
        await using (var shop = new FolderShop(_folder.FullName))
        {
            shop.StartServer();
            (await shop.Guest.Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBeProblem(503, "storageUnavailable");
            await RefusesWritesAsync(shop, shop.Guest with { AccessToken = token }, product, order, "readOnly");
        }

        File.SetAttributes(Journal, FileAttributes.Normal);
        await using (var shop = new FolderShop(_folder.FullName))
        {
            await shop.InitializeAsync();
            (await shop.Admin.Post($"/orders/{order}/pay", new { method = "card" })).MustBe(200);
        }
    }

    [Fact]
    public async Task A_store_whose_journal_somebody_else_locks_serves_reads_and_heals_when_it_is_free()
    {
        await using var shop = new FolderShop(_folder.FullName);
        await shop.InitializeAsync();
        var product = await shop.NewProductAsync(pieces: 5);
        var order = (await shop.Admin.Order(product, method: "later")).MustBe(201).Id;

        sqlite3_open(Journal, out var other).ShouldBe(SQLITE_OK);
        using (other)
        {
            sqlite3_busy_timeout(other, 10_000);
            sqlite3_exec(other, "BEGIN IMMEDIATE").ShouldBe(SQLITE_OK);
            await RefusesWritesAsync(shop, shop.Admin, product, order, "locked");
            sqlite3_exec(other, "ROLLBACK").ShouldBe(SQLITE_OK);
        }

        (await shop.Admin.Post($"/orders/{order}/pay", new { method = "card" })).MustBe(200);
        while ((await shop.Guest.Get("/health/ready")).Status != 200) await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_store_whose_journal_is_damaged_does_not_start_and_says_why_in_one_sentence()
    {
        await File.WriteAllTextAsync(Journal, string.Concat(Enumerable.Repeat("no journal at all ", 1_000)), TestContext.Current.CancellationToken);
        using var process = StoreProcess.Start(StoreProcess.Built, _folder.FullName, StoreProcess.FreePort());
        (await Should.ThrowAsync<InvalidOperationException>(process.ServesAsync)).Message.ShouldContain("The store cannot start: The journal");
        process.Said.ShouldNotContain("   at ");
        process.ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task A_store_that_cannot_listen_says_why_in_one_sentence()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var process = StoreProcess.Start(StoreProcess.Built, _folder.FullName, ((System.Net.IPEndPoint)taken.LocalEndpoint).Port);
        (await Should.ThrowAsync<InvalidOperationException>(process.ServesAsync)).Message.ShouldContain("The store cannot start: Failed to bind");
        process.ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task A_store_whose_read_models_cannot_be_written_builds_them_in_a_temporary_file()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "readmodels.db"));
        await using var shop = new FolderShop(_folder.FullName);
        await shop.InitializeAsync();
        var product = await shop.NewProductAsync(pieces: 5);
        var order = (await shop.Admin.Order(product)).MustBe(201);
        var asOf = ("Store-Min-Position", order.Header("Store-Position").ShouldNotBeNull());
        (await shop.Guest.Get($"/products/{product}", asOf)).MustBe(200)["available"].GetInt64().ShouldBe(4);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task RefusesWritesAsync(Shop shop, Visitor admin, Guid product, Guid order, string fault)
    {
        foreach (var refused in new[]
        {
            await shop.Guest.Order(product),
            await admin.Post($"/orders/{order}/pay", new { method = "card" }),
            await admin.Post($"/orders/{order}/cancel"),
            await admin.Post($"/products/{product}/stock/receipts", new { quantity = 1 }),
        })
        {
            refused.MustBeProblem(503, "storageUnavailable")["fault"].GetString().ShouldBe(fault);
        }

        (await shop.Guest.Get($"/products/{product}")).MustBe(200)["available"].GetInt64().ShouldBe(4);
        (await admin.Get("/orders")).MustBe(200)["items"].GetArrayLength().ShouldBe(1);
        (await admin.Get($"/orders/{order}")).MustBe(200)["status"].GetString().ShouldBe("pending");
        (await shop.StockOfAsync(product)).ShouldBe((4, 1, 0));
        (await shop.Guest.Get("/health/live")).MustBe(200);
        var ready = (await shop.Guest.Get("/health/ready")).MustBe(503);
        (ready["status"].GetString(), ready["fault"].GetString()).ShouldBe(("storageUnavailable", fault));
    }
}

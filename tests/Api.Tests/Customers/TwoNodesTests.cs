using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Journal.Postgres;
using OrleansStore.Journal.Sealing;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Customers;

/// <summary>Sessions on nodes that have nothing in common but the database: every grain is active on each of them.</summary>
public sealed class TwoNodesTests(SharedPostgres postgres)
{
    [Fact]
    public async Task What_one_node_signs_the_others_take_and_what_one_ends_all_refuse_also_those_that_start_later()
    {
        var database = await NewDatabaseAsync();
        await using var here = await StartAsync(database);
        await using var there = await StartAsync(database);
        var login = (await here.Guest.Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        var (access, refreshToken) = (login["accessToken"].GetString(), login["refreshToken"].GetString());
        (await (there.Guest with { AccessToken = access }).Get("/customers/me")).MustBe(200);

        (await (here.Guest with { AccessToken = access }).Post("/auth/logout")).MustBe(204);
        (await (here.Guest with { AccessToken = access }).Get("/customers/me")).MustBeProblem(401, "unauthenticated");
        await Patience.UntilAsync(async () => (await (there.Guest with { AccessToken = access }).Get("/customers/me")).Status == 401);
        (await there.Guest.Post("/auth/refresh", new { refreshToken })).MustBeProblem(401, "invalidRefreshToken");

        await using var later = await StartAsync(database);
        (await (later.Guest with { AccessToken = access }).Get("/customers/me")).MustBeProblem(401, "unauthenticated");
        (await later.Guest.Post("/auth/refresh", new { refreshToken })).MustBeProblem(401, "invalidRefreshToken");
    }

    [Fact]
    public async Task Of_many_who_show_one_refresh_token_at_once_to_two_nodes_one_is_served_and_then_nobody()
    {
        var database = await NewDatabaseAsync();
        await using var here = await StartAsync(database);
        await using var there = await StartAsync(database);
        for (var round = 0; round < 5; round++)
        {
            var login = (await here.Guest.Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
            var refreshToken = login["refreshToken"].GetString();
            var shown = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? here : there).Guest.Post("/auth/refresh", new { refreshToken })));
            // Who lost eight times in a row against the other node is told to come again; nothing was done for him.
            shown.Where(r => r.Status is not (200 or 503)).ShouldAllBe(r => r.Status == 401 && r.Code == "invalidRefreshToken");
            var served = shown.Where(r => r.Status == 200).ShouldHaveSingleItem();

            foreach (var node in new[] { there, here })
            {
                (await node.Guest.Post("/auth/refresh", new { refreshToken = served["refreshToken"].GetString() })).MustBeProblem(401, "invalidRefreshToken");
                await Patience.UntilAsync(async () => (await (node.Guest with { AccessToken = served["accessToken"].GetString() }).Get("/customers/me")).Status == 401);
            }
        }
    }

    [Fact]
    public async Task A_password_that_was_changed_at_one_node_is_no_good_at_the_other_from_that_moment()
    {
        var database = await NewDatabaseAsync();
        await using var here = await StartAsync(database);
        await using var there = await StartAsync(database);
        // Both have the account in memory.
        await there.LoginAsync(Shop.AdminEmail, Shop.Password);
        (await here.Admin.Post("/customers/me/password", new { currentPassword = Shop.Password, newPassword = "another horse altogether" })).MustBe(204);
        (await there.Guest.Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBeProblem(401, "invalidCredentials");
        await there.LoginAsync(Shop.AdminEmail, "another horse altogether");
        await Patience.UntilAsync(async () => (await there.Admin.Get("/customers/me")).Status == 401);
        (await here.Admin.Get("/customers/me")).MustBe(200);
    }

    private async Task<string> NewDatabaseAsync()
    {
        SharedPostgres.Require();
        return await (await postgres.ServerAsync()).CreateDatabaseAsync();
    }

    private static async Task<PostgresNode> StartAsync(string database)
    {
        var node = new PostgresNode(database);
        await node.InitializeAsync();
        return node;
    }

    /// <summary>A whole store that shares the database with others, as nodes of a cluster do.</summary>
    private sealed class PostgresNode(string database) : Shop
    {
        private readonly PostgresJournal _journal = PostgresJournal.Open(
            new PostgresJournalOptions { ConnectionString = database, Time = TimeProvider.System, Exclusive = false });

        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("node-");

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await _journal.DisposeAsync();
            _folder.Delete(recursive: true);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Store:Journal", "postgres");
            builder.UseSetting("Store:DataPath", _folder.FullName);
            builder.UseSetting("ConnectionStrings:Store", database);
            builder.ConfigureTestServices(services => services.AddSingleton(new RawJournal(_journal)));
        }
    }
}

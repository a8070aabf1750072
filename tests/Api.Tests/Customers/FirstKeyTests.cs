using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Contracts;
using OrleansStore.Journal.Postgres;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Tokens;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Customers;

public sealed class FirstKeyTests(SharedPostgres postgres)
{
    private const int Nodes = 6;

    [Fact]
    public async Task Nodes_that_start_together_on_an_empty_database_have_one_key_and_know_each_others_tokens()
    {
        SharedPostgres.Require();
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        var journals = Enumerable.Range(0, Nodes)
            .Select(_ => PostgresJournal.Open(new PostgresJournalOptions { ConnectionString = database, Time = TimeProvider.System, Exclusive = false })).ToList();
        var nodes = journals.Select(NodeOf).ToList();

        var options = new StoreOptions { Journal = JournalKind.Postgres, Database = new() { Store = database } };
        await Parallel.ForEachAsync(nodes, TestContext.Current.CancellationToken, async (node, stop) =>
            await new FirstKey(node.GetRequiredService<IKeyManager>(), options, TimeProvider.System).StartingAsync(stop));

        nodes[0].GetRequiredService<IKeyManager>().GetAllKeys().Count.ShouldBe(1);
        foreach (var node in nodes)
        {
            var token = ProtectorOf(node).Protect("who");
            foreach (var other in nodes) ProtectorOf(other).Unprotect(token).ShouldBe("who");
        }

        foreach (var journal in journals) await journal.DisposeAsync();
    }

    private static IDataProtector ProtectorOf(IServiceProvider node) => node.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static ServiceProvider NodeOf(PostgresJournal journal)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("OrleansStore");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new SharedKeys(journal, new Ids()));
        return services.BuildServiceProvider();
    }

    private sealed class Ids : IIdSource
    {
        public Guid NewId() => Guid.CreateVersion7();
    }
}

using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Embedded;

/// <summary>The embedded engine is one process, also where the database would take more.</summary>
public sealed class OneProcessTests(SharedPostgres postgres) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");
    private readonly DirectoryInfo _second = Directory.CreateTempSubdirectory("store-");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _second.Delete(recursive: true);
    }

    [Fact]
    public async Task A_second_process_of_the_embedded_engine_is_told_that_it_is_one_process()
    {
        SharedPostgres.Require();
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        var port = StoreProcess.FreePort();
        using var first = StoreProcess.Start(StoreProcess.Built, _folder.FullName, port, PostgresShop.Silo(database));
        await first.ServesAsync();
        using (var second = StoreProcess.Start(StoreProcess.Built, _second.FullName, StoreProcess.FreePort(), PostgresShop.Silo(database)))
        {
            await second.EndedAsync();
            second.ExitCode.ShouldBe(3);
            second.Said.ShouldContain("The embedded engine is one process. To run several, build with -p:StoreEngine=Orleans.");
            second.Said.ShouldNotContain("   at ");
        }

        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        (await new Visitor(http).Post("/carts", new { items = Array.Empty<object>() })).MustBe(201);
    }
}

using System.Diagnostics;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Configuration;

public sealed class StoppingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stopping-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Asked_to_stop_it_is_not_ready_first_and_serves_on_until_everybody_knows()
    {
        var port = StoreProcess.FreePort();
        using var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, port, ("Store__Cluster__Drain", "00:00:03"));
        await store.ServesAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var visitor = new Visitor(http);
        while ((await visitor.Get("/health/ready")).Status != 200) await Task.Delay(20, TestContext.Current.CancellationToken);

        await store.TerminateAsync();
        while ((await visitor.Get("/health/ready")).Status == 200) await Task.Delay(20, TestContext.Current.CancellationToken);
        (await visitor.Get("/health/ready")).MustBe(503)["status"].GetString().ShouldBe("stopping");
        (await visitor.Get("/health/live")).MustBe(200);
        (await visitor.Post("/customers", new { email = "late@example.com", name = "Late", password = Shop.Password })).MustBe(201);

        await store.EndedAsync();
        store.ExitCode.ShouldBe(0, store.Said);

        // What was acknowledged on the way out is there.
        using var next = StoreProcess.Start(StoreProcess.Built, _folder.FullName, port);
        await next.ServesAsync();
        (await visitor.Post("/auth/login", new { email = "late@example.com", password = Shop.Password })).MustBe(200);
    }

    [Fact]
    public async Task A_request_under_way_is_answered_before_the_end()
    {
        var port = StoreProcess.FreePort();
        using var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, port, ("Store__Payments__Simulated__Delay", "00:00:02"));
        await store.ServesAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var login = (await new Visitor(http).Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        var admin = new Visitor(http) { AccessToken = login["accessToken"].GetString() };
        var product = (await admin.Post("/products", new { sku = "ONE", name = "One", price = new { amount = 500, currency = "USD" }, category = "Things" })).MustBe(201);
        (await admin.Post($"/products/{product.Id}/stock/receipts", new { quantity = 3 })).MustBe(200);

        var ordering = admin.Order(product.Id);
        while ((await admin.Get($"/products/{product.Id}/stock"))["held"].GetInt64() == 0) await Task.Delay(20, TestContext.Current.CancellationToken);
        await store.StopAsync();
        (await ordering).MustBe(201)["status"].GetString().ShouldBe("paid");
    }

    [Fact]
    public async Task Asked_twice_it_waits_no_longer()
    {
        var port = StoreProcess.FreePort();
        using var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, port, ("Store__Cluster__Drain", "00:05:00"));
        await store.ServesAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        while ((await new Visitor(http).Get("/health/ready")).Status != 200) await Task.Delay(20, TestContext.Current.CancellationToken);
        await store.TerminateAsync();
        while ((await new Visitor(http).Get("/health/ready")).Status == 200) await Task.Delay(20, TestContext.Current.CancellationToken);
        await store.StopAsync();
    }

    [Fact]
    public async Task A_program_can_be_asked_whether_it_lives_without_another_program()
    {
        var port = StoreProcess.FreePort();
        using (var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, port))
        {
            await store.ServesAsync();
            (await CheckHealthAsync(port)).ShouldBe(0);
        }

        (await CheckHealthAsync(port)).ShouldBe(1);
    }

    [Fact]
    public async Task A_silo_without_an_api_says_what_it_needs()
    {
        var start = new ProcessStartInfo("dotnet", [StoreProcess.BuiltSilo]) { RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        using var silo = Process.Start(start)!;
        var error = await silo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await silo.WaitForExitAsync(TestContext.Current.CancellationToken);
        silo.ExitCode.ShouldBe(2);
        error.ShouldMatch("build with -p:StoreEngine=Orleans|Store:Journal: a silo without an API needs postgres");
    }

    private static async Task<int> CheckHealthAsync(int port)
    {
        var start = new ProcessStartInfo("dotnet", [StoreProcess.Built, "--check-health"]) { RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = $"http://*:{port}";
        using var check = Process.Start(start)!;
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        return check.ExitCode;
    }
}

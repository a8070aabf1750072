using System.Diagnostics;
using OrleansStore.Api.Tests.Readme;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Publishing;

/// <summary>The README's one executable, made in a folder of its own and started.</summary>
public sealed class PublishTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-publish-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publishing_gives_one_executable_that_runs_the_shop()
    {
        var artifacts = Path.Combine(_folder.FullName, "artifacts");
        var (publish, run) = ReadmeCommands.Of("One executable").TrimEnd().Split('\n') is [var first, var second]
            ? (first.Split(' '), second)
            : throw new InvalidOperationException("The section has two lines: how to publish, and how to run.");
        await RunAsync([.. publish, "--artifacts-path", artifacts, "--disable-build-servers", "-v", "quiet"]);

        var program = run.Replace("artifacts/embedded", artifacts, StringComparison.Ordinal);
        Directory.GetFileSystemEntries(Path.GetDirectoryName(program)!).ShouldBe([program]);

        var port = StoreProcess.FreePort();
        using var store = StoreProcess.Start(program, _folder.CreateSubdirectory("data").FullName, port);
        await store.ServesAsync();
        await BuyAsync(port);
        // Without Node.js there are none to build in, and the start says so.
        if (!store.Said.Contains("not in this build", StringComparison.Ordinal)) await LookAsync(port);
        await store.StopAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task LookAsync(int port)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        foreach (var page in new[] { "/", "/admin" }) (await http.GetStringAsync(page, Ct)).ShouldContain("src=\"/assets/");
    }

    private static async Task BuyAsync(int port)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var login = (await new Visitor(http).Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        var admin = new Visitor(http) { AccessToken = login["accessToken"].GetString() };
        var product = (await admin.Post("/products", new
        {
            sku = "TRAIN-1",
            name = "Train",
            description = "A train.",
            price = new { amount = 500, currency = "USD" },
            category = "toys",
            tags = Array.Empty<string>(),
        })).MustBe(201).Id;
        (await admin.Post($"/products/{product}/stock/receipts", new { quantity = 3 })).MustBe(200);

        var guest = new Visitor(http);
        var cart = await guest.Cart(product, 2);
        var order = (await guest.With(cart).Post("/orders", new
        {
            cartId = cart.Id,
            shippingAddress = OrderSteps.Address,
            payment = new { method = "card" },
            email = "guest@example.com",
        })).MustBe(201);
        order["status"].GetString().ShouldBe("paid");
        // A published store is in production.
        (await guest.Get("/docs")).MustBe(404);
    }

    private static async Task RunAsync(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = ReadmeCommands.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A test runner's own build settings are no business of another build.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        // Servers of the build would live on with the ends of these pipes, and nobody would see them closed.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(Patience);
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var said = await process.StandardOutput.ReadToEndAsync(patience.Token) + await errors;
            await process.WaitForExitAsync(patience.Token);
            process.ExitCode.ShouldBe(0, said);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}

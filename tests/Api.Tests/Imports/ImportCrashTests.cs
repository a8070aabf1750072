using OrleansStore.Api.Tests.Setup;
using static OrleansStore.Api.Tests.Imports.ImportSteps;

namespace OrleansStore.Api.Tests.Imports;

public sealed class ImportCrashTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-import-crash-");
    private readonly int _port = StoreProcess.FreePort();
    private readonly HttpClient _http = new();

    public ImportCrashTests() => _http.BaseAddress = new Uri($"http://127.0.0.1:{_port}");

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_import_whose_store_is_killed_is_told_as_interrupted_and_its_file_is_sent_again_without_doubles()
    {
        var id = Guid.CreateVersion7();
        using (var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, _port))
        {
            await store.ServesAsync();
            var (admin, file) = (await LoginAsync(), new SlowFile());
            var sent = admin.Post($"/products/import?id={id}", file);
            await file.WriteAsync(Header + Rows(0, 300));
            await admin.ImportWhen(id, i => i["rows"].GetInt64() == 256);
            await file.WriteAsync(Rows(300, 600));
            store.Kill();
            // The client waits for the end of what it sends before it looks who is there.
            await file.BreakAsync();
            await Should.ThrowAsync<HttpRequestException>(() => sent.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }

        using var again = StoreProcess.Start(StoreProcess.Built, _folder.FullName, _port);
        await again.ServesAsync();
        var boss = await LoginAsync();
        var interrupted = await boss.ImportWhen(id, i => i["status"].GetString() == "interrupted");
        interrupted["line"].GetInt64().ShouldBeGreaterThanOrEqualTo(257);
        var done = (await boss.Import(Header + Rows(0, 700), $"?id={id}")).MustBe(200);
        var (rows, created, updated, unchanged, failed) = ImportTests.Counts(done);
        (rows, created + unchanged, updated, failed).ShouldBe((700, 700, 0, 0));
        unchanged.ShouldBeGreaterThanOrEqualTo(256);

        var seen = new List<long>();
        for (string? cursor = null; ;)
        {
            var page = (await boss.Get($"/products?limit=100{(cursor is null ? "" : "&cursor=" + cursor)}", ("Store-Min-Position", done.Header("Store-Position")!))).MustBe(200);
            seen.AddRange(page["items"].EnumerateArray().Select(p => p.GetProperty("available").GetInt64()));
            if (!page.Json.TryGetProperty("nextCursor", out var next)) break;
            cursor = next.GetString();
        }

        seen.ShouldBe(Enumerable.Repeat(2L, 700));
        await again.StopAsync();
    }

    private static string Rows(int from, int to) => string.Concat(Enumerable.Range(from, to - from).Select(i => Row($"sku-{i}", stock: "2")));

    private async Task<Visitor> LoginAsync()
    {
        var guest = new Visitor(_http);
        var login = (await guest.Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        return guest with { AccessToken = login["accessToken"].GetString() };
    }
}

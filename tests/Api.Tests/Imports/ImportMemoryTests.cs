using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;
using static OrleansStore.Api.Tests.Imports.ImportSteps;

namespace OrleansStore.Api.Tests.Imports;

/// <summary>A store in a process of its own, whose memory is looked at while a large file comes in.</summary>
public sealed class ImportMemoryTests : IDisposable
{
    private const long ExtraBytes = 200L << 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-import-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_large_file_streams_within_200_MB_of_extra_memory_and_reports_its_progress()
    {
        var rows = SoakSize.Of("STORE_SOAK_IMPORT_ROWS", 6_000);
        var port = StoreProcess.FreePort();
        using var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, port);
        await store.ServesAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(20) };
        var admin = new Visitor(http);
        var login = (await admin.Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        admin = admin with { AccessToken = login["accessToken"].GetString() };
        // What the first request of its kind takes, it takes once.
        (await admin.Import(Header + string.Concat(Enumerable.Range(0, 500).Select(i => Row($"first-{i}", stock: "1"))))).MustBe(200);
        var before = MemoryOf(store.Id);

        var (id, file, watch) = (Guid.CreateVersion7(), new SlowFile(), Stopwatch.StartNew());
        var sent = admin.Post($"/products/import?id={id}", file);
        await file.WriteAsync(Header);
        var peak = 0L;
        using var done = new CancellationTokenSource();
        var looking = LookAsync(() => peak = Math.Max(peak, MemoryOf(store.Id)), done.Token);
        await admin.ImportWhen(id, i => i["status"].GetString() == "running");
        var following = FollowAsync(http, admin, id);
        for (var i = 0; i < rows / 2; i++) await file.WriteAsync(RowOf(i));
        // However fast it is, half of it is told while the other half is still to come.
        await admin.ImportWhen(id, i => i["rows"].GetInt64() > rows / 4);
        for (var i = rows / 2; i < rows; i++) await file.WriteAsync(RowOf(i));
        await file.EndAsync();
        ImportTests.Counts((await sent).MustBe(200)).ShouldBe((rows, rows, 0, 0, 0));
        watch.Stop();
        await done.CancelAsync();
        await looking;

        var seen = await following;
        seen.ShouldBe(seen.Order());
        seen.ShouldContain(r => r > 0 && r < rows);
        seen[^1].ShouldBe(rows);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rows} products in {watch.Elapsed.TotalSeconds:0.0} s; {before >> 20} MB before, {peak >> 20} MB at most, {seen.Count} reports."));
        (peak - before).ShouldBeLessThan(ExtraBytes);
        await store.StopAsync();
    }

    private static string RowOf(int i) =>
        $"sku-{i},Product {i},\"{new string((char)('a' + i % 26), 150)}, number {i}\",{1_000 + i % 500},USD,category-{i % 40},tag-{i % 100}|all,https://example.com/{i}.png,{i % 50 + 1}\n";

    /// <summary>Bytes that are the process's own in memory; what the system keeps of its files is not.</summary>
    private static long MemoryOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }

    private static async Task LookAsync(Action look, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            look();
            await Task.Delay(50, CancellationToken.None);
        }
    }

    /// <summary>The rows that each event tells of.</summary>
    private static async Task<IReadOnlyList<long>> FollowAsync(HttpClient http, Visitor admin, Guid id)
    {
        var seen = new List<long>();
        using var reader = new StreamReader(await http.GetStreamAsync($"/api/v1/products/import/{id}/live?access_token={admin.AccessToken}"));
        while (await reader.ReadLineAsync() is { } line)
            if (line.StartsWith("data: ", StringComparison.Ordinal)) seen.Add(JsonDocument.Parse(line[6..]).RootElement.GetProperty("rows").GetInt64());
        return seen;
    }
}

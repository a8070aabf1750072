using OrleansStore.Api.Tests.Setup;
using static OrleansStore.Api.Tests.Imports.ImportSteps;

namespace OrleansStore.Api.Tests.Imports;

/// <summary>Imports that take their time. One runs at a time, so each has a shop of its own.</summary>
public sealed class ImportProgressTests : IAsyncLifetime
{
    private readonly Shop _shop = new();
    private Visitor _sender = null!;

    public async ValueTask InitializeAsync()
    {
        await _shop.InitializeAsync();
        // The usual client reads a body to its end before it sends it.
        _sender = _shop.Admin with { Http = new HttpClient { BaseAddress = _shop.Admin.Http.BaseAddress } };
    }

    public ValueTask DisposeAsync()
    {
        _sender.Http.Dispose();
        return _shop.DisposeAsync();
    }

    [Fact]
    public async Task An_import_under_way_is_followed_live_and_is_the_only_one()
    {
        var (id, file) = (Guid.CreateVersion7(), new SlowFile());
        var sent = _sender.Post($"/products/import?id={id}", file);
        await file.WriteAsync(Header + Rows(0, 300));
        var running = await _shop.Admin.ImportWhen(id, i => i["rows"].GetInt64() >= 256);
        running["status"].GetString().ShouldBe("running");
        (await _shop.Admin.Import(Header)).MustBeProblem(409, "importRunning")["importId"].GetGuid().ShouldBe(id);
        (await _shop.Admin.Import(Header, $"?id={id}")).MustBeProblem(409, "importRunning");

        using var live = await LiveAsync(id);
        var events = new StreamReader(await live.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await NextAsync(events)).ShouldBe(("progress", 256));
        await file.WriteAsync(Rows(300, 600));
        (await NextAsync(events)).Event.ShouldBe("progress");
        await file.EndAsync();
        ImportTests.Counts((await sent).MustBe(200)).ShouldBe((600, 600, 0, 0, 0));
        (string Event, long Rows) last;
        do last = await NextAsync(events);
        while (last.Event == "progress");
        last.ShouldBe(("end", 600));
        (await events.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        ImportTests.Counts((await _shop.Admin.Import(Header + Rows(0, 600))).MustBe(200)).ShouldBe((600, 0, 0, 600, 0));
        (await _shop.Admin.Get("/products/import"))["items"].EnumerateArray().Select(i => i.GetProperty("status").GetString()).ShouldBe(["completed", "completed"]);
    }

    [Fact]
    public async Task A_file_whose_client_dies_is_told_as_interrupted_and_sent_again_without_doubles()
    {
        var (id, file) = (Guid.CreateVersion7(), new SlowFile());
        var sent = _sender.Post($"/products/import?id={id}", file);
        await file.WriteAsync(Header + Rows(0, 256, stock: "2"));
        await _shop.Admin.ImportWhen(id, i => i["rows"].GetInt64() == 256);
        await file.BreakAsync();
        await Should.ThrowAsync<HttpRequestException>(() => sent);
        var interrupted = await _shop.Admin.ImportWhen(id, i => i["status"].GetString() == "interrupted");
        interrupted["line"].GetInt64().ShouldBe(257);
        interrupted["reason"].GetProperty("code").GetString().ShouldBe("interrupted");

        var again = (await _shop.Admin.Import(Header + Rows(0, 300, stock: "2"), $"?id={id}")).MustBe(200);
        ImportTests.Counts(again).ShouldBe((300, 44, 0, 256, 0));
        var page = await _shop.Guest.Get("/products?limit=100", ("Store-Min-Position", again.Header("Store-Position")!));
        page["items"].EnumerateArray().Select(p => p.GetProperty("available").GetInt64()).Distinct().ShouldBe([2]);
    }

    [Fact]
    public async Task More_errors_than_are_shown_are_all_in_the_report()
    {
        var import = (await _shop.Admin.Import(Header + string.Concat(Enumerable.Range(0, 2_500).Select(i => Row($"sku-{i}", price: 0))))).MustBe(200);
        import["errorCount"].GetInt64().ShouldBe(2_500);
        import["errors"].GetArrayLength().ShouldBe(100);
        var lines = (await _shop.Admin.Get($"/products/import/{import.Id}/errors")).MustBe(200).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2_501);
        lines[^1].ShouldStartWith("2501,price,invalidPrice,");
        lines.Skip(1).Select(l => int.Parse(l.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(2, 2_500));
    }

    private static string Rows(int from, int to, string stock = "") => string.Concat(Enumerable.Range(from, to - from).Select(i => Row($"sku-{i}", stock: stock)));

    private Task<HttpResponseMessage> LiveAsync(Guid id) => _sender.Http.GetAsync(
        $"/api/v1/products/import/{id}/live?access_token={_shop.Admin.AccessToken}", HttpCompletionOption.ResponseHeadersRead);

    private static async Task<(string Event, long Rows)> NextAsync(StreamReader events)
    {
        var (name, rows) = ("", -1L);
        while (await events.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) rows = System.Text.Json.JsonDocument.Parse(line[6..]).RootElement.GetProperty("rows").GetInt64();
            if (line.Length == 0 && rows >= 0) return (name, rows);
        }

        throw new InvalidOperationException("The stream ended.");
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>The journal, read as it is written.</summary>
public sealed class JournalTests(WebShop shop) : BrowserTests(shop)
{
    private const string Address = "/admin/workbench/journal";

    // One session for all that is asked: of too many the first ones end, and with them those of the browsers.
    private Visitor? _admin;

    [Fact]
    public async Task Live_is_not_said_before_the_connection_stands()
    {
        var (asked, open) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var keeper = await Shop.PersonAsync();
        await keeper.LoginAsAdminAsync(Shop);
        await keeper.Page.RouteAsync("**/api/v1/admin/journal/live**", async route =>
        {
            asked.TrySetResult();
            await open.Task;
            await route.ContinueAsync();
        });
        await keeper.OpenAsync(Address);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await keeper.Page.SettledAsync();
        (await ShownAsync(keeper)).ShouldNotBeEmpty("what is there already is read before");
        (await Badge(keeper).TextContentAsync()).ShouldBe("Connecting …");
        open.SetResult();
        await LiveAsync(keeper);
    }

    [Fact]
    public async Task The_journal_is_followed_as_it_is_written()
    {
        var order = await Shop.PlacedAsync();
        await using var keeper = await Shop.KeeperAsync(Address);
        await LiveAsync(keeper);
        (await ShownAsync(keeper, order.Stream)).ShouldBe(await WrittenAsync(e => Stream(e) == order.Stream), "what was there before");
        (await ShownAsync(keeper, order.Stream)).ShouldNotContain(e => e.Contains("order.shipped"));

        var read = Reads(keeper);
        await Shop.ShipAsync(order);
        await keeper.Page.ShowsAsync(() => ShownAsync(keeper, order.Stream), () => WrittenAsync(e => Stream(e) == order.Stream));
        (await ShownAsync(keeper, order.Stream)).ShouldContain(e => e.Contains("order.shipped"));
        read.ShouldBeEmpty("it came over the line that was open");
    }

    [Theory]
    [InlineData("Stream")]
    [InlineData("Event type")]
    [InlineData("Actor")]
    public async Task A_filter_holds_for_what_is_there_and_for_what_comes(string field)
    {
        await Shop.ShippedAsync();
        var (watched, other) = (await Shop.PlacedAsync(), await Shop.PlacedAsync());
        var keepers = (await JournalAsync()).Last(e => Type(e).StartsWith("order.shipped.", StringComparison.Ordinal)).GetProperty("actor").GetString()!;
        (string Value, Func<JsonElement, bool> Fits) filter = field switch
        {
            "Stream" => (watched.Stream, e => Stream(e) == watched.Stream),
            "Event type" => ("order.shipped", e => Type(e).StartsWith("order.shipped.", StringComparison.Ordinal)),
            _ => (keepers, e => e.GetProperty("actor").GetString() == keepers),
        };

        await using var keeper = await Shop.KeeperAsync(Address);
        await keeper.Page.GetByLabel(field, new() { Exact = true }).FillAsync(filter.Value);
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Filter", Exact = true }).ClickAsync();
        await keeper.Page.ShowsAsync(() => ShownAsync(keeper), () => WrittenAsync(filter.Fits));
        await LiveAsync(keeper);
        var (before, all) = ((await ShownAsync(keeper)).Count, (await JournalAsync()).Count);

        var read = Reads(keeper);
        // What all of them let through comes last: then what is not meant has come by.
        await Shop.ShipAsync(other);
        await Shop.ShipAsync(watched);
        await keeper.Page.ShowsAsync(() => ShownAsync(keeper), () => WrittenAsync(filter.Fits));
        var came = (await ShownAsync(keeper)).Count - before;
        came.ShouldBeGreaterThan(0);
        ((await JournalAsync()).Count - all).ShouldBeGreaterThan(came, "other things happened, too");
        read.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_written_during_a_pause_is_shown_after_it_and_nothing_is_missing()
    {
        var order = await Shop.PlacedAsync();
        await using var keeper = await Shop.KeeperAsync(Address);
        await using var another = await Shop.KeeperAsync(Address);
        await LiveAsync(keeper);
        await LiveAsync(another);
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Pause", Exact = true }).ClickAsync();
        await keeper.Page.GetByText("Paused", new() { Exact = true }).SeenAsync();
        (await Badge(keeper).CountAsync()).ShouldBe(0);
        var before = await ShownAsync(keeper);

        await Shop.ShipAsync(order);
        await another.Page.ShowsAsync(() => ShownAsync(another, order.Stream), () => WrittenAsync(e => Stream(e) == order.Stream));
        await keeper.Page.SettledAsync();
        (await ShownAsync(keeper)).ShouldBe(before, "whoever does not pause sees it by now");

        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Go on", Exact = true }).ClickAsync();
        var first = long.Parse(before[^1].Split('|')[0]);
        await keeper.Page.ShowsAsync(() => ShownAsync(keeper), () => WrittenAsync(e => Position(e) >= first));
        (await ShownAsync(keeper, order.Stream)).ShouldContain(e => e.Contains("order.shipped"));
        await LiveAsync(keeper);
    }

    private static ILocator Badge(Person keeper) => keeper.Page.Locator("[role=status]:has(.live-dot)");

    private static Task LiveAsync(Person keeper) => Badge(keeper).GetByText("Live", new() { Exact = true }).SeenAsync();

    /// <summary>What is asked of the journal from now on, and of the page itself.</summary>
    private static ConcurrentQueue<string> Reads(Person keeper)
    {
        var reads = new ConcurrentQueue<string>();
        keeper.Page.Request += (_, request) =>
        {
            if (request.IsNavigationRequest || request.Url.Contains("/api/v1/admin/journal", StringComparison.Ordinal)) reads.Enqueue(request.Url);
        };
        return reads;
    }

    /// <summary>The entries on the page, the newest first; of one stream, or of all.</summary>
    private static async Task<IReadOnlyList<string>> ShownAsync(Person keeper, string stream = "")
    {
        var entries = keeper.Page.GetByRole(AriaRole.List, new() { NameString = "Journal", Exact = true }).Locator("summary");
        var shown = await entries.EvaluateAllAsync<string[]>(
            "entries => entries.map(e => [e.querySelector('.journal-position'), e.querySelector('strong'), e.lastElementChild].map(part => part.textContent).join('|'))");
        return [.. shown.Where(e => e.Contains($"|{stream}", StringComparison.Ordinal))];
    }

    /// <summary>What the API has of the journal, as the page writes it.</summary>
    private async Task<IReadOnlyList<string>> WrittenAsync(Func<JsonElement, bool> fits) =>
        [.. (await JournalAsync()).Where(fits).Reverse().Select(e => $"{Position(e)}|{Type(e)}|{Stream(e)} · {e.GetProperty("version")}")];

    /// <summary>All of the journal, without a filter.</summary>
    private async Task<List<JsonElement>> JournalAsync()
    {
        var (admin, all) = (_admin ??= await Shop.AdminAsync(), new List<JsonElement>());
        for (long after = 0; ;)
        {
            var page = (await admin.Get($"/admin/journal?after={after}&limit=100")).MustBe(200);
            all.AddRange(page["items"].EnumerateArray());
            if (page["nextAfter"].GetInt64() == after) return all;
            after = page["nextAfter"].GetInt64();
        }
    }

    private static long Position(JsonElement entry) => entry.GetProperty("position").GetInt64();

    private static string Stream(JsonElement entry) => entry.GetProperty("stream").GetString()!;

    private static string Type(JsonElement entry) => entry.GetProperty("type").GetString()!;
}

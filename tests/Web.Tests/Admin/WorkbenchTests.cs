using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>What the journal tells, to whoever asks why.</summary>
public sealed class WorkbenchTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task An_order_is_found_by_its_number_and_shows_all_its_events_with_their_causes()
    {
        var (order, number) = await Shop.ShippedAsync();
        await using var keeper = await Shop.KeeperAsync("/admin/workbench");
        await keeper.Page.GetByLabel("Order id or number").FillAsync(number);
        await keeper.Page.GetByRole(AriaRole.Link, new() { NameString = number }).ClickAsync();
        var line = keeper.Page.GetByRole(AriaRole.Region, new() { NameString = "Time line" });
        await line.Locator("[data-position]").First.SeenAsync();
        new Uri(keeper.Page.Url).AbsolutePath.ShouldBe($"/admin/workbench/orders/{order}");

        var told = (await (await Shop.AdminAsync()).Get($"/orders/{order}/timeline?limit=100")).MustBe(200)["items"].EnumerateArray().ToList();
        (await line.Locator("[data-position]").EvaluateAllAsync<long[]>("events => events.map(e => Number(e.dataset.position))"))
            .ShouldBe(told.Select(e => e.GetProperty("position").GetInt64()));
        told.Select(e => e.GetProperty("kind").GetString()).Distinct().Count().ShouldBeGreaterThan(2, "several kinds of grains had a part in it");

        await line.Locator("[data-position]").Nth(told.Count / 2).ClickAsync();
        await keeper.Page.GetByText("Led here").SeenAsync();
        (await line.Locator("[data-state=cause]").CountAsync()).ShouldBeGreaterThan(0);
        await keeper.Page.Keyboard.PressAsync("ArrowDown");
        (await keeper.Page.EvaluateAsync<bool>("document.activeElement.matches('[data-position]')")).ShouldBeTrue();
        await keeper.Page.MustBeAccessibleAsync("the time line with an event chosen");
    }

    [Fact]
    public async Task An_order_is_seen_as_it_was_at_any_version_and_what_differs()
    {
        var (order, _) = await Shop.ShippedAsync();
        await using var keeper = await Shop.KeeperAsync($"/admin/workbench/orders/{order}?view=past");
        await keeper.Page.GetByRole(AriaRole.Spinbutton, new() { NameString = "Version", Exact = true }).FillAsync("1");
        var state = keeper.Page.GetByRole(AriaRole.Region, new() { NameString = "At version 1" });
        await state.GetByText("pending", new() { Exact = true }).First.SeenAsync();
        var slider = keeper.Page.GetByRole(AriaRole.Slider);
        await slider.PressAsync("End");
        await keeper.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "status" }).GetByText("shipped").First.SeenAsync();
        await keeper.Page.MustBeAccessibleAsync("state and differences");
    }

    [Fact]
    public async Task A_slider_asks_only_for_where_it_rests()
    {
        var (order, _) = await Shop.ShippedAsync();
        await using var keeper = await Shop.KeeperAsync($"/admin/workbench/orders/{order}?view=past");
        var slider = keeper.Page.GetByRole(AriaRole.Slider);
        int.Parse((await slider.GetAttributeAsync("max"))!).ShouldBeGreaterThan(2, "it has to pass some");
        var asked = new ConcurrentQueue<string>();
        keeper.Page.Request += (_, request) =>
        {
            if (request.Url.Contains($"/orders/{order}/diff", StringComparison.Ordinal)) asked.Enqueue(new Uri(request.Url).Query);
        };
        // As a hand drags it, only faster than any machine is slow.
        await slider.EvaluateAsync("""
            slider => {
              const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
              for (let version = Number(slider.max) - 1; version >= 1; version--) {
                set.call(slider, version);
                slider.dispatchEvent(new Event('input', { bubbles: true }));
              }
            }
            """);
        await keeper.Page.GetByText("From version 0 to 1").SeenAsync();
        asked.ShouldBe(["?from=0&to=1"]);
    }

    [Fact]
    public async Task A_projection_is_made_anew_while_one_looks()
    {
        await Shop.ShippedAsync();
        await using var keeper = await Shop.KeeperAsync("/admin/workbench/projections");
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Rebuild: reviews" }).ClickAsync();
        await keeper.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameString = "Rebuild", Exact = true }).ClickAsync();
        await keeper.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "reviews" }).GetByText("Came to the same rows.").SeenAsync();
    }

    [Fact]
    public async Task How_far_projections_are_is_told()
    {
        await Shop.ShippedAsync();
        await using var keeper = await Shop.KeeperAsync("/admin/workbench/projections");
        var admin = await Shop.AdminAsync();
        await keeper.Page.ShowsAsync(
            () => RowsAsync(keeper, "Projections", 0, 2, 3),
            async () => [.. (await admin.Get("/admin/projections")).MustBe(200)["items"].EnumerateArray()
                .Select(p => $"{p.GetProperty("name")}|{p.GetProperty("position").GetInt64():N0}|{p.GetProperty("lag").GetInt64():N0}").Order(StringComparer.Ordinal)]);
    }

    /// <summary>With answers in which one is behind and half made anew: the real ones are done too fast to be looked at.</summary>
    [Fact]
    public async Task One_that_is_behind_and_being_made_anew_shows_how_far_it_is()
    {
        await using var keeper = await Shop.PersonAsync();
        await keeper.LoginAsAdminAsync(Shop);
        await keeper.Page.RouteAsync("**/api/v1/admin/projections", async route =>
        {
            var answer = await route.FetchAsync();
            var told = JsonNode.Parse(await answer.TextAsync())!;
            var reviews = told["items"]!.AsArray().Single(p => p!["name"]!.GetValue<string>() == "reviews")!;
            reviews["lag"] = 1_234;
            reviews["rebuild"] = new JsonObject { ["state"] = "building", ["progress"] = 0.4 };
            await route.FulfillAsync(new() { Response = answer, Body = told.ToJsonString() });
        });
        await keeper.OpenAsync("/admin/workbench/projections");
        var row = keeper.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "reviews" });
        await row.GetByText("Building · 40%").SeenAsync();
        (await row.GetByRole(AriaRole.Progressbar, new() { NameString = "reviews: Building" }).EvaluateAsync<double>("bar => bar.value / bar.max")).ShouldBe(0.4);
        await row.GetByRole(AriaRole.Cell, new() { NameString = "1,234", Exact = true }).SeenAsync();
        await row.GetByText("Catching up").SeenAsync();
        (await row.GetByRole(AriaRole.Button, new() { NameString = "Rebuild: reviews" }).IsDisabledAsync()).ShouldBeTrue("it is under way already");
    }

    [Fact]
    public async Task What_runs_where_is_told()
    {
        await Shop.ShippedAsync();
        await using var keeper = await Shop.KeeperAsync("/admin/workbench/cluster");
        var admin = await Shop.AdminAsync();
        await keeper.Page.ShowsAsync(
            async () => [.. (await RowsAsync(keeper, "Running grains", 0, 1, 3)).Order(StringComparer.Ordinal)],
            async () => [.. (await admin.Get("/admin/grains")).MustBe(200)["types"].EnumerateArray().Select(GrainRow).Order(StringComparer.Ordinal)]);
        (await RowsAsync(keeper, "Running grains", 0)).ShouldContain("order");

        await keeper.Page.ShowsAsync(
            () => RowsAsync(keeper, "Silos", 0, 1, 2, 4),
            async () => [.. (await admin.Get("/admin/silos")).MustBe(200)["items"].EnumerateArray().Select(SiloRow)]);
        (await RowsAsync(keeper, "Silos", 1)).ShouldBe(["Active"]);
    }

    private static string GrainRow(JsonElement type)
    {
        var silos = type.GetProperty("silos").EnumerateArray().Select(s => $"{s.GetProperty("silo")}: {s.GetProperty("activations").GetInt32():N0}");
        return $"{type.GetProperty("type")}|{type.GetProperty("activations").GetInt32():N0}|{string.Join(", ", silos)}";
    }

    private static string SiloRow(JsonElement silo)
    {
        var state = silo.GetProperty("state").GetString() == "active" ? "Active" : "another one than the only silo has";
        return $"{silo.GetProperty("address")}|{state}|{silo.GetProperty("machine")}|{silo.GetProperty("activations").GetInt32():N0}";
    }

    /// <summary>Some cells of each row of a table.</summary>
    private static async Task<IReadOnlyList<string>> RowsAsync(Person keeper, string table, params int[] cells)
    {
        var rows = keeper.Page.GetByRole(AriaRole.Region, new() { NameString = table, Exact = true }).Locator("tbody tr");
        return await rows.EvaluateAllAsync<string[]>("(rows, cells) => rows.map(row => cells.map(c => row.cells[c].textContent).join('|'))", cells);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Serving;

/// <summary>The pages as they were built and are served.</summary>
public sealed partial class BuiltPageTests(WebShop shop) : BrowserTests(shop)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/admin")]
    public async Task A_page_has_nothing_inline_and_loads_hashed_files_only(string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Shop.Address) };
        using var page = await http.GetAsync(path, Ct);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        var html = await page.Content.ReadAsStringAsync(Ct);
        Inline().Matches(html).Select(m => m.Value).ShouldBeEmpty();
        var files = Loaded().Matches(html).Select(m => m.Groups[1].Value).ToList();
        files.Count.ShouldBeGreaterThan(1);
        foreach (var file in files.Where(f => f != "/favicon.svg"))
        {
            file.ShouldStartWith("/assets/");
            Hashed().IsMatch(file).ShouldBeTrue(file);
        }

        foreach (var file in files)
        {
            using var reply = await http.GetAsync(file, Ct);
            reply.StatusCode.ShouldBe(HttpStatusCode.OK, file);
            reply.Headers.CacheControl!.ToString().ShouldBe(file.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache");
        }
    }

    [Theory]
    [InlineData("/", "de-DE", "Diese Seiten brauchen JavaScript.", 1)]
    [InlineData("/", "en-US", "These pages need JavaScript.", 1)]
    [InlineData("/admin", "de-DE", "Diese Seiten brauchen JavaScript.", 2)]
    public async Task A_page_comes_in_the_browsers_language_with_its_words_and_asks_for_no_others(string path, string locale, string words, int files)
    {
        await using var person = await Shop.PersonAsync(new() { Locale = locale });
        var asked = new ConcurrentQueue<string>();
        person.Page.Request += (_, request) => asked.Enqueue(new Uri(request.Url).AbsolutePath);
        var page = await (await person.Page.GotoAsync(path))!.TextAsync();
        page.ShouldContain($"<html lang=\"{locale[..2]}\">");
        page.ShouldContain(words);
        page.ShouldNotContain("{{");
        await person.Page.SettledAsync();
        var fetched = asked.Where(a => Words().IsMatch(a)).ToList();
        fetched.Count.ShouldBe(files);
        var named = $"/assets/{locale[..2]}-";
        fetched.ShouldAllBe(a => a.StartsWith(named, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/admin")]
    public async Task A_page_whose_words_do_not_arrive_says_so_and_comes_when_it_is_loaded_again(string path)
    {
        await using var person = await Shop.PersonAsync();
        await person.OutageAsync(async () =>
        {
            await person.Page.RouteAsync(Words(), route => route.AbortAsync());
            await person.OpenAsync(path);
            var again = await person.Page.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).SeenAsync();
            await person.Page.UnrouteAsync(Words());
            await again.ClickAsync();
            await person.Page.Locator("h1").SeenAsync();
        });
    }

    [Fact]
    public async Task A_language_that_is_chosen_stays_chosen()
    {
        await using var person = await Shop.PersonAsync();
        await person.OpenAsync("/");
        await person.Page.GetByLabel("Language").SelectOptionAsync("de");
        await person.Page.GetByText("Alles ansehen").SeenAsync();
        await person.OpenAsync("/cart");
        await person.Page.SettledAsync();
        (await person.Page.EvaluateAsync<string>("document.documentElement.lang")).ShouldBe("de");
    }

    [Fact]
    public async Task Search_engines_are_told_what_is_nobodys_but_the_buyers()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Shop.Address) };
        var robots = (await http.GetStringAsync("/robots.txt", Ct)).Split('\n').Select(l => l.Trim()).ToList();
        foreach (var path in new[] { "/admin", "/account", "/cart", "/checkout", "/orders" }) robots.ShouldContain($"Disallow: {path}");
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Pages_are_sent_compressed(string encoding)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Shop.Address) };
        http.DefaultRequestHeaders.Add("Accept-Encoding", encoding);
        using var page = await http.GetAsync("/", Ct);
        page.Content.Headers.ContentEncoding.ShouldBe([encoding]);
    }

    [Fact]
    public async Task An_unknown_address_shows_the_shops_own_page_of_it()
    {
        await using var person = await Shop.PersonAsync();
        person.Expects(404, "/no-such-page");
        await person.OpenAsync("/no-such-page");
        await person.Page.Locator("h1").WaitForAsync();
        await person.Page.MustBeAccessibleAsync("the page of unknown addresses");
    }

    [GeneratedRegex("""<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex("""<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Loaded();

    [GeneratedRegex("/assets/(en|de)-")]
    private static partial Regex Words();

    [GeneratedRegex(@"-[\w-]{6,}\.\w+$")]
    private static partial Regex Hashed();
}

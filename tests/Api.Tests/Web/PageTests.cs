using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using OrleansStore.Api.Tests.Readme;
using OrleansStore.Api.Web;

namespace OrleansStore.Api.Tests.Web;

public sealed partial class PageTests(PageShop shop) : IClassFixture<PageShop>
{
    private const string ForBrowsers = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", "shop")]
    [InlineData("/search?q=train&category=Toys", "shop")]
    [InlineData("/products/01980000-0000-7000-8000-000000000032", "shop")]
    [InlineData("/orders", "shop")]
    [InlineData("/orders/01980000-0000-7000-8000-000000000032", "shop")]
    [InlineData("/account", "shop")]
    [InlineData("/account/addresses", "shop")]
    [InlineData("/admin", "admin")]
    [InlineData("/admin/", "admin")]
    [InlineData("/admin/orders/7", "admin")]
    public async Task An_address_of_a_page_gives_the_page_which_is_asked_for_each_time(string path, string title)
    {
        using var page = await SendAsync(HttpMethod.Get, path);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync(Ct)).ShouldContain($"<title>{title}</title>");
        page.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        page.Headers.CacheControl!.ToString().ShouldBe("no-cache");
        page.Headers.Vary.ShouldContain("Accept-Encoding");

        using var again = await SendAsync(HttpMethod.Get, path, ("If-None-Match", page.Headers.ETag!.ToString()));
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        again.Headers.ETag.ShouldBe(page.Headers.ETag);
        (await again.Content.ReadAsByteArrayAsync(Ct)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("de", null, "de")]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", null, "de")]
    [InlineData("en;q=0.5,de", null, "de")]
    [InlineData("fr,DE;q=0.5,en;q=0.3", null, "de")]
    [InlineData("en-GB", null, "en")]
    [InlineData("de;q=0,en;q=0.1", null, "en")]
    [InlineData("en", "language=de", "de")]
    [InlineData("de", "language=en", "en")]
    [InlineData("de", "language=../admin", "de")]
    [InlineData("fr", "language=xx", null)]
    [InlineData("*", null, null)]
    [InlineData("no language; at all", null, null)]
    [InlineData(null, null, null)]
    public async Task A_page_is_sent_in_the_language_that_was_chosen_or_that_the_browser_is_set_to(string? accepted, string? cookie, string? sent)
    {
        (string, string)[] headers = [.. accepted is null ? [] : new[] { ("Accept-Language", accepted) }, .. cookie is null ? [] : new[] { ("Cookie", cookie) }];
        using var page = await SendAsync(HttpMethod.Get, "/", headers);
        var html = await page.Content.ReadAsStringAsync(Ct);
        if (sent is null) html.ShouldNotContain("lang=");
        else html.ShouldContain($"lang=\"{sent}\"");
        page.Headers.Vary.ShouldBe(["Accept-Language", "Cookie", "Accept-Encoding"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_page_runs_and_loads_its_own_files_only()
    {
        using var page = await SendAsync(HttpMethod.Get, "/cart");
        var policy = page.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldBe("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
            + "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        page.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task What_is_for_the_bearer_of_a_token_is_kept_by_nobody()
    {
        using var page = await SendAsync(HttpMethod.Get, "/orders/7?orderToken=abc");
        page.Headers.CacheControl!.ToString().ShouldBe("no-store");
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0", null)]
    [InlineData("identity", null)]
    [InlineData("deflate", null)]
    [InlineData("", null)]
    [InlineData("br;q=nonsense", null)]
    [InlineData(null, null)]
    public async Task A_file_is_sent_in_the_smallest_form_that_is_accepted(string? accepted, string? sent)
    {
        using var file = await SendAsync(HttpMethod.Get, PageShop.Script, accepted is null ? [] : [("Accept-Encoding", accepted)]);
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(sent);
        file.Content.Headers.ContentType!.ToString().ShouldBe("text/javascript; charset=utf-8");
        file.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        var bytes = await file.Content.ReadAsStreamAsync(Ct);
        await using var plain = sent switch
        {
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };
        (await new StreamReader(plain).ReadToEndAsync(Ct)).ShouldBe(PageShop.Code);
    }

    [Fact]
    public async Task Each_form_has_a_tag_of_its_own()
    {
        using var packed = await SendAsync(HttpMethod.Get, "/", ("Accept-Encoding", "br"));
        using var plain = await SendAsync(HttpMethod.Get, "/", ("If-None-Match", packed.Headers.ETag!.ToString()));
        plain.StatusCode.ShouldBe(HttpStatusCode.OK);
        plain.Headers.ETag.ShouldNotBe(packed.Headers.ETag);
    }

    [Theory]
    [InlineData("/")]
    [InlineData(PageShop.Script)]
    [InlineData("/robots.txt")]
    public async Task HEAD_tells_what_GET_would(string path)
    {
        using var get = await SendAsync(HttpMethod.Get, path);
        using var head = await SendAsync(HttpMethod.Head, path);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(get.Content.Headers.ContentLength);
        head.Headers.ETag.ShouldBe(get.Headers.ETag);
        (await head.Content.ReadAsByteArrayAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_without_smaller_forms_is_sent_as_it_is()
    {
        using var file = await SendAsync(HttpMethod.Get, "/assets/picture-A0.png", ("Accept-Encoding", "br"));
        file.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await file.Content.ReadAsByteArrayAsync(Ct)).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/products")]
    [InlineData("/apis")]
    public async Task An_address_that_does_not_exist_is_a_page_to_browsers_and_a_problem_to_programs(string path)
    {
        using var page = await SendAsync(HttpMethod.Get, path, ("Accept", ForBrowsers));
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await page.Content.ReadAsStringAsync(Ct)).ShouldContain("<title>shop</title>");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");

        using var problem = await SendAsync(HttpMethod.Get, path, ("Accept", "application/json"));
        problem.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        problem.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("GET", "/api/v1/nowhere", 404)]
    [InlineData("GET", "/api", 404)]
    [InlineData("GET", "/hubs/nowhere", 404)]
    [InlineData("GET", "/assets/gone-A1.js", 404)]
    [InlineData("GET", "/health/nowhere", 404)]
    [InlineData("POST", "/nowhere", 404)]
    [InlineData("POST", "/", 405)]
    [InlineData("DELETE", "/admin/orders", 405)]
    public async Task What_is_a_programs_address_or_no_reading_is_a_problem_to_browsers_too(string method, string path, int status)
    {
        using var reply = await SendAsync(new HttpMethod(method), path, ("Accept", ForBrowsers));
        ((int)reply.StatusCode).ShouldBe(status);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        reply.Headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'none'; frame-ancestors 'none'");
    }

    [Fact]
    public async Task Server_and_client_know_the_same_pages()
    {
        var routes = await File.ReadAllTextAsync(Path.Combine(ReadmeCommands.Root, "src", "Web", "src", "shop", "routes.ts"), Ct);
        var known = Pattern().Matches(routes).Select(m => m.Groups[1].Value).Where(p => p != "*").ToList();
        known.Select(Form).ShouldBe(PageRoutes.Shop.Select(Form), ignoreOrder: true);

        // What a parameter is called is everybody's own business.
        static string Form(string pattern) => Parameter().Replace(pattern, m => m.Value.Contains('*', StringComparison.Ordinal) ? "*" : "{}");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None };
        using var http = new HttpClient(handler) { BaseAddress = shop.Guest.Http.BaseAddress };
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var response = await http.SendAsync(request, Ct);
        await response.Content.LoadIntoBufferAsync(Ct);
        return response;
    }

    [GeneratedRegex("""["'](/[^"'\s]*|\*)["']""")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\{[^}]+\}|:\w+\*?|(?<=/)\*$")]
    private static partial Regex Parameter();
}

public sealed class PagelessTests(PagelessShop shop) : IClassFixture<PagelessShop>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/cart")]
    [InlineData("/admin/orders")]
    public async Task A_build_without_pages_says_so_where_they_would_be(string path)
    {
        using var reply = await shop.Guest.Http.GetAsync(path, Ct);
        reply.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        reply.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await reply.Content.ReadAsStringAsync(Ct)).ShouldContain("its pages are not in this build: Node.js was not found");
    }

    [Fact]
    public async Task Everything_else_works()
    {
        (await shop.Guest.Get("/products")).MustBe(200);
        (await shop.Guest.Get("/health/ready")).MustBe(200);
        foreach (var path in new[] { "/nowhere", "/robots.txt", PageShop.Script })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept", "text/html");
            using var reply = await shop.Guest.Http.SendAsync(request, Ct);
            reply.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            reply.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }
}

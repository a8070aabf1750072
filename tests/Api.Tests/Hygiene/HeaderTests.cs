using System.Text.RegularExpressions;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Hygiene;

public sealed partial class HeaderTests(Shop shop)
{
    [Theory]
    [InlineData("/products", 200)]
    [InlineData("/products/no-id", 404)]
    [InlineData("/nowhere", 404)]
    [InlineData("/customers/me", 401)]
    [InlineData("/health/live", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/products?cursor=nonsense", 400)]
    public async Task Every_answer_holds_browsers_to_what_it_is(string path, int status)
    {
        var reply = (await shop.Guest.Get(path)).MustBe(status);
        reply.Header("X-Content-Type-Options").ShouldBe("nosniff");
        reply.Header("Content-Security-Policy").ShouldBe("default-src 'none'; frame-ancestors 'none'");
        reply.Header("Referrer-Policy").ShouldBe("no-referrer");
        reply.Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        reply.Header("Server").ShouldBeNull();
        reply.Header("X-Powered-By").ShouldBeNull();
        reply.Header("Access-Control-Allow-Origin").ShouldBeNull();
        // Plain http and a developer's machine: it would lock him out of other programs on localhost.
        reply.Header("Strict-Transport-Security").ShouldBeNull();
    }

    [Fact]
    public async Task What_is_for_one_person_is_kept_by_no_cache()
    {
        var customer = await shop.NewCustomerAsync();
        (await customer.Get("/customers/me")).MustBe(200).Header("Cache-Control").ShouldBe("no-store");
        (await shop.Guest.Get("/products", ("Order-Token", "x"))).Header("Cache-Control").ShouldBe("no-store");
        // What everybody may see is kept for a moment by whoever is on the way.
        (await shop.Guest.Get("/products")).MustBe(200).Header("Cache-Control")!.ShouldStartWith("public, max-age=1");
    }

    [Fact]
    public async Task The_docs_page_runs_its_own_scripts_only_and_has_none_in_it()
    {
        var page = (await shop.Guest.Get("/docs/index.html")).MustBe(200);
        var policy = page.Header("Content-Security-Policy")!;
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        page.Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        InlineScript().Matches(page.Body).ShouldBeEmpty();
        Source().Matches(page.Body).ShouldNotBeEmpty();
        foreach (Match source in Source().Matches(page.Body)) source.Groups[1].Value.ShouldNotContain("//");
    }

    [GeneratedRegex(@"<script(?![^>]*\bsrc=)[^>]*>|\son\w+=""")]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"<script[^>]*\bsrc=""([^""]+)""")]
    private static partial Regex Source();
}

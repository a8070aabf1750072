using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Hygiene;

public sealed class ProductionTests
{
    [Fact]
    public async Task In_production_browsers_are_bound_to_https_and_nothing_for_trials_is_there()
    {
        await using var shop = new SetShop([("Store:Proxies", "127.0.0.1")], "Production");
        await shop.InitializeAsync();
        var secure = (await shop.Guest.Get("/products", ("X-Forwarded-Proto", "https"))).MustBe(200);
        secure.Header("Strict-Transport-Security").ShouldBe("max-age=31536000");
        secure["items"].EnumerateArray().ShouldBeEmpty();
        (await shop.Guest.Get("/products")).MustBe(200).Header("Strict-Transport-Security").ShouldBeNull();
        (await shop.Guest.Get("/docs")).MustBeProblem(404, "notFound");
        (await shop.Guest.Get("/docs/index.html")).MustBeProblem(404, "notFound");
        (await shop.Guest.Get("/openapi/v1.json")).MustBeProblem(404, "notFound");
    }

    [Fact]
    public async Task Who_is_no_named_proxy_does_not_make_it_https()
    {
        await using var shop = new SetShop([], "Production");
        await shop.InitializeAsync();
        (await shop.Guest.Get("/products", ("X-Forwarded-Proto", "https"))).MustBe(200).Header("Strict-Transport-Security").ShouldBeNull();
    }

    [Fact]
    public async Task The_docs_are_there_when_they_are_switched_on()
    {
        await using var shop = new SetShop([("Store:Docs", "true")], "Production");
        await shop.InitializeAsync();
        (await shop.Guest.Get("/docs")).MustBe(200);
        (await shop.Guest.Get("/openapi/v1.json")).MustBe(200);
    }
}

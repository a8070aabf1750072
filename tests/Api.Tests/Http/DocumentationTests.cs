using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Http;

public sealed class DocumentationTests(Shop shop)
{
    [Fact]
    public async Task The_document_lists_every_route_with_its_parameters_and_answers()
    {
        var document = (await shop.Guest.Get("/openapi/v1.json")).MustBe(200).Json;
        var paths = document.GetProperty("paths");
        var routes = shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal)).ToList();
        routes.Count.ShouldBeGreaterThan(25);
        foreach (var route in routes)
        {
            var path = paths.GetProperty(route.RoutePattern.RawText!);
            foreach (var method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                var operation = path.GetProperty(method.ToLowerInvariant());
                operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
                operation.GetProperty("responses").EnumerateObject().Count().ShouldBeGreaterThan(1);
                var parameters = Parameters(operation).Where(p => p.GetProperty("in").GetString() == "path").Select(p => p.GetProperty("name").GetString());
                parameters.ShouldBe(route.RoutePattern.Parameters.Select(p => p.Name));
            }
        }

        document.GetProperty("components").GetProperty("schemas").GetProperty("OrderView").GetProperty("properties").GetProperty("status").ValueKind.ShouldNotBe(JsonValueKind.Undefined);
    }

    [Theory]
    [InlineData("/api/v1/orders", "post", "Idempotency-Key", "If-Match", "Cart-Token")]
    [InlineData("/api/v1/auth/login", "post")]
    [InlineData("/api/v1/auth/refresh", "post")]
    [InlineData("/api/v1/carts/{id}/items/{productId}", "put", "If-Match", "Cart-Token")]
    [InlineData("/api/v1/products", "get", "If-None-Match", "Store-Min-Position")]
    [InlineData("/api/v1/orders/{id}/live", "get", "Last-Event-ID", "Order-Token")]
    public async Task The_document_names_the_headers_that_count_and_no_others(string path, string method, params string[] headers)
    {
        var document = (await shop.Guest.Get("/openapi/v1.json")).MustBe(200).Json;
        Parameters(document.GetProperty("paths").GetProperty(path).GetProperty(method)).Where(p => p.GetProperty("in").GetString() == "header").Select(p => p.GetProperty("name").GetString()).ShouldBe(headers);
    }

    [Fact]
    public async Task The_page_and_its_files_are_served()
    {
        (await shop.Guest.Get("/docs")).MustBe(200).Body.ShouldContain("swagger-ui");
        (await shop.Guest.Get("/docs/swagger-ui.css")).MustBe(200);
        (await shop.Guest.Get("/docs/nothing.js")).MustBe(404);
    }

    [Fact]
    public async Task Health_is_told_in_three_ways()
    {
        (await shop.Guest.Get("/health/live")).MustBe(200)["status"].GetString().ShouldBe("live");
        (await shop.Guest.Get("/health/ready")).MustBe(200)["status"].GetString().ShouldBe("ready");
        (await shop.Guest.Get("/health")).MustBe(200)["readPosition"].GetInt64().ShouldBeGreaterThan(0);
    }

    private static IEnumerable<JsonElement> Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];
}

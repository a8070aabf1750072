using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Api.Web;

namespace OrleansStore.Api.Tests.Limits;

public sealed class LimitRuleTests(Shop shop)
{
    [Theory]
    [InlineData("POST", "/api/v1/auth/login", LimitClass.Login)]
    [InlineData("POST", "/api/v1/auth/refresh", LimitClass.Login)]
    [InlineData("POST", "/api/v1/customers", LimitClass.Login)]
    [InlineData("POST", "/api/v1/orders", LimitClass.Checkout)]
    [InlineData("POST", "/api/v1/orders/{id}/pay", LimitClass.Checkout)]
    [InlineData("POST", "/api/v1/payments", LimitClass.Checkout)]
    [InlineData("POST", "/api/v1/products/import", LimitClass.Heavy)]
    [InlineData("GET", "/api/v1/products/export", LimitClass.Heavy)]
    [InlineData("GET", "/api/v1/orders/export", LimitClass.Heavy)]
    [InlineData("POST", "/api/v1/promotions/what-if", LimitClass.Heavy)]
    [InlineData("GET", "/api/v1/orders/{id}/history", LimitClass.Heavy)]
    [InlineData("GET", "/api/v1/orders/{id}/timeline", LimitClass.Heavy)]
    [InlineData("GET", "/api/v1/orders/{id}/live", LimitClass.Live)]
    [InlineData("GET", "/api/v1/products/import/{id}/live", LimitClass.Live)]
    [InlineData("GET", "/api/v1/admin/journal/live", LimitClass.Live)]
    [InlineData("GET", "/api/v1/admin/grains", LimitClass.Read)]
    [InlineData("GET", "/ws/orders", LimitClass.Live)]
    [InlineData("GET", "/health/live", LimitClass.Free)]
    [InlineData("GET", "/metrics", LimitClass.Free)]
    [InlineData("GET", "/api/v1/products", LimitClass.Read)]
    [InlineData("GET", "/api/v1/orders", LimitClass.Read)]
    [InlineData("PATCH", "/api/v1/customers/me", LimitClass.Write)]
    [InlineData("DELETE", "/api/v1/products/{id}", LimitClass.Write)]
    public void Every_endpoint_has_its_class(string method, string path, LimitClass expected)
    {
        var endpoint = Endpoints.Single(e => e.RoutePattern.RawText == path && (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) ?? true));
        var context = new DefaultHttpContext();
        context.SetEndpoint(endpoint);
        context.Request.Method = method;
        Limited.Of(context).ShouldBe(expected);
    }

    [Fact]
    public void Only_what_operators_ask_and_the_files_of_pages_are_free()
    {
        Endpoints.Where(e => e.Metadata.GetMetadata<Limited>() is { Class: LimitClass.Free }).Select(e => e.RoutePattern.RawText)
            .ShouldBe(["/health", "/health/live", "/health/ready", "/metrics", .. PageRoutes.All], ignoreOrder: true);
    }

    [Fact]
    public void Whatever_deals_in_passwords_and_tokens_counts_as_a_login() =>
        Endpoints.Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/auth/", StringComparison.Ordinal))
            .ShouldAllBe(e => e.Metadata.GetMetadata<Limited>()!.Class == LimitClass.Login);

    private IEnumerable<RouteEndpoint> Endpoints => shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Access;
using OrleansStore.Api.GraphQL;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Readme;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Api.Web;

namespace OrleansStore.Api.Tests.Access;

/// <summary>Everything that can be called says whom it is for.</summary>
public sealed class DeclarationTests(Shop shop)
{
    [Fact]
    public void Every_endpoint_of_the_running_store_declares_its_policy()
    {
        var endpoints = shop.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        endpoints.Count.ShouldBeGreaterThan(60);
        endpoints.Where(e => e.Metadata.GetMetadata<Policy>() is null).Select(e => e.DisplayName).ShouldBeEmpty();
    }

    [Fact]
    public void Every_hub_method_socket_message_and_command_declares_its_policy()
    {
        // What is not declared has no entry, and what has no entry cannot be called.
        var methods = HubGate.Methods.ToList();
        methods.Count.ShouldBeGreaterThanOrEqualTo(6);
        methods.Where(m => !Attribute.IsDefined(m, typeof(ForAttribute))).ShouldBeEmpty();
        OrderSocket.Policies.Select(p => p.Key).ShouldBe(["subscribe", "unsubscribe", "subscribeDashboard", "unsubscribeDashboard", "command", "ping", "pong"], ignoreOrder: true);
        shop.Services.GetRequiredService<LiveCommands>().Policies.Select(p => p.Key)
            .ShouldBe(["placeOrder", "payOrder", "cancelOrder", "shipOrder", "deliverOrder"], ignoreOrder: true);
    }

    [Fact]
    public void What_is_open_to_everybody_is_known_by_name()
    {
        var endpoints = shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetRequiredMetadata<Policy>().Door == Door.Public)
            .Select(e => $"{e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0]} {e.RoutePattern.RawText}");
        endpoints.ShouldBe(
            [
                "GET /health", "GET /health/live", "GET /health/ready", "GET /metrics", "GET /openapi/{documentName}.json", "GET /docs/{**path}",
                "GET /api/v1/categories", "GET /api/v1/products", "GET /api/v1/products/{id}", "POST /api/v1/payments/webhooks/stripe",
                "GET /graphql/{file}",
                .. PageRoutes.All.Select(path => $"GET {path}"),
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void A_policy_that_needs_a_permission_names_one()
    {
        var policies = shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(e => e.Metadata.GetRequiredMetadata<Policy>())
            .Concat(HubGate.Methods.Select(m => HubGate.PolicyOf(m.Name)))
            .Concat(shop.Services.GetRequiredService<LiveCommands>().Policies.Select(p => p.Value))
            .Concat(shop.Services.GetRequiredService<ShopSchema>().Fields.Select(f => f.Policy));
        policies.Where(p => p.Door == Door.Permitted && p.Permissions == Permissions.None).ShouldBeEmpty();
        policies.Where(p => p.Door == Door.Owner && p.Thing == Thing.None).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_documentation_has_the_policies_of_the_running_store()
    {
        var routes = shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e => Methods(e).Select(m => (Name: NameOf(e, m), Policy: e.Metadata.GetRequiredMetadata<Policy>())));
        var methods = HubGate.Methods.Select(m => (Name: "HUB " + m.Name, Policy: HubGate.PolicyOf(m.Name)));
        var messages = OrderSocket.Policies.Concat(shop.Services.GetRequiredService<LiveCommands>().Policies).Select(p => (Name: "WS " + p.Key, Policy: p.Value));
        var fields = shop.Services.GetRequiredService<ShopSchema>().Fields.Select(f => (Name: "GQL " + f.FullName, f.Policy));
        var rows = routes.Concat(methods).Concat(messages).Concat(fields).Select(r => $"| `{r.Name}` | {Words(r.Policy)} |").Distinct().Order(StringComparer.Ordinal).ToList();
        var documented = (await File.ReadAllLinesAsync(Path.Combine(ReadmeCommands.Root, "docs", "access.md"), TestContext.Current.CancellationToken))
            .SkipWhile(l => l != "## Table").Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToList();
        documented.ShouldBe(rows, $"docs/access.md must have these rows:\n{string.Join("\n", rows)}");
    }

    [Fact]
    public void A_GraphQL_field_has_the_policy_and_the_rate_class_of_its_REST_route()
    {
        var routes = shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e => Methods(e).Select(m => (Name: Nameless(NameOf(e, m)), Endpoint: e)))
            .ToLookup(r => r.Name, r => r.Endpoint);
        var fields = shop.Services.GetRequiredService<ShopSchema>().Fields;
        fields.Count.ShouldBeGreaterThan(60);
        foreach (var field in fields.Where(f => f.Route is not null))
        {
            var endpoint = routes[Nameless(field.Route!)].ShouldHaveSingleItem($"{field.FullName} names {field.Route}");
            field.Policy.ShouldBe(endpoint.Metadata.GetRequiredMetadata<Policy>() with { }, field.FullName);
            var context = new DefaultHttpContext();
            context.SetEndpoint(endpoint);
            context.Request.Method = field.Route!.Split(' ')[0];
            field.Limit.ShouldBe(Limited.Of(context), field.FullName);
        }

        static string Nameless(string route) => string.Join('/', route.Split('/').Select(p => p.StartsWith('{') ? "{}" : p));
    }

    [Fact]
    public async Task An_endpoint_that_declares_nothing_is_closed()
    {
        var gate = ActivatorUtilities.CreateInstance<AccessGate>(shop.Services, (RequestDelegate)(_ => throw new InvalidOperationException("It was let through.")));
        var context = new DefaultHttpContext { RequestServices = shop.Services };
        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/forgotten"), 0, null, "forgotten"));
        await gate.InvokeAsync(context);
        context.Response.StatusCode.ShouldBe(403);
    }

    /// <summary>How the documentation calls a route: those of the API without what all of them begin with.</summary>
    private static string NameOf(RouteEndpoint endpoint, string method)
    {
        var path = endpoint.RoutePattern.RawText!;
        return PageRoutes.All.Contains(path) ? $"PAGE {path}" : $"{method} {path.Replace("/api/v1", "", StringComparison.Ordinal)}";
    }

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"];

    private static string Words(Policy policy)
    {
        var permissions = Enum.GetValues<Permissions>().Where(p => int.PopCount((int)p) == 1 && policy.Permissions.HasFlag(p))
            .Select(p => $"`{char.ToLowerInvariant(p.ToString()[0])}{p.ToString()[1..]}`").ToList();
        string[] others = policy.Door switch
        {
            Door.Public => ["everybody"],
            Door.Anyone => ["everybody; a token that is shown must be valid"],
            Door.Known => ["an account", "an API key", "an order's token"],
            Door.Account => ["an account"],
            Door.Owner when policy.Thing is Thing.Order or Thing.Cart => ["the owner", "its token"],
            Door.Owner => ["the owner"],
            _ => [],
        };
        return string.Join(", ", others.Concat(permissions));
    }
}

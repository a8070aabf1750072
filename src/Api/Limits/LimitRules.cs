using OrleansStore.Api.Access;

namespace OrleansStore.Api.Limits;

/// <summary>Which routes of the API are of which class, in one place: what is not named here reads or writes, as its method says.</summary>
internal static class LimitRules
{
    private const string Api = "/api/v1";

    private static readonly Dictionary<(string Method, string Path), LimitClass> ByRoute = new()
    {
        [("POST", "/customers")] = LimitClass.Login,
        [("POST", "/customers/me/password")] = LimitClass.Login,
        [("POST", "/customers/me/verification")] = LimitClass.Login,
        [("POST", "/orders")] = LimitClass.Checkout,
        [("POST", "/orders/{id}/pay")] = LimitClass.Checkout,
        [("POST", "/payments")] = LimitClass.Checkout,
        [("POST", "/products/import")] = LimitClass.Heavy,
        [("GET", "/products/export")] = LimitClass.Heavy,
        [("GET", "/orders/export")] = LimitClass.Heavy,
        [("GET", "/customers/me/export")] = LimitClass.Heavy,
        // For causes and timelines many streams are gone through, of popular products thousands of events.
        [("GET", "/orders/{id}/history")] = LimitClass.Heavy,
        [("GET", "/orders/{id}/timeline")] = LimitClass.Heavy,
        [("GET", "/carts/{id}/history")] = LimitClass.Heavy,
        [("GET", "/products/{id}/history")] = LimitClass.Heavy,
        [("GET", "/products/{id}/stock/history")] = LimitClass.Heavy,
        [("GET", "/products/{id}/stock/diff")] = LimitClass.Heavy,
        [("POST", "/promotions/what-if")] = LimitClass.Heavy,
        [("POST", "/admin/reconciliation")] = LimitClass.Heavy,
        [("POST", "/admin/projections/{name}/rebuild")] = LimitClass.Heavy,
    };

    /// <summary>Gives every route that declares no class the one of the table.</summary>
    public static T LimitedByRules<T>(this T routes)
        where T : IEndpointConventionBuilder
    {
        routes.Finally(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder route && !route.Metadata.OfType<Limited>().Any() && Find(route) is { } limit) route.Metadata.Add(new Limited(limit));
        });
        return routes;
    }

    private static LimitClass? Find(RouteEndpointBuilder route)
    {
        if (route.Metadata.OfType<Policy>().LastOrDefault() is { TakesQueryToken: true }) return LimitClass.Live;
        var path = route.RoutePattern.RawText![Api.Length..];
        // Whatever is added there deals in passwords and tokens.
        if (path.StartsWith("/auth/", StringComparison.Ordinal)) return LimitClass.Login;
        var methods = route.Metadata.OfType<HttpMethodMetadata>().LastOrDefault()?.HttpMethods ?? [];
        return methods.Select(m => ByRoute.TryGetValue((m, path), out var limit) ? limit : (LimitClass?)null).FirstOrDefault(limit => limit is not null);
    }
}

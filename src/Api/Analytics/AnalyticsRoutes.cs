using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.ReadModels.Analytics;

namespace OrleansStore.Api.Analytics;

/// <summary>The addresses of figures.</summary>
internal static class AnalyticsRoutes
{
    public static void MapAnalytics(this Routes routes, AnalyticsHandlers analytics)
    {
        var figures = routes.Tagged("Analytics");
        figures.Get("/analytics/dashboard", analytics.Dashboard).Answers<Dashboard>()
            .For(Policy.Needs(Permissions.Analytics)).Says("The figures of now (administrators)");
        figures.Get("/analytics/sales", SalesQuery.Parameters, async (call, query) => SalesQuery.Read(query, out var wanted) ?? await analytics.Sales(call, wanted))
            .Answers<SalesReport>().For(Policy.Needs(Permissions.Analytics)).Says("Sales, carts and accounts by hour, day, week or month (administrators)");
        figures.Get("/analytics/products", PopularQuery.Parameters, async (call, query) => PopularQuery.Read(query, out var wanted) ?? await analytics.Popular(call, wanted))
            .Answers<PopularReport>().For(Policy.Needs(Permissions.Analytics)).Says("The products that sell best in a time (administrators)");
        figures.Get("/analytics/customers/{id}", analytics.Customer).Answers<CustomerFigures>()
            .For(Policy.Needs(Permissions.Analytics)).Says("A customer in figures (administrators)");
    }
}

using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Analytics;
using OrleansStore.Api.Http;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of figures.</summary>
internal sealed class AnalyticsFields(AnalyticsHandlers analytics, DashboardFeed feed) : IFieldSource
{
    private static readonly Policy Runner = Policy.Needs(Permissions.Analytics);

    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Read("dashboard", "GET /analytics/dashboard", Runner, (_, call) => analytics.Dashboard(call));
        fields.Read("sales", "GET /analytics/sales", Runner, (context, call) =>
            SalesQuery.Read(FieldInputs.Query(context), out var query) is { } problem ? Task.FromResult<Answer>(problem) : analytics.Sales(call, query));
        fields.Read("bestSellers", "GET /analytics/products", Runner, (context, call) =>
            PopularQuery.Read(FieldInputs.Query(context), out var query) is { } problem ? Task.FromResult<Answer>(problem) : analytics.Popular(call, query));
        fields.ReadOne("customerFigures", "GET /analytics/customers/{id}", Runner, analytics.Customer);
        fields.Follow("dashboardMoved", Runner, (context, _) => new(FollowAsync(context)));
        fields.On("Dashboard", "ordersByStatus").Read<JsonElement>(dashboard => dashboard.GetProperty("ordersByStatus"u8).EnumerateObject()
            .Select(s => new Dictionary<string, object?> { ["status"] = EnumNames.OfJson(s.Name), ["count"] = s.Value }).ToArray()).Cost(0);
        fields.On("StatusCount", "status").Read<Dictionary<string, object?>>(count => count["status"]).Cost(0);
        fields.On("StatusCount", "count").Read<Dictionary<string, object?>>(count => count["count"]).Cost(0);
    }

    private async IAsyncEnumerable<object?> FollowAsync(FieldContext context)
    {
        await foreach (var update in feed.WatchAsync(context.Argument<long?>("afterPosition") ?? 0, context.Cancellation)) yield return ShopJson.Parse(update.Json);
    }
}

using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Orders;
using OrleansStore.Api.Products;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields that look back.</summary>
internal sealed class HistoryFields(OrderPast orders, OrderTimeline timeline, ProductPast products) : IFieldSource
{
    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Read("Order", "history", "GET /orders/{id}/history", OrderLoads.Policy, (context, call) => FieldPages.ReadAsync(
            context, (limit, cursor) => orders.History(call, context.SourceAs<OrderSource>().Id, new ListQuery(limit, cursor, null))));
        fields.Read("Order", "diff", "GET /orders/{id}/diff", OrderLoads.Policy, (context, call) => orders.Diff(call, context.SourceAs<OrderSource>().Id, FieldInputs.Query(context)));
        fields.Read("Order", "timeline", "GET /orders/{id}/timeline", OrderLoads.Policy, (context, call) => FieldPages.ReadAsync(
            context, (limit, cursor) => timeline.Get(call, context.SourceAs<OrderSource>().Id, new ListQuery(limit, cursor, null))));
        fields.Read("Product", "prices", "GET /products/{id}/prices", Policy.Anyone, (context, call) => FieldPages.ReadAsync(
            context, (limit, cursor) => products.Prices(call, context.SourceAs<JsonElement>().GetProperty("id"u8).GetGuid(), new ListQuery(limit, cursor, null))));
    }
}

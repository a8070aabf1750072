using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Orders;
using OrleansStore.Api.Products;
using OrleansStore.GraphQL.Execution;
using OrleansStore.Silo.History;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields that look back.</summary>
internal sealed class HistoryFields(OrderPast orders, OrderTimeline timeline, ProductPast products, FlightRecorder recorder) : IFieldSource
{
    /// <summary>What a field costs for which other streams are gone through; a request has some 40 of them.</summary>
    private const int Recorded = 500;

    /// <summary>What a field costs that goes through one stream.</summary>
    private const int Folded = 50;

    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        fields.Read("Order", "history", "GET /orders/{id}/history", OrderLoads.Policy, (context, call) => FieldPages.ReadAsync(
            context, (limit, cursor) => orders.History(call, Id(context), new ListQuery(limit, cursor, null), () => RecordAsync(context))), limit: LimitClass.Heavy);
        fields.Read("Order", "diff", "GET /orders/{id}/diff", OrderLoads.Policy, (context, call) => orders.Diff(call, Id(context), FieldInputs.Query(context)));
        fields.Read("Order", "timeline", "GET /orders/{id}/timeline", OrderLoads.Policy, (context, call) => FieldPages.ReadAsync(
            context, (limit, cursor) => timeline.Get(call, Id(context), new ListQuery(limit, cursor, null), () => RecordAsync(context))), limit: LimitClass.Heavy);
        fields.Read("Product", "prices", "GET /products/{id}/prices", Policy.Anyone, (context, call) => FieldPages.ReadAsync(
            context, (limit, cursor) => products.Prices(call, context.SourceAs<JsonElement>().GetProperty("id"u8).GetGuid(), new ListQuery(limit, cursor, null))));
        foreach (var name in (string[])["history", "timeline"]) fields.On("Order", name).Cost(Recorded);
        fields.On("Order", "diff").Cost(Folded);
        fields.On("Product", "prices").Cost(Folded);
    }

    private static Guid Id(FieldContext context) => context.SourceAs<OrderSource>().Id;

    /// <summary>The recording of the order that a field belongs to: one, however many fields and pages of a request are made of it.</summary>
    private async Task<Recording> RecordAsync(FieldContext context) =>
        (await context.Loader<Guid, Recording>("recordings", ReadAsync).LoadAsync(Id(context)))!;

    /// <summary>One after the other: each of them goes through thousands of events.</summary>
    private async ValueTask<IReadOnlyDictionary<Guid, Recording>> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var recordings = new Dictionary<Guid, Recording>(ids.Count);
        foreach (var id in ids) recordings[id] = await recorder.ReadAsync(id, cancellation);
        return recordings;
    }
}

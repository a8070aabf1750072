using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Carts;
using OrleansStore.Api.Http;
using OrleansStore.Api.Limits;
using OrleansStore.Api.Live;
using OrleansStore.Api.Orders;
using OrleansStore.Api.Pricing;
using OrleansStore.GraphQL.Execution;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.GraphQL;

/// <summary>The fields of orders.</summary>
internal sealed class OrderFields(OrderHandlers orders, OrderPast past, ExplainHandlers explain, OrderLoads loads, ObjectAccess access, LiveFeed feed) : IFieldSource
{
    private static readonly Policy Owner = Policy.OwnerOf(Thing.Order, Permissions.Orders);
    private static readonly Policy Worker = Policy.Needs(Permissions.Orders);

    /// <inheritdoc/>
    public void Connect(ShopFields fields)
    {
        ConnectReads(fields);
        ConnectCommands(fields);
        fields.Follow("orderUpdated", OrderLoads.Policy, FollowOneAsync);
        fields.Follow("myOrders", Policy.Account, (context, call) =>
            new(Follow(() => feed.WatchCustomer(call.Caller.Account, After(context), context.Cancellation))));
        fields.Follow("allOrders", Policy.Needs(Permissions.OrdersRead), (context, _) => new(Follow(() => feed.WatchAll(After(context), context.Cancellation))));
        fields.On("OrderUpdate", "order").Resolve(async context =>
            new OrderSource(await loads.LoadAsync(context, context.SourceAs<JsonElement>().GetProperty("orderId"u8).GetGuid()), null, loads));
    }

    /// <summary>Which page of orders the arguments ask for.</summary>
    public static Problem? Read(FieldContext context, int limit, string? cursor, out OrderQuery query) =>
        OrderListQuery.Read(FieldInputs.Query(context, "where", ("limit", limit), ("cursor", cursor), ("sort", context.Argument<string>("sort") is { } sort ? EnumNames.ToJson(sort) : null)), out query);

    private void ConnectReads(ShopFields fields)
    {
        fields.ReadOne("order", "GET /orders/{id}", OrderLoads.Policy, (context, call, id) => past.Get(call, id, FieldInputs.Query(context)), Shape);
        fields.Page("orders", "GET /orders", Policy.AccountOr(Permissions.OrdersRead), (context, call, limit, cursor) =>
            Read(context, limit, cursor, out var query) is { } problem ? Task.FromResult<Answer>(problem) : orders.List(call, query));
        fields.Page("customerOrders", "GET /customers/{customerId}/orders", Policy.OwnerOf(Thing.Customer, Permissions.OrdersRead), (context, call, limit, cursor) =>
            Customer(context, call) is not { } id ? Task.FromResult<Answer>(Problems.NotFound())
            : Read(context, limit, cursor, out var query) is { } problem ? Task.FromResult<Answer>(problem)
            : orders.ListOf(call, id, query));
        fields.Read("Order", "explanation", "GET /orders/{id}/explain", OrderLoads.Policy, (context, call) => explain.Get(call, context.SourceAs<OrderSource>().Id));
        fields.On("OrderPage", "items").Read<JsonElement>(page => OrderSource.OfList(page.GetProperty("items"u8), loads));
        fields.On("Order", "itemCount").Resolve(CountAsync);
    }

    private void ConnectCommands(ShopFields fields)
    {
        fields.Write<PlaceOrderRequest>("createOrder", "POST /orders", Policy.Anyone, orders.Place, Shape, LimitClass.Checkout);
        fields.Write<PayOrderRequest>("confirmPayment", "POST /orders/{id}/pay", Owner, orders.Pay, Shape, LimitClass.Checkout);
        fields.Write<CancelOrderRequest>("cancelOrder", "POST /orders/{id}/cancel", Owner, orders.Cancel, Shape);
        fields.Write<ItemRequest>("addOrderItem", "POST /orders/{id}/items", Owner, orders.AddItem, Shape);
        fields.Write<RemoveOrderItemRequest>("removeOrderItem", "DELETE /orders/{id}/items", Owner, orders.TakeItem, Shape);
        fields.Write<ShipOrderRequest>("shipOrder", "POST /orders/{id}/ship", Worker, orders.Ship, Shape);
        fields.Write<DeliverOrderRequest>("deliverOrder", "POST /orders/{id}/deliver", Worker, orders.Deliver, Shape);
        fields.Write<RefundOrderRequest>("refundOrder", "POST /orders/{id}/refunds", Worker, orders.Refund, Shape);
        fields.Write<ReturnOrderRequest>("requestReturn", "POST /orders/{id}/returns", Owner, orders.Return, Shape);
        fields.Write<NoInput>("approveReturn", "POST /orders/{id}/returns/{number}/approve", Worker, Numbered<NoInput>(orders.ApproveReturn), Shape);
        fields.Write<RejectReturnRequest>("rejectReturn", "POST /orders/{id}/returns/{number}/reject", Worker, Numbered<RejectReturnRequest>(orders.RejectReturn), Shape);
        fields.Write<ReceiveReturnRequest>("receiveReturn", "POST /orders/{id}/returns/{number}/receive", Worker, Numbered<ReceiveReturnRequest>(orders.ReceiveReturn), Shape);
        fields.Write<AddNoteRequest>("addOrderNote", "POST /orders/{id}/notes", Owner, orders.AddNote, Shape);
    }

    private object? Shape(Answer answer) => OrderSource.Of(answer, loads);

    private static Func<FieldContext, Call, T, Task<Answer>> Numbered<T>(Func<Call, Guid, int, T, Task<Answer>> handle) => (context, call, input) =>
        FieldInputs.Id(context, "id") is { } id && context.Argument<int>("number") is > 0 and var number ? handle(call, id, number, input) : Task.FromResult<Answer>(Problems.NotFound());

    // The caller's own where nobody is named.
    private static Guid? Customer(FieldContext context, Call call) => context.Argument<string>("customerId") is null ? call.Caller.Id : FieldInputs.Id(context, "customerId");

    private static async ValueTask<object?> CountAsync(FieldContext context)
    {
        var order = context.SourceAs<OrderSource>();
        if (order.Json.TryGetProperty("itemCount"u8, out var counted)) return counted;
        var whole = await order.WholeAsync(context);
        return whole.GetProperty("items"u8).EnumerateArray().Sum(i => i.GetProperty("quantity"u8).GetInt32());
    }

    private async ValueTask<IAsyncEnumerable<object?>> FollowOneAsync(FieldContext context, Call call)
    {
        if (FieldInputs.Id(context, "orderId") is not { } id) throw ShopFields.Refuse(context, Problems.NotFound());
        var order = await access.FindOrder(call, id);
        if (order.Error is { } error) throw ShopFields.Refuse(context, Problem.Of(error));
        var after = context.Argument<int?>("afterVersion") ?? 0;
        return Follow(() => feed.WatchOrder(id, after, context.Cancellation, withInternal: ObjectAccess.SeesInternals(call.Caller)));
    }

    private static long After(FieldContext context) => context.Argument<long?>("afterPosition") ?? -1;

    /// <summary>Watches from the first look on, so that who never looks leaves nothing behind.</summary>
    private static async IAsyncEnumerable<object?> Follow(Func<LiveSubscription> open)
    {
        using var subscription = open();
        while (true)
            foreach (var update in await subscription.NextAsync()) yield return ShopJson.Parse(update.Json);
    }
}

using OrleansStore.Api.Access;
using OrleansStore.Api.Carts;
using OrleansStore.Api.History;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Orders;

/// <summary>The addresses of orders and their payments.</summary>
internal static class OrderRoutes
{
    public static void MapOrders(this Routes routes, OrderHandlers orders, OrderPast past)
    {
        var order = routes.Tagged("Orders");
        order.Post<PlaceOrderRequest>("/orders", orders.Place).Answers<OrderView>(201, 202).AnswersAlso("orderToken", "What a guest opens the order with.").For(Policy.Anyone).Says("Place an order");
        order.Get("/orders/{id}", When.Parameters, past.Get).Answers<OrderView>().For(Policy.OwnerOf(Thing.Order, Permissions.OrdersRead)).Says("An order, as it is or as it was");
        order.Get("/orders", OrderListQuery.Parameters, async (call, query) => OrderListQuery.Read(query, out var wanted) ?? await orders.List(call, wanted)).Answers<OrderPage>().Reads(ReadModelNames.Orders).For(Policy.AccountOr(Permissions.OrdersRead)).Says("Your orders (administrators: all), newest first, with filters");
        order.Post<PayOrderRequest>("/orders/{id}/pay", orders.Pay).Answers<OrderView>(200, 202).For(Policy.OwnerOf(Thing.Order, Permissions.Orders)).Says("Pay a pending order");
        order.Post<CancelOrderRequest>("/orders/{id}/cancel", orders.Cancel).Answers<OrderView>(200, 202).For(Policy.OwnerOf(Thing.Order, Permissions.Orders)).Says("Cancel an order that has not left");
        order.Post<ItemRequest>("/orders/{id}/items", orders.AddItem).Answers<OrderView>(200, 202).For(Policy.OwnerOf(Thing.Order, Permissions.Orders)).Says("Add pieces to an unpaid order");
        order.Delete<RemoveOrderItemRequest>("/orders/{id}/items", orders.TakeItem).Answers<OrderView>(200, 202).For(Policy.OwnerOf(Thing.Order, Permissions.Orders)).Says("Take pieces off an unpaid order");
        order.Delete("/orders/{id}/items/{productId}", orders.RemoveLine).Answers<OrderView>(200, 202).For(Policy.OwnerOf(Thing.Order, Permissions.Orders)).Says("Take a line off an unpaid order");
        order.Post<ShipOrderRequest>("/orders/{id}/ship", orders.Ship).Answers<OrderView>().For(Policy.Needs(Permissions.Orders)).Says("Goods left, all of them or some (administrators)");
        order.Post<DeliverOrderRequest>("/orders/{id}/deliver", orders.Deliver).Answers<OrderView>().For(Policy.Needs(Permissions.Orders)).Says("Goods arrived (administrators)");
        order.Post<RefundOrderRequest>("/orders/{id}/refunds", orders.Refund).Answers<OrderView>(200, 202).For(Policy.Needs(Permissions.Orders)).Says("Give money back (administrators)");
        order.Post<ReturnOrderRequest>("/orders/{id}/returns", orders.Return).Answers<OrderView>(201).For(Policy.OwnerOf(Thing.Order, Permissions.Orders)).Says("Ask to send pieces back");
        order.Post<NoInput>("/orders/{id}/returns/{number}/approve", orders.ApproveReturn).Answers<OrderView>().For(Policy.Needs(Permissions.Orders)).Says("Take pieces back (administrators)");
        order.Post<RejectReturnRequest>("/orders/{id}/returns/{number}/reject", orders.RejectReturn).Answers<OrderView>().For(Policy.Needs(Permissions.Orders)).Says("Take pieces not back (administrators)");
        order.Post<ReceiveReturnRequest>("/orders/{id}/returns/{number}/receive", orders.ReceiveReturn).Answers<OrderView>(200, 202).For(Policy.Needs(Permissions.Orders)).Says("Pieces came back: goods on the shelf, money to the buyer (administrators)");
        order.Post<AddNoteRequest>("/orders/{id}/notes", orders.AddNote).Answers<OrderView>(201).For(Policy.OwnerOf(Thing.Order, Permissions.Orders)).Says("Write something down about an order");
        routes.Tagged("Payments").Post<PaymentForOrderRequest>("/payments", orders.PayFor).Answers<OrderView>(200, 202).For(Policy.OwnerOf(Thing.Order, Permissions.Orders)).Says("Pay a pending order");
    }
}

using OrleansStore.Api.Http;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Orders;

/// <summary>The addresses of orders and their payments.</summary>
internal static class OrderRoutes
{
    public static void MapOrders(this Routes routes, OrderHandlers orders)
    {
        var order = routes.Tagged("Orders");
        order.Post<PlaceOrderRequest>("/orders", orders.Place).Answers<OrderView>(201, 202).Says("Place an order");
        order.List("/orders", orders.List).Answers<OrderPage>().Says("Your orders (administrators: all), newest first");
        order.Get("/orders/{id}", orders.Get).Answers<OrderView>().Says("An order");
        order.Post<PayOrderRequest>("/orders/{id}/pay", orders.Pay).Answers<OrderView>(200, 202).Says("Pay a pending order");
        order.Post<CancelOrderRequest>("/orders/{id}/cancel", orders.Cancel).Answers<OrderView>(200, 202).Says("Cancel an order that has not left");
        order.Post<AddOrderItemRequest>("/orders/{id}/items", orders.AddItem).Answers<OrderView>(200, 202).Says("Add pieces to an unpaid order");
        order.Delete<RemoveOrderItemRequest>("/orders/{id}/items", orders.TakeItem).Answers<OrderView>(200, 202).Says("Take pieces off an unpaid order");
        order.Delete("/orders/{id}/items/{productId}", orders.RemoveLine).Answers<OrderView>(200, 202).Says("Take a line off an unpaid order");
        order.Post<ShipOrderRequest>("/orders/{id}/ship", orders.Ship).Answers<OrderView>().Says("The goods left (administrators)");
        order.Post<NoInput>("/orders/{id}/deliver", orders.Deliver).Answers<OrderView>().Says("The goods arrived (administrators)");
        routes.Tagged("Payments").Post<PaymentForOrderRequest>("/payments", orders.PayFor).Answers<OrderView>(200, 202).Says("Pay a pending order");
    }
}

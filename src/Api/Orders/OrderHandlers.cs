using OrleansStore.Api.Carts;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Api.Products;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Orders;

/// <summary>What can be done with orders.</summary>
public sealed class OrderHandlers(IGrainFactory grains, OrderAccess access, OrderTokens tokens, CartHandlers carts, IOrderQueries queries)
{
    /// <summary>Places an order; its id is the command's.</summary>
    public async Task<Answer> Place(Call call, PlaceOrderRequest input)
    {
        if (call.Caller.Id is null && input.Email is null) return Problems.Validation("email", "Required from guests.");
        if (input.CartId is { } cartId)
        {
            var cart = await carts.Find(call.Caller, cartId);
            if (cart.Error is not null) return Answer.Refuse(cart);
        }

        var start = new StartCheckout(
            call.Context,
            call.Caller.Id,
            call.Caller.Id is null ? input.Email : null,
            input.CartId,
            [.. (input.Items ?? []).Select(i => i.ToItem())],
            input.ShippingAddress!.ToAddress(),
            input.Payment!.ToChoice());
        return Placed(call, await Checkout(call.CommandId).Start(start));
    }

    /// <summary>An order.</summary>
    public async Task<Answer> Get(Call call, Guid id) => ToAnswer(await access.Find(call.Caller, id));

    /// <summary>The caller's orders, newest first; an administrator's are everybody's.</summary>
    public Task<Answer> List(Call call, ListQuery query) => call.Caller.Id is { } id
        ? Page(call.Caller.IsAdmin ? null : id, query)
        : Task.FromResult<Answer>(Problems.Unauthenticated());

    /// <summary>A customer's orders, newest first.</summary>
    public async Task<Answer> ListOf(Call call, Guid customerId, ListQuery query) =>
        CustomerHandlers.CheckOwner(call.Caller, customerId) is { } refusal ? refusal : await Page(customerId, query);

    /// <summary>Pays a pending order.</summary>
    public Task<Answer> Pay(Call call, Guid id, PayOrderRequest input) => Work(call, id, checkout =>
        checkout.Pay(new PayCheckout(call.Context, new PaymentChoice(input.Method!, input.Token), input.Amount?.ToMoney(), call.ExpectedVersion)));

    /// <summary>Pays a pending order.</summary>
    public Task<Answer> PayFor(Call call, PaymentForOrderRequest input) =>
        Pay(call, input.OrderId!.Value, new PayOrderRequest(input.Method, input.Token, input.Amount));

    /// <summary>Cancels an order that has not left.</summary>
    public Task<Answer> Cancel(Call call, Guid id, CancelOrderRequest input) => Work(call, id, checkout =>
        checkout.Cancel(new CancelOrder(call.Context, input.Reason ?? "Cancelled on request.", call.ExpectedVersion)));

    /// <summary>Adds pieces to an unpaid order.</summary>
    public Task<Answer> AddItem(Call call, Guid id, AddOrderItemRequest input) => Work(call, id, checkout =>
        checkout.ChangeItem(new ChangeOrderItem(call.Context, input.ProductId!.Value, input.Quantity!.Value, call.ExpectedVersion)));

    /// <summary>Takes pieces off an unpaid order.</summary>
    public Task<Answer> TakeItem(Call call, Guid id, RemoveOrderItemRequest input) =>
        Remove(call, id, input.ProductId!.Value, input.Quantity);

    /// <summary>Takes a whole line off an unpaid order.</summary>
    public Task<Answer> RemoveLine(Call call, Guid id, Guid productId) => Remove(call, id, productId, null);

    /// <summary>The goods left.</summary>
    public async Task<Answer> Ship(Call call, Guid id, ShipOrderRequest input) => ProductHandlers.CheckAdmin(call.Caller) is { } refusal
        ? refusal
        : ToAnswer(await Order(id).Ship(new ShipOrder(call.Context, call.ExpectedVersion, input.TrackingNumber!, input.Carrier!)));

    /// <summary>The goods arrived.</summary>
    public async Task<Answer> Deliver(Call call, Guid id, NoInput input) => ProductHandlers.CheckAdmin(call.Caller) is { } refusal
        ? refusal
        : ToAnswer(await Order(id).Deliver(new DeliverOrder(call.Context, call.ExpectedVersion)));

    private Task<Answer> Remove(Call call, Guid id, Guid productId, int? quantity) => Work(call, id, checkout =>
        checkout.ChangeItem(new ChangeOrderItem(call.Context, productId, -quantity, call.ExpectedVersion)));

    private async Task<Answer> Work(Call call, Guid id, Func<ICheckoutGrain, Task<Result<CheckoutView>>> work)
    {
        var order = await access.Find(call.Caller, id);
        if (order.Error is not null) return Answer.Refuse(order);
        var result = await work(Checkout(id));
        if (result.Error is not null) return Answer.Refuse(result);
        var view = result.Value!;
        var present = view.Order ?? order.Value!;
        return Answer.Of(present, view.Finished ? 200 : 202, result.Position, present.Version);
    }

    private async Task<Answer> Page(Guid? customerId, ListQuery query) =>
        Answer.Of(await queries.ListAsync(customerId, query.Status, query.Limit, query.Cursor));

    private Answer Placed(Call call, Result<CheckoutView> result)
    {
        var id = call.CommandId;
        var token = call.Caller.Id is null ? tokens.Issue(id) : null;
        if (result.Error is { } error)
        {
            var problem = Problem.Of(error);
            if (result.Value?.Order is null) return Answer.Refuse(problem, result.Position);
            problem = problem.With("orderId", id.ToString());
            return Answer.Refuse(token is null ? problem : problem.With("orderToken", token), result.Position);
        }

        var view = result.Value!;
        var body = view.Order is { } order ? ApiJson.Encode(order) : ApiJson.Encode(new OrderUnderWay(id, OrderStatus.Pending));
        return new Answer(view.Finished ? 201 : 202, token is null ? body : WithToken(body, token))
        {
            Position = result.Position,
            Version = view.Order?.Version ?? 0,
            Location = $"/api/v1/orders/{id}",
        };
    }

    // The token is base64url and needs no escaping.
    private static byte[] WithToken(byte[] json, string token) => [.. json.AsSpan()[..^1], .. System.Text.Encoding.ASCII.GetBytes($",\"orderToken\":\"{token}\"}}")];

    private static Answer ToAnswer(Result<OrderView> result) => result.Error is null
        ? Answer.Of(result.Value!, 200, result.Position, result.Value!.Version)
        : Answer.Refuse(result);

    private ICheckoutGrain Checkout(Guid id) => grains.GetGrain<ICheckoutGrain>(id);

    private IOrderGrain Order(Guid id) => grains.GetGrain<IOrderGrain>(id);
}

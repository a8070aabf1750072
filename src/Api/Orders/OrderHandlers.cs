using System.Collections.Immutable;
using OrleansStore.Api.Access;
using OrleansStore.Api.Carts;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Orders;
using OrleansStore.Silo.Tokens;

namespace OrleansStore.Api.Orders;

/// <summary>What can be done with orders.</summary>
public sealed class OrderHandlers(IGrainFactory grains, ObjectAccess access, OrderTokens tokens, IOrderQueries queries)
{
    /// <summary>Places an order; its id is the command's.</summary>
    public async Task<Answer> Place(Call call, PlaceOrderRequest input)
    {
        if (call.Caller.Id is null && input.Email is null) return Problems.Validation("email", "Required from guests.");
        if (input.CartId is { } cartId)
        {
            var cart = await access.FindCart(call, cartId);
            if (cart.Error is not null) return Answer.Refuse(cart);
        }

        var start = new StartCheckout(
            call.Context,
            call.Caller.Id,
            call.Caller.Id is null ? input.Email : null,
            input.CartId,
            [.. (input.Items ?? []).Select(i => i.ToItem())],
            input.ShippingAddress!.ToAddress(),
            input.Payment!.ToChoice(),
            input.Coupon,
            input.ShippingMethod,
            input.ExpectedTotal?.ToMoney());
        return Placed(call, await Checkout(call.CommandId).Start(start));
    }

    /// <summary>An order.</summary>
    public async Task<Answer> Get(Call call, Guid id) => ToAnswer(call, await access.FindOrder(call, id));

    /// <summary>The caller's orders, newest first; who may see all sees everybody's.</summary>
    public Task<Answer> List(Call call, ListQuery query) => List(call, ToOrderQuery(query));

    /// <summary>The caller's orders; who may see all sees everybody's.</summary>
    public async Task<Answer> List(Call call, OrderQuery query)
    {
        if (!call.Caller.May(call.Policy.Permissions))
        {
            if (query.CustomerId is { } named && ObjectAccess.CheckCustomer(call, named) is { } refusal) return refusal;
            query = query with { CustomerId = call.Caller.Account };
        }

        return OrderListQuery.Check(query) is { } problem ? problem : Answer.Of(await queries.ListAsync(query));
    }

    /// <summary>A customer's orders, newest first.</summary>
    public Task<Answer> ListOf(Call call, Guid customerId, ListQuery query) => ListOf(call, customerId, ToOrderQuery(query));

    /// <summary>A customer's orders.</summary>
    public async Task<Answer> ListOf(Call call, Guid customerId, OrderQuery query) =>
        ObjectAccess.CheckCustomer(call, customerId) is { } refusal ? refusal : await List(call, query with { CustomerId = customerId });

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
    public Task<Answer> AddItem(Call call, Guid id, ItemRequest input) => Work(call, id, checkout =>
        checkout.ChangeItem(new ChangeOrderItem(call.Context, input.ProductId!.Value, input.Quantity!.Value, call.ExpectedVersion)));

    /// <summary>Takes pieces off an unpaid order.</summary>
    public Task<Answer> TakeItem(Call call, Guid id, RemoveOrderItemRequest input) =>
        Remove(call, id, input.ProductId!.Value, input.Quantity);

    /// <summary>Takes a whole line off an unpaid order.</summary>
    public Task<Answer> RemoveLine(Call call, Guid id, Guid productId) => Remove(call, id, productId, null);

    /// <summary>Goods left.</summary>
    public Task<Answer> Ship(Call call, Guid id, ShipOrderRequest input) => Administer(call, id, order =>
        order.Ship(new ShipOrder(call.Context, call.ExpectedVersion, input.ToParcels(), Pieces(input.Lines))));

    /// <summary>Goods arrived.</summary>
    public Task<Answer> Deliver(Call call, Guid id, DeliverOrderRequest input) => Administer(call, id, order =>
        order.Deliver(new DeliverOrder(call.Context, call.ExpectedVersion, input.Shipment)));

    /// <summary>Gives money back.</summary>
    public Task<Answer> Refund(Call call, Guid id, RefundOrderRequest input) =>
        Work(call, id, checkout => checkout.Refund(new RefundOrder(call.Context, input.Amount!.ToMoney(), input.Reason!, call.ExpectedVersion)));

    /// <summary>Asks to send pieces back.</summary>
    public async Task<Answer> Return(Call call, Guid id, ReturnOrderRequest input)
    {
        var order = await access.FindOrder(call, id);
        if (order.Error is not null) return Answer.Refuse(order);
        return ToAnswer(call, await Order(id).RequestReturn(new RequestReturn(call.Context, call.ExpectedVersion, Pieces(input.Lines)!.Value, input.Reason!)), 201);
    }

    /// <summary>Takes pieces back.</summary>
    public Task<Answer> ApproveReturn(Call call, Guid id, int number, NoInput input) => Administer(call, id, order =>
        order.AnswerReturn(new AnswerReturn(call.Context, call.ExpectedVersion, number, Rejected: null)));

    /// <summary>Does not take pieces back.</summary>
    public Task<Answer> RejectReturn(Call call, Guid id, int number, RejectReturnRequest input) => Administer(call, id, order =>
        order.AnswerReturn(new AnswerReturn(call.Context, call.ExpectedVersion, number, input.Reason!)));

    /// <summary>The pieces of a return came back.</summary>
    public Task<Answer> ReceiveReturn(Call call, Guid id, int number, ReceiveReturnRequest input) =>
        Work(call, id, checkout => checkout.ReceiveReturn(
            new ReceiveReturn(call.Context, number, Pieces(input.Restock), input.Refund?.ToMoney(), call.ExpectedVersion)));

    /// <summary>Writes something down; what is internal only administrators write and see.</summary>
    public async Task<Answer> AddNote(Call call, Guid id, AddNoteRequest input)
    {
        var order = await access.FindOrder(call, id);
        if (order.Error is not null) return Answer.Refuse(order);
        if (input.Internal == true && ObjectAccess.CheckInternals(call.Caller) is { } refusal) return refusal;
        return ToAnswer(call, await Order(id).AddNote(new AddNote(call.Context, input.Text!, input.Internal == true)), 201);
    }

    private async Task<Answer> Administer(Call call, Guid id, Func<IOrderGrain, Task<Result<OrderView>>> work) =>
        ToAnswer(call, await work(Order(id)));

    private Task<Answer> Remove(Call call, Guid id, Guid productId, int? quantity) => Work(call, id, checkout =>
        checkout.ChangeItem(new ChangeOrderItem(call.Context, productId, -quantity, call.ExpectedVersion)));

    private async Task<Answer> Work(Call call, Guid id, Func<ICheckoutGrain, Task<Result<CheckoutView>>> work)
    {
        var order = await access.FindOrder(call, id);
        if (order.Error is not null) return Answer.Refuse(order);
        var result = await work(Checkout(id));
        if (result.Error is not null) return Answer.Refuse(result);
        var view = result.Value!;
        var present = ObjectAccess.Show(call.Caller, view.Order ?? order.Value!);
        return Answer.Of(present, view.Finished ? 200 : 202, result.Position, present.Version) with { Subject = SubjectOf(present) };
    }

    private static OrderQuery ToOrderQuery(ListQuery query) => new(query.Limit, query.Cursor) { Status = query.Status };

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
        var body = view.Order is { } order ? ApiJson.Encode(ObjectAccess.Show(call.Caller, order)) : ApiJson.Encode(new OrderUnderWay(id, OrderStatus.Pending));
        return new Answer(view.Finished ? 201 : 202, token is null ? body : WithToken(body, token))
        {
            Position = result.Position,
            Version = view.Order?.Version ?? 0,
            Location = $"/api/v1/orders/{id}",
        };
    }

    // The token is base64url and needs no escaping.
    private static byte[] WithToken(byte[] json, string token) => [.. json.AsSpan()[..^1], .. System.Text.Encoding.ASCII.GetBytes($",\"orderToken\":\"{token}\"}}")];

    private static ImmutableArray<OrderPieces>? Pieces(ItemRequest[]? lines) => lines is null ? null : [.. lines.Select(l => l.ToPieces())];

    private static Answer ToAnswer(Call call, Result<OrderView> result, int status = 200) => result.Error is null
        ? Answer.Of(ObjectAccess.Show(call.Caller, result.Value!), status, result.Position, result.Value!.Version) with { Subject = SubjectOf(result.Value) }
        : Answer.Refuse(result);

    private static Guid SubjectOf(OrderView order) => order.CustomerId ?? order.Id;

    private ICheckoutGrain Checkout(Guid id) => grains.GetGrain<ICheckoutGrain>(id);

    private IOrderGrain Order(Guid id) => grains.GetGrain<IOrderGrain>(id);
}

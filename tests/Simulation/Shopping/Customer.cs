using System.Collections.Immutable;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Simulation.Audit;
using OrleansStore.Simulation.World;

namespace OrleansStore.Simulation.Shopping;

/// <summary>Buys a few times: fills a cart or not, pays at once or later, changes its mind, clicks twice.</summary>
internal sealed class Customer(Caller caller, Shopkeeper shop, Acknowledgements answers, Reached reached)
{
    private static readonly string[] Tokens = ["card_ok", "card_ok", "card_ok", "card_declined", "card_timeout"];

    private readonly Guid _id = caller.Chance.NewId();
    private readonly Address _address = new("1 Main St", "Springfield", null, "12345", "US");

    private Chance Chance => caller.Chance;

    private string Actor => Actors.Customer(_id);

    public async Task ShopAsync()
    {
        var purchases = Chance.Between(1, 3);
        for (var i = 0; i < purchases; i++)
        {
            await caller.Think(TimeSpan.FromSeconds(2));
            await BuyAsync();
        }
    }

    private async Task BuyAsync()
    {
        var items = SomeItems();
        var cart = Chance.Happens(0.7) ? await FillCartAsync(items) : (Guid?)null;
        var bought = StartAsync(cart, items);
        if (cart is not null && Chance.Happens(0.2))
        {
            // Two windows, one cart: at most one of the two becomes an order.
            var other = StartAsync(cart, items);
            await ContinueAsync(await bought);
            await ContinueAsync(await other);
            return;
        }

        var order = await bought;
        await ContinueAsync(order);
        if (cart is { } refused && order is { Status: OrderStatus.Cancelled, CancelReason: "outOfStock" }) await OrderLessAsync(refused, items);
    }

    /// <summary>The cart is open again after a refusal; one piece may still be had.</summary>
    private async Task OrderLessAsync(Guid cart, ImmutableArray<CartItem> items)
    {
        foreach (var item in items.Where(i => i.Quantity > 1)) await SetItemAsync(cart, item.ProductId, 1);
        await ContinueAsync(await StartAsync(cart, items));
    }

    private async Task<Guid> FillCartAsync(ImmutableArray<CartItem> items)
    {
        var id = Chance.NewId();
        var create = new CreateCart(caller.NewCommand(Actor), _id, items);
        var created = await caller.AskAsync($"create cart {id:N}", g => g.GetGrain<ICartGrain>(id).Create(create));
        SimulationFailure.Unless(created.Error is null, $"cart {id} is refused: {created.Error}");
        answers.Add(created.Value!);
        if (Chance.Happens(0.3)) await SetItemAsync(id, items[0].ProductId, Chance.Between(1, 3));
        return id;
    }

    private async Task SetItemAsync(Guid cart, Guid product, int quantity)
    {
        var set = new SetCartItem(caller.NewCommand(Actor), null, product, quantity);
        var done = await caller.AskAsync($"cart {cart:N}: {quantity} of {product:N}", g => g.GetGrain<ICartGrain>(cart).SetItem(set));
        if (done.Value is not null) answers.Add(done.Value);
    }

    private async Task<OrderView?> StartAsync(Guid? cart, ImmutableArray<CartItem> items)
    {
        var id = Chance.NewId();
        var payment = Chance.Happens(0.5) ? new PaymentChoice(PaymentChoice.Later) : Card();
        var start = new StartCheckout(caller.NewCommand(Actor), _id, null, cart, cart is null ? items : [], _address, payment, Chance.Happens(0.3) ? Shopkeeper.Coupon : null);
        var order = await CheckOutAsync(OrderVerb.Start, start.Context, id, c => c.Start(start));
        if (order is not null && cart is null)
        {
            SimulationFailure.Unless(
                order.CustomerId == _id && order.ShippingAddress == _address,
                $"order {id} is shown as somebody else's: {order}");
        }

        return order;
    }

    private async Task ContinueAsync(OrderView? order)
    {
        for (var steps = Chance.Between(0, 4); steps > 0 && order is { Status: OrderStatus.Pending or OrderStatus.Paid }; steps--)
        {
            await caller.Think(TimeSpan.FromSeconds(3));
            order = order.Status == OrderStatus.Pending ? await ContinuePendingAsync(order) : await ContinuePaidAsync(order);
        }
    }

    private async Task<OrderView?> ContinuePendingAsync(OrderView order)
    {
        switch (Chance.Below(8))
        {
            case 0 or 1:
                return await ChangeAsync(order) ?? order;
            case 2:
                await PayAsync(order, Card(), order.Total with { Amount = order.Total.Amount + 1 });
                return order;
            case 3:
                return await CancelAsync(order.Id) ?? order;
            case 4:
                return await BothAsync(PayAsync(order, Card(), null), CancelAsync(order.Id)) ?? order;
            case 5:
                return await BothAsync(PayAsync(order, Card(), null), PayAsync(order, Card(), order.Total)) ?? order;
            case 6:
                return await BothAsync(PayAsync(order, Card(), null), ChangeAsync(order)) ?? order;
            default:
                return await PayAsync(order, Card(), Chance.Happens(0.5) ? order.Total : null) ?? order;
        }
    }

    private async Task<OrderView?> ContinuePaidAsync(OrderView order)
    {
        switch (Chance.Below(7))
        {
            case 0 or 1:
                return await CancelAsync(order.Id) ?? order;
            case 2:
                await shop.ShipAsync(order.Id);
                return null;
            case 3 or 4:
                await SendBackAsync(order);
                return null;
            case 5:
                var refunding = shop.RefundAsync(order);
                if (Chance.Happens(0.5)) await CancelAsync(order.Id);
                await refunding;
                return null;
            default:
                // The back office ships in the very moments in which the customer cancels: before, while and after the
                // cancellation is written down.
                await Task.WhenAll(CancelAsync(order.Id), ShipSoonAsync(order.Id));
                return null;
        }
    }

    /// <summary>It arrives, and some of it goes back, perhaps while some of its price is given back anyway.</summary>
    private async Task SendBackAsync(OrderView order)
    {
        await shop.ShipAsync(order.Id);
        await shop.DeliverAsync(order.Id);
        var item = Chance.Pick(order.Items);
        var ask = new RequestReturn(caller.NewCommand(Actor), null, [new(item.ProductId, Chance.Between(1, item.Quantity))], "broken");
        var asked = await caller.AskAsync($"return of {order.Id:N}", g => g.GetGrain<IOrderGrain>(order.Id).RequestReturn(ask));
        answers.Add(OrderVerb.Look, ask.Context.CommandId, order.Id, asked.Value, asked.Error);
        if (asked.Value?.Returns is not [.., var last]) return;
        var takingBack = shop.TakeBackAsync(order.Id, last.Number);
        if (Chance.Happens(0.3)) await shop.RefundAsync(order);
        await takingBack;
    }

    private async Task ShipSoonAsync(Guid order)
    {
        await caller.Think(TimeSpan.FromMilliseconds(5));
        await shop.ShipAsync(order);
    }

    private static async Task<OrderView?> BothAsync(Task<OrderView?> one, Task<OrderView?> other)
    {
        var (a, b) = (await one, await other);
        return a is null || (b is not null && b.Version > a.Version) ? b : a;
    }

    private Task<OrderView?> PayAsync(OrderView order, PaymentChoice card, Money? amount)
    {
        var pay = new PayCheckout(caller.NewCommand(Actor), card, amount);
        return CheckOutAsync(OrderVerb.Pay, pay.Context, order.Id, c => c.Pay(pay));
    }

    private Task<OrderView?> CancelAsync(Guid order)
    {
        var cancel = new CancelOrder(caller.NewCommand(Actor), "changed my mind");
        return CheckOutAsync(OrderVerb.Cancel, cancel.Context, order, c => c.Cancel(cancel));
    }

    private Task<OrderView?> ChangeAsync(OrderView order)
    {
        var change = new ChangeOrderItem(caller.NewCommand(Actor), Chance.Pick(shop.OnSale), Chance.Pick([-1, 1, 2, 5]));
        return CheckOutAsync(OrderVerb.ChangeItem, change.Context, order.Id, c => c.ChangeItem(change));
    }

    private async Task<OrderView?> CheckOutAsync(
        OrderVerb verb, CommandContext context, Guid order, Func<ICheckoutGrain, Task<Result<CheckoutView>>> ask)
    {
        var result = await caller.AskAsync($"{verb} {order:N}", g => ask(g.GetGrain<ICheckoutGrain>(order)), view => view.Finished);
        answers.Add(verb, context.CommandId, order, result.Value?.Order, result.Error);
        if (result.Error?.Code == "wrongAmount") reached.Add(Way.WrongAmountRefused);
        return result.Value?.Order;
    }

    private PaymentChoice Card() => new(PaymentChoice.Card, Chance.Pick(Tokens));

    private ImmutableArray<CartItem> SomeItems()
    {
        var items = ImmutableArray.CreateBuilder<CartItem>();
        foreach (var product in shop.OnSale)
            if (Chance.Happens(0.5)) items.Add(new CartItem(product, Chance.Between(1, 3)));
        if (items.Count == 0) items.Add(new CartItem(Chance.Pick(shop.OnSale), 1));
        return items.ToImmutable();
    }
}

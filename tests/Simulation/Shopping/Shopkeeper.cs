using OrleansStore.Contracts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Contracts.Stock;
using OrleansStore.Simulation.Audit;

namespace OrleansStore.Simulation.Shopping;

/// <summary>Puts three scarce products on sale, gets some more, corrects counts, and ships.</summary>
internal sealed class Shopkeeper(Caller caller, Acknowledgements answers)
{
    private const int Products = 3;

    private static readonly string Actor = Actors.Admin(new Guid("00000000-0000-7000-8000-000000000001"));

    /// <summary>A tenth off, for the first few.</summary>
    public const string Coupon = "FEW";

    /// <summary>How many orders may have it.</summary>
    public const int CouponUses = 4;

    private readonly List<Guid> _products = [];

    /// <summary>What is on sale.</summary>
    public IReadOnlyList<Guid> OnSale => _products;

    public async Task OpenAsync()
    {
        for (var i = 0; i < Products; i++)
        {
            var id = caller.Chance.NewId();
            var product = new CreateProduct(
                caller.NewCommand(Actor), $"SKU-{i}", $"Product {i}", "", new Money(caller.Chance.Between(1, 50_000), "USD"), "things", [], null);
            var created = await caller.AskAsync($"create product {i}", g => g.GetGrain<IProductGrain>(id).Create(product));
            SimulationFailure.Unless(created.Error is null, $"product {i} is refused: {created.Error}");
            await ReceiveAsync(id, caller.Chance.Between(2, 9));
            _products.Add(id);
        }

        await OfferCouponAsync();
    }

    private async Task OfferCouponAsync()
    {
        var terms = new PromotionTerms(
            "A tenth off", Coupon, PromotionKind.Percentage, 100_000, null, null, null, null, [], [], null, null, false, null, CouponUses, 1, 0, false, true);
        var create = new CreatePromotion(caller.NewCommand(Actor), caller.Chance.NewId(), terms);
        var created = await caller.AskAsync("create coupon", g => g.GetGrain<IPromotionBookGrain>(PromotionBook.Key).Create(create));
        SimulationFailure.Unless(created.Error is null, $"the coupon is refused: {created.Error}");
    }

    public async Task KeepAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            await caller.Think(TimeSpan.FromSeconds(20));
            var product = caller.Chance.Pick(_products);
            if (caller.Chance.Happens(0.5)) await ReceiveAsync(product, caller.Chance.Between(1, 3));
            else await AdjustAsync(product);
        }
    }

    public async Task ShipAsync(Guid order)
    {
        var ship = new ShipOrder(caller.NewCommand(Actor), null, [new("1Z999", "UPS")]);
        var shipped = await caller.AskAsync($"ship {order:N}", g => g.GetGrain<IOrderGrain>(order).Ship(ship));
        answers.Add(OrderVerb.Ship, ship.Context.CommandId, order, shipped.Value, shipped.Error);
    }

    public async Task DeliverAsync(Guid order)
    {
        var deliver = new DeliverOrder(caller.NewCommand(Actor), null);
        var delivered = await caller.AskAsync($"deliver {order:N}", g => g.GetGrain<IOrderGrain>(order).Deliver(deliver));
        answers.Add(OrderVerb.Look, deliver.Context.CommandId, order, delivered.Value, delivered.Error);
    }

    public async Task RefundAsync(OrderView order)
    {
        var amount = order.Total with { Amount = caller.Chance.Between(1, (int)Math.Min(order.Total.Amount, 20_000)) };
        var refund = new RefundOrder(caller.NewCommand(Actor), amount, "late");
        await CheckOutAsync(OrderVerb.Refund, refund.Context, order.Id, c => c.Refund(refund));
    }

    /// <summary>Takes pieces back.</summary>
    public async Task TakeBackAsync(Guid order, int number)
    {
        var approve = new AnswerReturn(caller.NewCommand(Actor), null, number, null);
        var approved = await caller.AskAsync($"approve return {number} of {order:N}", g => g.GetGrain<IOrderGrain>(order).AnswerReturn(approve));
        answers.Add(OrderVerb.Look, approve.Context.CommandId, order, approved.Value, approved.Error);
        var receive = new ReceiveReturn(caller.NewCommand(Actor), number);
        await CheckOutAsync(OrderVerb.TakeBack, receive.Context, order, c => c.ReceiveReturn(receive));
    }

    private async Task CheckOutAsync(OrderVerb verb, CommandContext context, Guid order, Func<ICheckoutGrain, Task<Result<CheckoutView>>> ask)
    {
        var result = await caller.AskAsync($"{verb} {order:N}", g => ask(g.GetGrain<ICheckoutGrain>(order)), view => view.Finished);
        answers.Add(verb, context.CommandId, order, result.Value?.Order, result.Error);
    }

    private async Task ReceiveAsync(Guid product, int quantity)
    {
        var command = new ReceiveStock(caller.NewCommand(Actor), quantity);
        var received = await caller.AskAsync($"receive {quantity} of {product:N}", g => g.GetGrain<IStockGrain>(product).Receive(command));
        SimulationFailure.Unless(received.Error is null, $"{quantity} pieces are refused: {received.Error}");
        answers.Add(command.Context.CommandId, received.Value!);
    }

    private async Task AdjustAsync(Guid product)
    {
        var command = new AdjustStock(caller.NewCommand(Actor), caller.Chance.Happens(0.5) ? 1 : -1, "counted");
        var adjusted = await caller.AskAsync($"adjust {command.Delta} of {product:N}", g => g.GetGrain<IStockGrain>(product).Adjust(command));
        if (adjusted.Error is null) answers.Add(command.Context.CommandId, adjusted.Value!);
    }
}

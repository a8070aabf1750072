using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Simulation.Audit;

/// <summary>What was asked of an order.</summary>
internal enum OrderVerb
{
    Start,
    Pay,
    Cancel,
    ChangeItem,
    Refund,
    TakeBack,
    Ship,
    Look,
}

/// <summary>Every answer the store gave; it must stand in the journal as it was said.</summary>
internal sealed class Acknowledgements
{
    private readonly List<(OrderVerb Verb, Guid Command, Guid Order, OrderView? View, StoreError? Error)> _orders = [];
    private readonly List<CartView> _carts = [];
    private readonly List<(Guid? Command, StockView View)> _stocks = [];

    /// <summary>The orders that answers were about.</summary>
    public IReadOnlyList<Guid> OrderIds => [.. _orders.Select(o => o.Order).Distinct()];

    /// <summary>The products whose stock answers were about.</summary>
    public IReadOnlyList<Guid> ProductIds => [.. _stocks.Select(s => s.View.ProductId).Distinct()];

    public void Add(OrderVerb verb, Guid command, Guid order, OrderView? view, StoreError? error) =>
        _orders.Add((verb, command, order, view, error));

    public void Add(CartView cart) => _carts.Add(cart);

    /// <param name="command">Null when it was only looked at.</param>
    public void Add(Guid? command, StockView stock) => _stocks.Add((command, stock));

    /// <exception cref="SimulationFailure">An answer is not borne out.</exception>
    public void Check(Books books)
    {
        foreach (var answer in _orders) Check(books, answer.Verb, answer.Command, answer.Order, answer.View, answer.Error);
        foreach (var cart in _carts) Check(books, cart);
        foreach (var (command, stock) in _stocks) Check(books, command, stock);
    }

    private static void Check(Books books, OrderVerb verb, Guid command, Guid id, OrderView? view, StoreError? error)
    {
        if (view is not null) Compare(books, view);
        if (verb is OrderVerb.Ship or OrderVerb.Look) return;
        var file = books.FileOf(id);
        var begun = file.Begun.Contains(command);
        if (begun && file.Ended.TryGetValue(command, out var ended))
            SimulationFailure.Unless(ended == error?.Code, $"{verb} {command} of order {id} was answered {error?.Code ?? "done"}, and ended with {ended ?? "done"}");
        var states = books.Orders.GetValueOrDefault(id) ?? [OrderState.Initial];
        if (error is null)
        {
            SimulationFailure.Unless(begun, $"{verb} {command} of order {id} was acknowledged, and nothing tells of it");
            SimulationFailure.Unless(IsDone(books, verb, command, id, states), $"{verb} {command} of order {id} was acknowledged, and was not done");
        }
        else
        {
            SimulationFailure.Unless(IsRefused(verb, error, begun, states), $"{verb} {command} of order {id} was refused with {error.Code}, and was done");
        }
    }

    private static bool IsDone(Books books, OrderVerb verb, Guid command, Guid id, List<OrderState> states) => verb switch
    {
        OrderVerb.Start => states[^1].Placed,
        OrderVerb.Pay => states.Any(s => s.Status == OrderStatus.Paid),
        OrderVerb.Cancel => states[^1].Status == OrderStatus.Cancelled,
        OrderVerb.Refund => states[^1].Refunds.Any(r => r.Number == books.FileOf(id).RefundsAsked[command]),
        OrderVerb.TakeBack => states[^1].Returns.Any(r => r.Number == books.FileOf(id).ReturnsAsked[command] && r.Status == ReturnStatus.Received),
        _ => books.FileOf(id).LinesAsked[command] is var line && states.Any(s => QuantityOf(s, line.ProductId) == line.Quantity),
    };

    private static bool IsRefused(OrderVerb verb, StoreError error, bool begun, List<OrderState> states) => error.Code switch
    {
        "paymentDeclined" => begun && states.Any(s => s.Payment == PaymentStatus.Declined),
        "outOfStock" when verb == OrderVerb.Start => begun && states[^1] is { Status: OrderStatus.Cancelled, CancelReason: "outOfStock" },
        "couponUsedUp" or "couponUsedByCustomer" when verb == OrderVerb.Start => !begun || states[^1].Status == OrderStatus.Cancelled,
        "paymentWithdrawn" => states[^1] is { Status: OrderStatus.Cancelled, CancelReason: "paymentWithdrawn" },
        "couponUsedUp" or "couponUsedByCustomer" or "refundTooLarge" => true,
        "cartChanged" => states[^1] is { Status: OrderStatus.Cancelled, CancelReason: "cartChanged" },
        "outOfStock" or "cartOrdered" or "alreadySettled" => true,
        // Begun while the order could be cancelled; then it was shipped.
        "illegalTransition" when verb == OrderVerb.Cancel => !begun || states[^1].Status != OrderStatus.Cancelled,
        _ => !begun,
    };

    private static void Compare(Books books, OrderView view)
    {
        var states = books.Orders.GetValueOrDefault(view.Id) ?? [];
        SimulationFailure.Unless(view.Version < states.Count, $"version {view.Version} of order {view.Id} was shown, and {states.Count - 1} are there");
        var (shown, stored) = (Describe(view), Describe(view.Id, states[view.Version]));
        SimulationFailure.Unless(shown == stored, $"order {view.Id} was shown as\n  {shown}\nand version {view.Version} is\n  {stored}");
    }

    private static void Check(Books books, CartView cart)
    {
        var states = books.Carts.GetValueOrDefault(cart.Id) ?? [];
        SimulationFailure.Unless(cart.Version < states.Count, $"version {cart.Version} of cart {cart.Id} was shown, and {states.Count - 1} are there");
        var stored = states[cart.Version];
        SimulationFailure.Unless(
            cart.CustomerId == stored.CustomerId && cart.OrderId == stored.OrderId && cart.Items.SequenceEqual(stored.Items),
            $"cart {cart.Id} was shown as {cart} and version {cart.Version} is {stored}");
    }

    private static void Check(Books books, Guid? command, StockView view)
    {
        var account = books.Stocks.GetValueOrDefault(view.ProductId);
        SimulationFailure.Unless(account is not null && view.Version <= account.Version, $"the stock of {view.ProductId} was shown in a version that is not there");
        SimulationFailure.Unless(command is null || account!.Commands.Contains(command.Value), $"command {command} to the stock of {view.ProductId} was acknowledged, and nothing tells of it");
        var shown = new StockFigures(view.Available, view.Held, view.Sold, view.Received, view.Adjusted, view.Returned);
        SimulationFailure.Unless(shown == account!.At(view.Version), $"the stock of {view.ProductId} was shown as {shown} and version {view.Version} is {account.At(view.Version)}");
    }

    private static int QuantityOf(OrderState order, Guid product) =>
        order.Lines.FirstOrDefault(l => l.ProductId == product)?.Quantity ?? 0;

    private static string Describe(OrderView v) => FormattableString.Invariant(
        $"{v.Number} {v.CustomerId} {v.Status} {string.Join(' ', v.Items.Select(i => $"{i.Quantity}×{i.ProductId:N}@{i.UnitPrice.Amount}={i.LineTotal.Amount}"))} total {v.Total.Amount} {v.Total.Currency} to {v.ShippingAddress} {v.Payment.Status} {v.Payment.Method} {v.Payment.FailureReason} {v.CancelReason} {v.CreatedAt:O} {v.UpdatedAt:O}");

    private static string Describe(Guid id, OrderState s) => FormattableString.Invariant(
        $"{OrderNumber.Of(id, s.CreatedAt)} {s.CustomerId} {s.Status} {string.Join(' ', s.Lines.Select(i => $"{i.Quantity}×{i.ProductId:N}@{i.UnitPrice}={i.UnitPrice * i.Quantity}"))} total {s.Total()} {s.Currency} to {s.ShippingAddress} {s.Payment} {s.PaymentMethod} {s.PaymentFailure} {s.CancelReason} {s.CreatedAt:O} {s.UpdatedAt:O}");
}

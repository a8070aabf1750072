using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Analytics;

/// <summary>The parts of a shop's past that figures depend on: accounts, carts, prices, money that comes and goes, pieces that come back.</summary>
internal sealed class Business(History history, int seed)
{
    private static readonly string[] Currencies = ["EUR", "USD"];
    private static readonly string[] Names = ["Green Lamp", "USB-C Kabel", "Größe Tasse", "lampe verte"];

    private readonly Random _chance = new(seed);
    private readonly List<Guid> _accounts = [];
    private readonly List<Guid> _products = [];
    private readonly List<Guid> _carts = [];
    private readonly List<Guid> _closed = [];
    private readonly List<Guid> _returnable = [];
    private int _id = 1_000_000;

    /// <summary>All customers there ever were.</summary>
    public List<Guid> Accounts { get; } = [];

    /// <summary>Lets so many things happen, by chance, over some months.</summary>
    public void Go(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            history.Pass(TimeSpan.FromMinutes(_chance.Next(1, 3_000)));
            Step();
        }
    }

    private void Step()
    {
        switch (_chance.Next(16))
        {
            case 0:
                Register();
                break;
            case 1 when _accounts.Count > 3:
                Leave();
                break;
            case 2 or 3:
                NewProduct();
                break;
            case 4 when _products.Count > 0:
                ChangeProduct(Pick(_products));
                break;
            case 5 or 6:
                Fill();
                break;
            case 7 when _carts.Count > 1:
                Merge();
                break;
            case 8 when _closed.Count > 0:
                history.Append(StoreStreams.Cart, Pick(_closed), new CartReopened(History.Id(1)), new CartClosed(History.Id(2)));
                break;
            case 9 when _returnable.Count > 0:
                Return(Pick(_returnable));
                break;
            case >= 10 when _products.Count > 0:
                Order();
                break;
        }
    }

    private void Register()
    {
        var id = NewId();
        Accounts.Add(id);
        _accounts.Add(id);
        history.Append(StoreStreams.Customer, id, new CustomerRegistered("a@b", "A", "hash", CustomerRole.Customer));
    }

    private void Leave()
    {
        // Who left may still get money back: orders know whose they were.
        var id = Pick(_accounts);
        _accounts.Remove(id);
        history.Append(StoreStreams.Customer, id, _chance.Next(2) == 0 ? new CustomerRejected() : new CustomerErased(DateTimeOffset.UnixEpoch));
    }

    private void NewProduct()
    {
        var id = NewId();
        _products.Add(id);
        history.Append(StoreStreams.Product, id, new ProductCreated($"B-{_id}", Pick(Names), "", _chance.Next(1, 9) * 100, Pick(Currencies), "books", [], null));
        if (_chance.Next(4) > 0) history.Append(StoreStreams.Stock, id, new StockReceived(_chance.Next(1, 9)));
    }

    private void ChangeProduct(Guid id)
    {
        switch (_chance.Next(4))
        {
            case 0:
                history.Append(StoreStreams.Product, id, new ProductChanged(Pick(Names), null, null, null, null, null));
                break;
            case 1:
                history.Append(StoreStreams.Product, id, new ProductChanged(null, null, _chance.Next(1, 9) * 100, null, null, null));
                break;
            case 2:
                history.Append(StoreStreams.Stock, id, new StockAdjusted(_chance.Next(-3, 3), "counted"), new StockHeld(History.Id(7), 1));
                break;
            default:
                history.Append(StoreStreams.Product, id, new ProductRemoved());
                _products.Remove(id);
                break;
        }
    }

    private void Fill()
    {
        var id = NewId();
        _carts.Add(id);
        history.Append(StoreStreams.Cart, id, new CartCreated(null, _chance.Next(2) == 0 ? [new CartItem(History.Id(1), 1)] : []));
        if (_chance.Next(2) == 0) history.Append(StoreStreams.Cart, id, new CartItemSet(History.Id(1), _chance.Next(0, 2)));
        if (_chance.Next(3) > 0) return;
        history.Pass(TimeSpan.FromHours(2));
        history.Append(StoreStreams.Cart, id, new CartItemSet(History.Id(1), 1), new CartClosed(History.Id(1)));
        _carts.Remove(id);
        _closed.Add(id);
    }

    private void Merge()
    {
        var (into, from) = (_carts[0], _carts[^1]);
        _carts.Remove(from);
        history.Append(StoreStreams.Cart, from, new CartMergedInto(into));
        history.Append(StoreStreams.Cart, into, new CartMerged(from, [new CartItem(History.Id(1), 2)], null, []));
    }

    private void Order()
    {
        var id = NewId();
        history.Orders.Add(id);
        Guid? customer = _chance.Next(4) == 0 || _accounts.Count == 0 ? null : Pick(_accounts);
        var lines = _products.OrderBy(_ => _chance.Next()).Take(_chance.Next(1, 4)).Select(Line).ToList();
        var placed = History.Placed(customer, [.. lines]) with { Currency = Pick(Currencies), Pricing = _chance.Next(2) == 0 ? Priced(lines) : null };
        var kind = _chance.Next(8);
        // What the shop does in one breath is in one append.
        if (kind == 0)
        {
            history.Append(StoreStreams.Order, id, placed, new OrderCancelled("outOfStock"));
            return;
        }

        if (kind < 3) history.Append(StoreStreams.Order, id, placed, new OrderPaid("p", "card", placed.Pricing?.Total ?? lines.Sum(l => l.Quantity * l.UnitPrice), Captured: false));
        else Unpaid(id, placed, lines);
        if (kind == 3)
        {
            history.Append(StoreStreams.Order, id, new OrderExpired());
            return;
        }

        history.Pass(TimeSpan.FromMinutes(_chance.Next(3_000)));
        if (kind < 3) history.Append(StoreStreams.Order, id, _chance.Next(4) == 0 ? new OrderCancelled("not to be") : new OrderCaptured());
        else history.Append(StoreStreams.Order, id, new OrderPaid("p", "card", _chance.Next(0, 50) * 100, Captured: true));
        foreach (var line in lines) history.Append(StoreStreams.Stock, line.ProductId, new StockHeld(id, line.Quantity), new StockSold(id, line.Quantity));
        GoOn(id, lines);
    }

    private void Unpaid(Guid id, OrderPlaced placed, List<OrderLine> lines)
    {
        history.Append(StoreStreams.Order, id, placed);
        if (_chance.Next(3) == 0) history.Append(StoreStreams.Order, id, new OrderPaymentFailed("card", "card_declined"));
        if (_chance.Next(2) == 0) return;
        var set = Line(Pick(_products));
        lines.RemoveAll(l => l.ProductId == set.ProductId);
        lines.Add(set);
        history.Append(StoreStreams.Order, id, new OrderLineSet(set, placed.Pricing is null ? null : Priced(lines)));
    }

    private void GoOn(Guid id, List<OrderLine> lines)
    {
        switch (_chance.Next(5))
        {
            case 0:
                history.Append(StoreStreams.Order, id, new OrderCancelled("changed my mind"), new OrderRefunded(_chance.Next(100, 900), 1));
                foreach (var line in lines) history.Append(StoreStreams.Stock, line.ProductId, new StockRestocked(id, line.Quantity));
                break;
            case 1:
                history.Append(StoreStreams.Order, id, new OrderShipped($"TRACK-{_id}", "DHL", null, [new OrderParcel($"TRACK-{_id}", "DHL"), new OrderParcel($"Zweites/{_id}", "Post")], true));
                break;
            case 2:
                history.Append(StoreStreams.Order, id, new OrderRefunded(_chance.Next(1, 100), 1, "sorry"));
                break;
            default:
                history.Append(StoreStreams.Order, id, new OrderShipped($"TRACK-{_id}", "DHL"), new OrderDelivered());
                history.Append(StoreStreams.Order, id, new OrderReturnRequested(1, [new OrderPieces(lines[0].ProductId, 1)], "broken"));
                if (lines.Count > 1) history.Append(StoreStreams.Order, id, new OrderReturnRequested(2, [new OrderPieces(lines[1].ProductId, 1)], "too"));
                _returnable.Add(id);
                break;
        }
    }

    private void Return(Guid id)
    {
        _returnable.Remove(id);
        if (_chance.Next(3) == 0) history.Append(StoreStreams.Order, id, new OrderReturnRejected(1, "worn"));
        else history.Append(StoreStreams.Order, id, new OrderReturnApproved(1), new OrderReturnReceived(1, 1_00, _chance.Next(2) == 0), new OrderRefunded(1_00, 9));
    }

    private OrderLine Line(Guid product) => new(product, $"B-{_products.IndexOf(product)}", Pick(Names), _chance.Next(1, 4), _chance.Next(1, 9) * 100);

    private PriceBreakdown Priced(List<OrderLine> lines)
    {
        PricedLine[] priced = [.. lines.Select(l => new PricedLine(l.ProductId, "books", l.Quantity, l.UnitPrice, l.Quantity * l.UnitPrice, 10, 3, (l.Quantity * l.UnitPrice) - 7))];
        return new PriceBreakdown("USD", [.. priced], [], ShippingCharge.Unknown, [], priced.Sum(l => l.Subtotal), priced.Sum(l => l.Discount), 0, priced.Sum(l => l.Tax), priced.Sum(l => l.Total));
    }

    private Guid NewId() => History.Id(_id++);

    private T Pick<T>(IReadOnlyList<T> all) => all[_chance.Next(all.Count)];
}

using OrleansStore.Contracts.Stock;

namespace OrleansStore.Simulation.Audit;

/// <summary>The figures after one version.</summary>
internal readonly record struct StockFigures(long Available, long Held, long Sold, long Received, long Adjusted, long Returned);

/// <summary>The pieces of one product, counted from its events anew and not by the store's own fold.</summary>
internal sealed class StockAccount(Guid product)
{
    private readonly List<StockFigures> _history = [];
    private readonly Dictionary<(Guid Order, int? Return), int> _restocked = [];
    private StockFigures _now;

    public Dictionary<Guid, int> Holds { get; } = [];

    public Dictionary<Guid, int> SoldTo { get; } = [];

    public HashSet<Guid> Commands { get; } = [];

    public StockFigures Now => _now;

    public int Version => _history.Count;

    public bool WasSoldOut { get; private set; }

    public StockFigures At(int version) => version == 0 ? default : _history[version - 1];

    /// <summary>Pieces that an order bought and did not give back.</summary>
    public int KeptBy(Guid order) => SoldTo.GetValueOrDefault(order) - BackFrom(order);

    /// <exception cref="SimulationFailure">The figures do not add up.</exception>
    public void Book(StockEvent @event, Guid command)
    {
        if (@event is StockLow or StockOut)
        {
            // Told in the same breath as what moved the pieces.
            _history.Add(_now);
            return;
        }

        SimulationFailure.Unless(Commands.Add(command), $"command {command} moved pieces of product {product} twice");
        switch (@event)
        {
            case StockReceived e:
                _now = _now with { Received = _now.Received + e.Quantity, Available = _now.Available + e.Quantity };
                break;
            case StockAdjusted e:
                _now = _now with { Adjusted = _now.Adjusted + e.Delta, Available = _now.Available + e.Delta };
                break;
            case StockHeld e:
                Hold(e);
                break;
            case StockReleased e:
                End(e.OrderId, e.Quantity);
                _now = _now with { Available = _now.Available + e.Quantity };
                break;
            case StockSold e:
                End(e.OrderId, e.Quantity);
                SimulationFailure.Unless(SoldTo.TryAdd(e.OrderId, e.Quantity), $"product {product} was sold twice to order {e.OrderId}");
                _now = _now with { Sold = _now.Sold + e.Quantity };
                break;
            case StockRestocked e:
                Restock(e);
                break;
        }

        _history.Add(_now);
        Check();
    }

    private void Hold(StockHeld e)
    {
        var more = e.Quantity - Holds.GetValueOrDefault(e.OrderId);
        if (e.Quantity == 0) Holds.Remove(e.OrderId);
        else Holds[e.OrderId] = e.Quantity;
        _now = _now with { Held = _now.Held + more, Available = _now.Available - more };
        WasSoldOut |= _now.Available == 0;
    }

    private void End(Guid order, int quantity)
    {
        Holds.Remove(order, out var held);
        SimulationFailure.Unless(
            held == quantity,
            $"order {order} settles {quantity} pieces of product {product} and holds {held}");
        _now = _now with { Held = _now.Held - quantity };
    }

    private void Restock(StockRestocked e)
    {
        SimulationFailure.Unless(_restocked.TryAdd((e.OrderId, e.Return), e.Quantity), $"product {product} came back twice from order {e.OrderId}");
        SimulationFailure.Unless(
            BackFrom(e.OrderId) <= SoldTo.GetValueOrDefault(e.OrderId),
            $"{BackFrom(e.OrderId)} pieces of product {product} came back from order {e.OrderId}, which bought {SoldTo.GetValueOrDefault(e.OrderId)}");
        _now = _now with { Returned = _now.Returned + e.Quantity, Available = _now.Available + e.Quantity };
    }

    private int BackFrom(Guid order) => _restocked.Where(r => r.Key.Order == order).Sum(r => r.Value);

    private void Check()
    {
        SimulationFailure.Unless(_now.Available >= 0, $"product {product} is oversold: {_now}");
        SimulationFailure.Unless(
            _now.Received + _now.Adjusted + _now.Returned == _now.Available + _now.Held + _now.Sold,
            $"the pieces of product {product} do not add up: {_now}");
        SimulationFailure.Unless(_now.Held == Holds.Values.Sum(), $"the holds of product {product} do not add up: {_now}");
    }
}

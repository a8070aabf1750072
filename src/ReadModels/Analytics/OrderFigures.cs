using System.Collections.Immutable;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Pricing;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>So many of a product in an order.</summary>
/// <param name="Amount">What is paid for all of them, discounts and taxes included.</param>
internal readonly record struct SoldLine(Guid Product, int Quantity, long Amount);

/// <summary>Pieces that are on their way back.</summary>
/// <param name="Return">The number of the return.</param>
internal readonly record struct ReturningPieces(int Return, Guid Product, int Quantity);

/// <summary>What has to be known of an order to count its next event.</summary>
/// <param name="Amount">What was promised or taken for it.</param>
/// <param name="IsTaken">The amount was taken.</param>
/// <param name="Returning">Of returns that are asked for and have not come.</param>
internal sealed record OrderFigures(
    string Currency,
    Guid? Customer,
    OrderStatus Status,
    long Amount,
    bool IsTaken,
    ImmutableArray<SoldLine> Lines,
    ImmutableArray<ReturningPieces> Returning)
{
    /// <summary>Counts an order's next event.</summary>
    /// <param name="before">Null for its first.</param>
    /// <exception cref="InvalidOperationException">The order was not placed: a bug.</exception>
    public static OrderFigures Count(OrderFigures? before, Guid id, OrderEvent e, DateTimeOffset at, SalesTally tally)
    {
        if (e is OrderPlaced placed)
        {
            var order = new OrderFigures(placed.Currency, placed.CustomerId, OrderStatus.Pending, 0, false, Priced(placed), []);
            tally.Statuses[(int)OrderStatus.Pending]++;
            tally.Place(order, at);
            return order;
        }

        if (before is null) throw new InvalidOperationException($"Order {id} changed before it was placed.");
        return before.Next(e, at, tally).MovedTo(OrderUpdates.StatusAfter(e), tally);
    }

    private OrderFigures Next(OrderEvent e, DateTimeOffset at, SalesTally tally)
    {
        switch (e)
        {
            case OrderLineSet set:
                return this with { Lines = set.Pricing is { } pricing ? Priced(pricing) : Set(Lines, set.Line) };
            case OrderPaid paid:
                var promised = this with { Amount = paid.Amount };
                return paid.Captured ? promised.Taken(at, tally) : promised;
            case OrderCaptured when !IsTaken:
                return Taken(at, tally);
            case OrderRefunded refunded:
                tally.Refund(this, refunded.Amount, at);
                return this;
            case OrderCancelled or OrderExpired:
                tally.End(this, e is OrderExpired, at);
                if (IsTaken) foreach (var line in Lines) tally.Return(this, line.Product, line.Quantity, at);
                return this;
            case OrderReturnRequested asked:
                return this with { Returning = Returning.AddRange(asked.Items.Select(i => new ReturningPieces(asked.Number, i.ProductId, i.Quantity))) };
            case OrderReturnRejected rejected:
                return this with { Returning = Without(rejected.Number) };
            case OrderReturnReceived received:
                foreach (var pieces in Returning)
                    if (pieces.Return == received.Number) tally.Return(this, pieces.Product, pieces.Quantity, at);
                return this with { Returning = Without(received.Number) };
            default:
                return this;
        }
    }

    private OrderFigures Taken(DateTimeOffset at, SalesTally tally)
    {
        var order = this with { IsTaken = true };
        tally.Sell(order, at);
        return order;
    }

    private OrderFigures MovedTo(OrderStatus? status, SalesTally tally)
    {
        if (status is not { } now || now == Status) return this;
        tally.Statuses[(int)Status]--;
        tally.Statuses[(int)now]++;
        return this with { Status = now };
    }

    private ImmutableArray<ReturningPieces> Without(int number) => Returning.RemoveAll(r => r.Return == number);

    private static ImmutableArray<SoldLine> Priced(OrderPlaced placed) =>
        placed.Pricing is { } pricing ? Priced(pricing) : placed.Lines.Aggregate(ImmutableArray<SoldLine>.Empty, Set);

    private static ImmutableArray<SoldLine> Priced(PriceBreakdown pricing) => [.. pricing.Lines.Select(l => new SoldLine(l.ProductId, l.Quantity, l.Total))];

    private static ImmutableArray<SoldLine> Set(ImmutableArray<SoldLine> lines, OrderLine line)
    {
        var others = lines.RemoveAll(l => l.Product == line.ProductId);
        return line.Quantity == 0 ? others : others.Add(new SoldLine(line.ProductId, line.Quantity, checked(line.Quantity * line.UnitPrice)));
    }
}

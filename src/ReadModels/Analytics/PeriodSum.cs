using OrleansStore.Contracts;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>Adds up what happened in a time.</summary>
internal sealed class PeriodSum(DateTimeOffset from, DateTimeOffset to)
{
    private readonly SortedDictionary<string, SalesCell> _sales = new(StringComparer.Ordinal);
    private VisitCell _visits;

    public void Add(string currency, in SalesCell more)
    {
        var cell = _sales.GetValueOrDefault(currency);
        SalesTally.Sum(ref cell, more);
        _sales[currency] = cell;
    }

    public void Add(in VisitCell more)
    {
        _visits.Carts += more.Carts;
        _visits.Ordered += more.Ordered;
        _visits.Accounts += more.Accounts;
    }

    public PeriodFigures Figures() => new(from, to, [.. _sales.Select(s => Figures(s.Key, s.Value))], Conversion(_visits), _visits.Accounts);

    /// <summary>Figures as people read them.</summary>
    public static SalesFigures Figures(string currency, in SalesCell cell) => new(
        currency, cell.Orders, cell.PaidOrders, cell.CancelledOrders, cell.ExpiredOrders, cell.Pieces,
        new Money(cell.Revenue, currency), new Money(cell.Refunds, currency), new Money(cell.Revenue - cell.Refunds, currency),
        cell.PaidOrders == 0 ? null : new Money((long)decimal.Round((decimal)cell.Revenue / cell.PaidOrders, MidpointRounding.AwayFromZero), currency));

    private static ConversionFigures Conversion(in VisitCell visits) => new(
        visits.Carts, visits.Ordered,
        visits.Carts == 0 ? null : decimal.Round((decimal)visits.Ordered / visits.Carts, 4, MidpointRounding.AwayFromZero));
}

using System.Runtime.InteropServices;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>Figures that add up.</summary>
internal struct SalesCell
{
    public long Orders;
    public long PaidOrders;
    public long CancelledOrders;
    public long ExpiredOrders;
    public long Pieces;
    public long Revenue;
    public long Refunds;
}

/// <summary>A product's figures that add up.</summary>
internal struct ProductCell
{
    public long Sold;
    public long Returned;
    public long Revenue;
}

/// <summary>A customer's figures that add up, and the ends of the time they are of.</summary>
internal struct CustomerCell
{
    public SalesCell Sales;

    /// <summary>UTC ticks; 0 when no order was placed.</summary>
    public long FirstOrder;

    /// <summary>UTC ticks; 0 when no order was placed.</summary>
    public long LastOrder;
}

/// <summary>What some events add to the figures of sales. Several events of an hour, a product or a customer are one write.</summary>
internal sealed class SalesTally
{
    public Dictionary<(long Hour, string Currency), SalesCell> Hours { get; } = [];

    public Dictionary<(long Day, Guid Product, string Currency), ProductCell> Products { get; } = [];

    public Dictionary<(Guid Customer, string Currency), CustomerCell> Customers { get; } = [];

    /// <summary>How many orders more, or fewer, stand where.</summary>
    public long[] Statuses { get; } = new long[Enum.GetValues<OrderStatus>().Length];

    public void Clear()
    {
        Hours.Clear();
        Products.Clear();
        Customers.Clear();
        Array.Clear(Statuses);
    }

    /// <summary>An order was placed.</summary>
    public void Place(OrderFigures order, DateTimeOffset at)
    {
        Hour(order, at).Orders++;
        if (order.Customer is not { } id) return;
        ref var customer = ref Customer(id, order.Currency);
        customer.Sales.Orders++;
        if (customer.FirstOrder == 0 || at.UtcTicks < customer.FirstOrder) customer.FirstOrder = at.UtcTicks;
        customer.LastOrder = Math.Max(customer.LastOrder, at.UtcTicks);
    }

    /// <summary>An order's money was taken.</summary>
    public void Sell(OrderFigures order, DateTimeOffset at)
    {
        Add(order, at, new SalesCell { PaidOrders = 1, Pieces = order.Lines.Sum(l => (long)l.Quantity), Revenue = order.Amount });
        foreach (var line in order.Lines)
        {
            ref var product = ref Product(order, line.Product, at);
            product.Sold += line.Quantity;
            product.Revenue += line.Amount;
        }
    }

    /// <summary>Money was given back.</summary>
    public void Refund(OrderFigures order, long amount, DateTimeOffset at) => Add(order, at, new SalesCell { Refunds = amount });

    /// <summary>An order is not to be.</summary>
    public void End(OrderFigures order, bool expired, DateTimeOffset at) =>
        Add(order, at, expired ? new SalesCell { ExpiredOrders = 1 } : new SalesCell { CancelledOrders = 1 });

    /// <summary>Pieces of an order whose money was taken came back.</summary>
    public void Return(OrderFigures order, Guid product, long pieces, DateTimeOffset at) => Product(order, product, at).Returned += pieces;

    private void Add(OrderFigures order, DateTimeOffset at, in SalesCell more)
    {
        Sum(ref Hour(order, at), more);
        if (order.Customer is { } id) Sum(ref Customer(id, order.Currency).Sales, more);
    }

    /// <summary>Adds one cell to another.</summary>
    public static void Sum(ref SalesCell cell, in SalesCell more)
    {
        cell.Orders += more.Orders;
        cell.PaidOrders += more.PaidOrders;
        cell.CancelledOrders += more.CancelledOrders;
        cell.ExpiredOrders += more.ExpiredOrders;
        cell.Pieces += more.Pieces;
        cell.Revenue += more.Revenue;
        cell.Refunds += more.Refunds;
    }

    private ref SalesCell Hour(OrderFigures order, DateTimeOffset at) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(Hours, (TimeBuckets.HourOf(at), order.Currency), out _);

    private ref ProductCell Product(OrderFigures order, Guid product, DateTimeOffset at) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(Products, (TimeBuckets.DayOf(at), product, order.Currency), out _);

    private ref CustomerCell Customer(Guid customer, string currency) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(Customers, (customer, currency), out _);
}

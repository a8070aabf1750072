using OrleansStore.Contracts;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>What was sold in one currency in a time.</summary>
/// <param name="Orders">Placed.</param>
/// <param name="PaidOrders">Whose money was taken, be it none because there was nothing to pay.</param>
/// <param name="CancelledOrders">Cancelled, paid or not.</param>
/// <param name="ExpiredOrders">Not paid in time.</param>
/// <param name="Pieces">Of the orders that were paid.</param>
/// <param name="Revenue">Money taken.</param>
/// <param name="Refunds">Money given back, whenever it had been taken.</param>
/// <param name="Net"><paramref name="Revenue"/> − <paramref name="Refunds"/>.</param>
/// <param name="AverageOrderValue"><paramref name="Revenue"/> per paid order, to the nearest minor unit; null without one.</param>
public sealed record SalesFigures(
    string Currency,
    long Orders,
    long PaidOrders,
    long CancelledOrders,
    long ExpiredOrders,
    long Pieces,
    Money Revenue,
    Money Refunds,
    Money Net,
    Money? AverageOrderValue);

/// <summary>What became of the carts into which something was put for the first time in a time.</summary>
/// <param name="Carts">All of them; one that went over into another counts as that one.</param>
/// <param name="Ordered">Those that are an order by now.</param>
/// <param name="Rate">The share, from 0 to 1 with four decimals; null without carts.</param>
public sealed record ConversionFigures(long Carts, long Ordered, decimal? Rate);

/// <summary>All figures of a time.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">The moment after its last.</param>
/// <param name="Sales">One for each currency in which something happened, by its name.</param>
/// <param name="NewAccounts">Opened.</param>
public sealed record PeriodFigures(
    DateTimeOffset From, DateTimeOffset To, IReadOnlyList<SalesFigures> Sales, ConversionFigures Conversion, long NewAccounts);

/// <summary>The course of business.</summary>
/// <param name="Position">Of the last event that is counted in and counts.</param>
/// <param name="Totals">Of all of the time.</param>
/// <param name="Items">One for each bucket, oldest first; none is left out.</param>
public sealed record SalesReport(long Position, TimeBucket Bucket, PeriodFigures Totals, IReadOnlyList<PeriodFigures> Items);

/// <summary>How a product sells.</summary>
/// <param name="Sku">Null when the product is not known.</param>
/// <param name="Name">Null when the product is not known.</param>
/// <param name="Pieces">Sold and not come back.</param>
/// <param name="Sold">Of orders that were paid.</param>
/// <param name="Returned">Come back, by a return or because a paid order was cancelled.</param>
/// <param name="Revenue">What was paid for those sold, discounts and taxes included.</param>
public sealed record ProductFigures(Guid ProductId, string? Sku, string? Name, long Pieces, long Sold, long Returned, Money Revenue);

/// <summary>Which products sell best.</summary>
/// <param name="Position">Of the last event that is counted in and counts.</param>
public sealed record PopularReport(long Position, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<ProductFigures> Items);

/// <summary>What lies on the shelves.</summary>
/// <param name="Pieces">Received, corrected and come back, less those sold.</param>
/// <param name="Values">At today's prices, one for each currency.</param>
public sealed record ShelfFigures(long Pieces, IReadOnlyList<Money> Values);

/// <summary>The figures that who runs the shop looks at.</summary>
/// <param name="Position">Of the last event that is counted in and counts; the cursor of the live feed.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Today">Since midnight UTC.</param>
/// <param name="Month">The last 30 days, today included.</param>
/// <param name="Total">Since the beginning.</param>
/// <param name="OrdersByStatus">How many orders stand where now; every status is there.</param>
/// <param name="Accounts">That there are.</param>
/// <param name="Products">That are on sale.</param>
/// <param name="Popular">The ten products of which most pieces were sold in the last 30 days.</param>
public sealed record Dashboard(
    long Position,
    DateTimeOffset At,
    PeriodFigures Today,
    PeriodFigures Month,
    PeriodFigures Total,
    IReadOnlyDictionary<string, long> OrdersByStatus,
    long Accounts,
    long Products,
    ShelfFigures Stock,
    IReadOnlyList<ProductFigures> Popular);

/// <summary>A customer's orders in one currency, in figures.</summary>
/// <param name="FirstOrderAt">When the first one was placed.</param>
/// <param name="LastOrderAt">When the last one was placed.</param>
public sealed record CustomerSales(SalesFigures Sales, DateTimeOffset FirstOrderAt, DateTimeOffset LastOrderAt);

/// <summary>What a customer is to the shop, in figures.</summary>
/// <param name="Position">Of the last event that is counted in and counts.</param>
/// <param name="Sales">One for each currency in which the customer ordered, by its name.</param>
public sealed record CustomerFigures(long Position, Guid CustomerId, DateTimeOffset CustomerSince, IReadOnlyList<CustomerSales> Sales);

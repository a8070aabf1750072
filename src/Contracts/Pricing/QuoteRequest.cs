using System.Collections.Immutable;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Contracts.Pricing;

/// <summary>What is to be priced.</summary>
/// <param name="CustomerId">Whose; null for a guest's.</param>
/// <param name="Email">A guest's.</param>
/// <param name="Destination">Where it goes; null while nobody knows: then only what ships anywhere has a price, and no tax is due.</param>
/// <param name="Coupon">As the customer typed it: case and spaces around it do not count.</param>
/// <param name="ShippingMethod">The method's code; null for the first that goes there.</param>
/// <param name="OrderId">The order it is of, once there is one: its customer's first order stays that.</param>
/// <param name="Redeemed">Promotions whose uses that order has already.</param>
[GenerateSerializer, Immutable, Alias("store.quoteRequest")]
public sealed record QuoteRequest(
    ImmutableArray<QuoteLine> Lines,
    Guid? CustomerId,
    string? Email,
    Address? Destination,
    string? Coupon,
    string? ShippingMethod,
    Guid? OrderId = null,
    ImmutableArray<Guid>? Redeemed = null);

/// <summary>So many of a product at its price.</summary>
/// <param name="UnitPrice">Minor units.</param>
[GenerateSerializer, Immutable, Alias("store.quoteLine")]
public sealed record QuoteLine(Guid ProductId, string Category, int Quantity, long UnitPrice);

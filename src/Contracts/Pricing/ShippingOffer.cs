using System.Collections.Immutable;

namespace OrleansStore.Contracts.Pricing;

/// <summary>What is to be shipped, as far as rates depend on it.</summary>
/// <param name="Country">ISO 3166-1 alpha-2; null while nobody knows.</param>
/// <param name="Subtotal">The goods at full price, in minor units: a discount never makes shipping dearer.</param>
/// <param name="Pieces">Of all lines together.</param>
[GenerateSerializer, Immutable, Alias("store.shippingQuery")]
public sealed record ShippingQuery(string? Country, string? State, long Subtotal, int Pieces);

/// <summary>A way to ship something, and its price.</summary>
/// <param name="Method">The method's code.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Price">Minor units.</param>
/// <param name="FreeFrom">The subtotal from which it would be free, where there is one and it is not reached.</param>
[GenerateSerializer, Immutable, Alias("store.shippingOffer")]
public sealed record ShippingOffer(string Method, string Name, long Price, long? FreeFrom = null);

/// <summary>All ways to ship something, the first of them the one that counts when none is chosen.</summary>
[GenerateSerializer, Immutable, Alias("store.shippingOffers")]
public sealed record ShippingOffers(ImmutableArray<ShippingOffer> Items);

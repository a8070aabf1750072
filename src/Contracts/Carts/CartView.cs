using System.Collections.Immutable;

namespace OrleansStore.Contracts.Carts;

/// <summary>A cart as its grain knows it; names, prices and availability are joined when it is shown.</summary>
/// <param name="OrderId">The order it became.</param>
[GenerateSerializer, Immutable, Alias("store.cartView")]
public sealed record CartView(
    Guid Id,
    Guid? CustomerId,
    ImmutableArray<CartItem> Items,
    Guid? OrderId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);

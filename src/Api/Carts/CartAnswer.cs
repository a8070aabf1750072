using OrleansStore.Contracts;

namespace OrleansStore.Api.Carts;

/// <summary>A cart as its owner sees it, at present prices.</summary>
/// <param name="OrderId">The order it became.</param>
/// <param name="Notices">What changed since the owner last looked.</param>
public sealed record CartAnswer(
    Guid Id,
    int Version,
    Guid? CustomerId,
    IReadOnlyList<CartLineAnswer> Items,
    Money Subtotal,
    Money Discount,
    Money Total,
    IReadOnlyList<string> Notices,
    Guid? OrderId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>A line of a cart.</summary>
/// <param name="Available">Pieces that can be sold now, to anybody.</param>
public sealed record CartLineAnswer(Guid ProductId, string Sku, string Name, int Quantity, Money UnitPrice, Money LineTotal, long Available);

using System.Collections.Immutable;
using OrleansStore.Contracts.Pricing;

namespace OrleansStore.Grains.Pricing;

/// <summary>One row of the shipping table.</summary>
/// <param name="Method">The method's code; several rows may be of one, and the first that fits counts.</param>
/// <param name="Name">The method's name for people.</param>
/// <param name="Countries">It goes there; anywhere when none is named.</param>
/// <param name="Price">Minor units.</param>
/// <param name="PerPiece">Minor units more for every piece.</param>
/// <param name="From">The subtotal from which the row fits, in minor units.</param>
/// <param name="Below">The subtotal from which it fits no more.</param>
/// <param name="MaxPieces">The pieces up to which it fits.</param>
/// <param name="FreeFrom">The subtotal from which it costs nothing.</param>
public sealed record ShippingRule(
    string Method,
    string Name,
    ImmutableArray<string> Countries,
    long Price,
    long PerPiece = 0,
    long? From = null,
    long? Below = null,
    int? MaxPieces = null,
    long? FreeFrom = null)
{
    /// <summary>The code of the method that is there without configuration.</summary>
    public const string Standard = "standard";

    /// <summary>Whether the row is for this.</summary>
    public bool Fits(ShippingQuery query) =>
        (Countries.IsEmpty || (query.Country is { } country && Countries.Contains(country, StringComparer.OrdinalIgnoreCase)))
        && (From is null || query.Subtotal >= From)
        && (Below is null || query.Subtotal < Below)
        && (MaxPieces is null || query.Pieces <= MaxPieces);

    /// <summary>What it costs.</summary>
    public ShippingOffer Offer(ShippingQuery query) => FreeFrom is { } free && query.Subtotal >= free
        ? new(Method, Name, 0)
        : new(Method, Name, Price + (PerPiece * query.Pieces), FreeFrom);
}

/// <summary>Shipping rates from a table.</summary>
public sealed class ShippingTable(ImmutableArray<ShippingRule> rules) : IShippingRates
{
    /// <summary>One method, to anywhere, for nothing.</summary>
    public static ShippingTable Default { get; } = new([new ShippingRule(ShippingRule.Standard, "Standard", [], 0)]);

    /// <inheritdoc/>
    public ImmutableArray<ShippingOffer> Offers(ShippingQuery query)
    {
        var offers = ImmutableArray.CreateBuilder<ShippingOffer>();
        foreach (var rule in rules)
            if (rule.Fits(query) && !offers.Any(o => o.Method == rule.Method)) offers.Add(rule.Offer(query));
        return offers.ToImmutable();
    }
}

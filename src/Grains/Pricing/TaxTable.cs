using System.Collections.Immutable;

namespace OrleansStore.Grains.Pricing;

/// <summary>One row of the tax table.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="State">As it stands in addresses; null for the whole country.</param>
/// <param name="Category">For goods of this category; null for all.</param>
/// <param name="Rate">Parts per million.</param>
/// <param name="Shipping">It is due on shipping too; only rows without a category are.</param>
public sealed record TaxRule(string Country, string? State, string? Category, int Rate, bool Shipping)
{
    /// <summary>The region's name.</summary>
    public string Region => State is null ? Country : $"{Country}-{State}";
}

/// <summary>
/// Tax rates from a table. Of the rows that fit the one that says most counts, and it alone: state and category, then
/// state, then country and category, then country.
/// </summary>
public sealed class TaxTable(ImmutableArray<TaxRule> rules) : ITaxRates
{
    /// <summary>No tax anywhere.</summary>
    public static TaxTable Default { get; } = new([]);

    /// <inheritdoc/>
    public TaxRate? OfGoods(string country, string? state, string category) =>
        ToRate(Best(country, state, rule => rule.Category is null || Same(rule.Category, category)));

    /// <inheritdoc/>
    public TaxRate? OfShipping(string country, string? state) =>
        Best(country, state, rule => rule.Category is null) is { Shipping: true } rule ? ToRate(rule) : null;

    private TaxRule? Best(string country, string? state, Func<TaxRule, bool> fits)
    {
        TaxRule? best = null;
        foreach (var rule in rules)
        {
            if (!Same(rule.Country, country) || (rule.State is not null && !Same(rule.State, state)) || !fits(rule)) continue;
            if (best is null || Says(rule) > Says(best)) best = rule;
        }

        return best;
    }

    private static int Says(TaxRule rule) => (rule.State is null ? 0 : 2) + (rule.Category is null ? 0 : 1);

    private static TaxRate? ToRate(TaxRule? rule) => rule is null or { Rate: 0 } ? null : new(rule.Region, rule.Category, rule.Rate);

    private static bool Same(string a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

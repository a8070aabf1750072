using System.Collections.Immutable;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Pricing;

namespace OrleansStore.Grains.Pricing;

/// <summary>
/// The tax on what is left after discounts. What has the same rate is added up first and rounded once, half up; then the
/// tax is spread over the lines by the largest remainder.
/// </summary>
internal sealed record Taxation(ImmutableArray<TaxCharge> Charges, long[] OfLines, long OfShipping)
{
    /// <summary>Without a destination nobody knows, and none is due.</summary>
    public static Taxation Of(ITaxRates rates, Address? destination, ImmutableArray<QuoteLine> lines, Discounts discounts)
    {
        var parts = new long[lines.Length + 1];
        if (destination is null) return new([], parts[..^1], 0);

        var found = new TaxRate?[parts.Length];
        for (var i = 0; i < lines.Length; i++) found[i] = rates.OfGoods(destination.Country, destination.State, lines[i].Category);
        found[^1] = rates.OfShipping(destination.Country, destination.State);

        var charges = ImmutableArray.CreateBuilder<TaxCharge>();
        foreach (var rate in found.Where(r => r is not null).Distinct())
        {
            var bases = new long[parts.Length];
            for (var i = 0; i < bases.Length; i++)
                if (found[i] == rate) bases[i] = i < lines.Length ? discounts.LeftOf(i) : discounts.LeftOfShipping;
            var taxed = bases.Sum();
            if (taxed == 0) continue;
            var charge = new TaxCharge(rate!.Region, rate.Category, rate.Rate, taxed, Allocation.Share(taxed, rate.Rate));
            charges.Add(charge);
            var shares = Allocation.Spread(charge.Amount, bases);
            for (var i = 0; i < parts.Length; i++) parts[i] += shares[i];
        }

        return new(charges.ToImmutable(), parts[..^1], parts[^1]);
    }
}

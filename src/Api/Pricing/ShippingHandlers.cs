using System.Globalization;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Pricing;

/// <summary>What shipping costs, before anything is bought.</summary>
public sealed class ShippingHandlers(IGrainFactory grains, StoreOptions options)
{
    /// <summary>The parameters, for the documentation.</summary>
    internal static readonly string[] Parameters = ["country", "state", "subtotal", "pieces"];

    /// <summary>The ways to ship so many pieces of such a worth somewhere.</summary>
    public async Task<Answer> List(Call call, IQueryCollection query)
    {
        var country = query["country"].ToString();
        if (country.Length > 0 && !Checks.IsCountry(country)) return Problems.Validation("country", Checks.CountryRule);
        if (!Number(query["subtotal"], 0, PricingLimits.Total, out var subtotal)) return Problems.Validation("subtotal", $"Must be minor units from 0 to {PricingLimits.Total}.");
        if (!Number(query["pieces"], 1, 1_000_000, out var pieces)) return Problems.Validation("pieces", "Must be from 1 to 1000000.");
        var state = query["state"].ToString();
        var offers = await grains.GetGrain<IPricingGrain>(Guid.Empty).FindShipping(
            new ShippingQuery(country.Length == 0 ? null : country.ToUpperInvariant(), state.Length == 0 ? null : state, subtotal, (int)pieces));
        return Answer.Of(new ShippingPage([.. offers.Value!.Items.Select(ToAnswer)]));
    }

    private static bool Number(string? text, long least, long most, out long number)
    {
        number = least;
        return string.IsNullOrEmpty(text) || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }

    private ShippingAnswer ToAnswer(ShippingOffer offer) =>
        new(offer.Method, offer.Name, new Money(offer.Price, options.Currency), offer.FreeFrom is { } free ? new Money(free, options.Currency) : null);
}

/// <summary>All ways to ship something.</summary>
public sealed record ShippingPage(IReadOnlyList<ShippingAnswer> Items);

/// <summary>A way to ship something.</summary>
/// <param name="Method">The method's code, for orders.</param>
/// <param name="FreeFrom">The subtotal from which it would be free.</param>
public sealed record ShippingAnswer(string Method, string Name, Money Price, Money? FreeFrom);

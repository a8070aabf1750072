using OrleansStore.Api.Http;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Api.Carts;

/// <summary>Where a cart is to go, and how, as far as its price depends on it.</summary>
/// <param name="Method">The method's code; null for the first that goes there.</param>
public sealed record CartDelivery(Address Destination, string? Method)
{
    /// <summary>The parameters, for the documentation.</summary>
    internal static readonly string[] Parameters = ["country", "state", "shippingMethod"];

    /// <summary>Reads the query; null when no country is named.</summary>
    internal static Problem? Read(IQueryCollection query, out CartDelivery? delivery)
    {
        delivery = null;
        var (country, state, method) = (query["country"].ToString(), query["state"].ToString(), query["shippingMethod"].ToString());
        if (country.Length == 0)
            return state.Length + method.Length > 0 ? Problems.Validation("country", "Required with 'state' or 'shippingMethod'.") : null;
        if (!Checks.IsCountry(country)) return Problems.Validation("country", Checks.CountryRule);
        var destination = new Address("", "", state.Length == 0 ? null : state, "", country.ToUpperInvariant());
        delivery = new(destination, method.Length == 0 ? null : method);
        return null;
    }
}

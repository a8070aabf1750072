using Orleans.Concurrency;

namespace OrleansStore.Contracts.Pricing;

/// <summary>Says what something costs. Key: the cart's or order's id. It keeps nothing.</summary>
[Alias("store.pricing")]
public interface IPricingGrain : IGrainWithGuidKey
{
    /// <summary>The price now, and how it comes about; changes nothing.</summary>
    [Alias("quote"), ReadOnly]
    Task<Result<Quote>> Quote(QuoteRequest request);

    /// <summary>The ways to ship something.</summary>
    [Alias("shippingOffers"), ReadOnly]
    Task<Result<ShippingOffers>> FindShipping(ShippingQuery query);

    /// <summary>The price with and without a draft of a promotion; changes nothing.</summary>
    [Alias("whatIf"), ReadOnly]
    Task<Result<WhatIfQuote>> WhatIf(WhatIfRequest request);
}

using Orleans.Concurrency;

namespace OrleansStore.Contracts.Pricing;

/// <summary>Says what something costs. Key: the cart's or order's id. It keeps nothing.</summary>
[Alias("store.pricing")]
public interface IPricingGrain : IGrainWithGuidKey
{
    /// <summary>The price now, and how it comes about; changes nothing.</summary>
    [Alias("quote"), ReadOnly]
    Task<Result<Quote>> Quote(QuoteRequest request);
}

using OrleansStore.Contracts.Pricing;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Pricing;

/// <inheritdoc cref="IPricingGrain"/>
[CollectionAgeLimit(Minutes = 1)]
public sealed class PricingGrain(PricingTables tables, JournalServices services) : Grain, IPricingGrain
{
    /// <inheritdoc/>
    public Task<Result<Quote>> Quote(QuoteRequest request) =>
        Quoting.QuoteAsync(GrainFactory, services.Names, tables, request, services.Time.GetUtcNow());

    /// <inheritdoc/>
    public Task<Result<ShippingOffers>> FindShipping(ShippingQuery query) =>
        Task.FromResult(Result.Ok(new ShippingOffers(tables.Shipping.Offers(query)), 0));

    /// <inheritdoc/>
    public Task<Result<WhatIfQuote>> WhatIf(WhatIfRequest request) =>
        Quoting.WhatIfAsync(GrainFactory, services.Names, tables, request, services.Time.GetUtcNow());
}

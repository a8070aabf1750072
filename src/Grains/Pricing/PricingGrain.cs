using OrleansStore.Contracts.Pricing;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Pricing;

/// <inheritdoc cref="IPricingGrain"/>
[CollectionAgeLimit(Minutes = 1)]
public sealed class PricingGrain(PricingTables tables, JournalServices services) : Grain, IPricingGrain
{
    /// <inheritdoc/>
    public Task<Result<Quote>> Quote(QuoteRequest request) =>
        Quoting.QuoteAsync(GrainFactory, tables, request, services.Time.GetUtcNow());
}

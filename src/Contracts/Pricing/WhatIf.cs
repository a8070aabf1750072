using System.Collections.Immutable;
using OrleansStore.Contracts.Promotions;

namespace OrleansStore.Contracts.Pricing;

/// <summary>Asks what a promotion would do.</summary>
/// <param name="Draft">As if it were running and had no limits, and its coupon had been named: its dates and uses do not count.</param>
/// <param name="Others">The other promotions, when what is priced is of the past; null for those of now.</param>
/// <param name="At">The time that counts for them; null for now.</param>
[GenerateSerializer, Immutable, Alias("store.whatIfRequest")]
public sealed record WhatIfRequest(
    PromotionTerms Draft, QuoteRequest Request, ImmutableArray<Promotion>? Others = null, DateTimeOffset? At = null);

/// <summary>What a promotion would do.</summary>
/// <param name="Before">The price without it.</param>
/// <param name="After">The price with it; the other promotions may take off less then, or not apply.</param>
/// <param name="Draft">What became of it.</param>
[GenerateSerializer, Immutable, Alias("store.whatIfQuote")]
public sealed record WhatIfQuote(PriceBreakdown Before, PriceBreakdown After, PromotionOutcome Draft);

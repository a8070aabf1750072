namespace OrleansStore.Contracts.Promotions;

/// <summary>What can happen to the book of promotions.</summary>
[GenerateSerializer, Immutable, Alias("store.promotionBookEvent")]
public abstract record PromotionBookEvent;

/// <summary>A promotion was added.</summary>
[GenerateSerializer, Immutable, Alias("promotion.created.v1")]
public sealed record PromotionCreated(Guid PromotionId, PromotionTerms Terms) : PromotionBookEvent;

/// <summary>A promotion says something else now.</summary>
[GenerateSerializer, Immutable, Alias("promotion.changed.v1")]
public sealed record PromotionChanged(Guid PromotionId, PromotionTerms Terms) : PromotionBookEvent;

/// <summary>What can happen to the uses of a promotion.</summary>
[GenerateSerializer, Immutable, Alias("store.promotionUseEvent")]
public abstract record PromotionUseEvent;

/// <summary>An order took a use.</summary>
[GenerateSerializer, Immutable, Alias("promotion.redeemed.v1")]
public sealed record PromotionRedeemed(Guid OrderId) : PromotionUseEvent;

/// <summary>An order gave its use back, or is not to get one.</summary>
/// <param name="Used">It had one.</param>
[GenerateSerializer, Immutable, Alias("promotion.released.v1")]
public sealed record PromotionReleased(Guid OrderId, bool Used) : PromotionUseEvent;

/// <summary>What can happen to one customer's uses of a promotion.</summary>
[GenerateSerializer, Immutable, Alias("store.customerUseEvent")]
public abstract record CustomerUseEvent;

/// <summary>An order of the customer's took a use.</summary>
[GenerateSerializer, Immutable, Alias("promotion.takenByCustomer.v1")]
public sealed record CustomerUseTaken(Guid OrderId) : CustomerUseEvent;

/// <summary>An order of the customer's gave its use back, or is not to get one.</summary>
[GenerateSerializer, Immutable, Alias("promotion.returnedByCustomer.v1")]
public sealed record CustomerUseReturned(Guid OrderId) : CustomerUseEvent;

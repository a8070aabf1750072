namespace OrleansStore.Contracts.Customers;

/// <summary>The receipt of an erasure: from then on nobody can read any more what was stored of the person.</summary>
/// <param name="Id">Of the receipt; the command that asked for it first.</param>
/// <param name="Subject">Whom it is about: the account, or the order of a guest.</param>
/// <param name="ErasedAt">When the keys were destroyed.</param>
[GenerateSerializer, Immutable, Alias("store.erasureReceipt")]
public sealed record ErasureReceipt(Guid Id, Guid Subject, DateTimeOffset ErasedAt);

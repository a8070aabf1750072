namespace OrleansStore.Contracts.Idempotency;

/// <summary>What can happen to an Idempotency-Key.</summary>
[GenerateSerializer, Immutable, Alias("store.idempotencyEvent")]
public abstract record IdempotencyEvent;

/// <summary>A request with it began.</summary>
/// <param name="Fingerprint">Base64 of the hash of method, path and body.</param>
[GenerateSerializer, Immutable, Alias("idempotency.begun.v1")]
public sealed record IdempotencyBegun(string Fingerprint, Guid CommandId) : IdempotencyEvent;

/// <summary>The request was answered.</summary>
[GenerateSerializer, Immutable, Alias("idempotency.completed.v1")]
public sealed record IdempotencyCompleted(StoredResponse Response) : IdempotencyEvent;

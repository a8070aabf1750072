namespace OrleansStore.Contracts.Claims;

/// <summary>What can happen to a name.</summary>
[GenerateSerializer, Immutable, Alias("store.claimEvent")]
public abstract record ClaimEvent;

/// <summary>An owner claimed it.</summary>
[GenerateSerializer, Immutable, Alias("claim.taken.v1")]
public sealed record ClaimTaken(Guid Owner) : ClaimEvent;

/// <summary>The owner came into being.</summary>
[GenerateSerializer, Immutable, Alias("claim.confirmed.v1")]
public sealed record ClaimConfirmed(Guid Owner) : ClaimEvent;

/// <summary>The owner gave it back.</summary>
[GenerateSerializer, Immutable, Alias("claim.released.v1")]
public sealed record ClaimReleased(Guid Owner) : ClaimEvent;

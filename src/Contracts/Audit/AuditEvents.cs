namespace OrleansStore.Contracts.Audit;

/// <summary>What stands in the audit trail.</summary>
[GenerateSerializer, Immutable, Alias("store.auditEvent")]
public abstract record AuditEvent;

/// <summary>Somebody did something, or was kept from it; see <see cref="AuditEntry"/>.</summary>
[GenerateSerializer, Immutable, Alias("audit.noted.v1")]
public sealed record AuditNoted(
    DateTimeOffset At,
    string Actor,
    Guid? Account,
    string Operation,
    string? Object,
    [property: Personal] string? Address,
    AuditOutcome Outcome,
    int Status,
    string? Code,
    int Count) : AuditEvent;

/// <summary>Denials came faster than they are written down; so many are missing.</summary>
[GenerateSerializer, Immutable, Alias("audit.lost.v1")]
public sealed record AuditLost(long Count) : AuditEvent;

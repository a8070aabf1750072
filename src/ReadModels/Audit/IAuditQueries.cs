using OrleansStore.Contracts.Audit;

namespace OrleansStore.ReadModels.Audit;

/// <summary>Reads the audit trail.</summary>
public interface IAuditQueries
{
    /// <summary>A page, newest first; or, after a position, oldest first.</summary>
    /// <exception cref="Products.InvalidCursorException">The cursor is not one of ours.</exception>
    ValueTask<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellation = default);
}

/// <summary>Which page of the audit trail.</summary>
/// <param name="After">What came after this position, oldest first; null: the newest first.</param>
/// <param name="Actor">Of this actor alone.</param>
/// <param name="Object">About this object, or what is in it, alone.</param>
/// <param name="Limit">1 to 100.</param>
public sealed record AuditQuery(long? After, string? Cursor, string? Actor, string? Object, int Limit);

/// <summary>A page of the audit trail.</summary>
/// <param name="NextCursor">For the next page, newest first.</param>
/// <param name="NextAfter">The position to go on after, oldest first.</param>
public sealed record AuditPage(IReadOnlyList<AuditItem> Items, string? NextCursor, long? NextAfter);

/// <summary>Who did what, or was kept from it.</summary>
/// <param name="Position">The entry's place in the journal.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Count">How often within a moment.</param>
/// <inheritdoc cref="AuditEntry"/>
public sealed record AuditItem(
    long Position, DateTimeOffset At, string? Actor, string? Operation, string? Object, string? Address, AuditOutcome Outcome, int? Status, string? Code, long Count);

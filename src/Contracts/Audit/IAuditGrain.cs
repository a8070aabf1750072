using System.Collections.Immutable;

namespace OrleansStore.Contracts.Audit;

/// <summary>A stretch of the audit trail: one for each day and shard, so that none grows for ever. Key: see <see cref="AuditKeys"/>.</summary>
[Alias("store.audit")]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>Adds entries; all of them or none. Nothing takes one away.</summary>
    [Alias("note")]
    Task<Result<AuditLength>> Note(NoteAudit command);
}

/// <summary>Adds entries.</summary>
/// <param name="Lost">Denials that did not fit in before these.</param>
[GenerateSerializer, Immutable, Alias("store.noteAudit")]
public sealed record NoteAudit(CommandContext Context, ImmutableArray<AuditEntry> Entries, long Lost);

/// <summary>Who did what, or was kept from it.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who: see <see cref="Actors"/>.</param>
/// <param name="Account">The actor's account, when it has one.</param>
/// <param name="Operation">What: method and address, or the live channel's command.</param>
/// <param name="Object">To which object, such as <c>orders/0198…</c>.</param>
/// <param name="Address">From which network address.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Status">How it was answered.</param>
/// <param name="Code">Why it was refused.</param>
/// <param name="Count">How often, when the same was denied again and again within a moment.</param>
[GenerateSerializer, Immutable, Alias("store.auditEntry")]
public sealed record AuditEntry(
    DateTimeOffset At, string Actor, Guid? Account, string Operation, string? Object, string? Address, AuditOutcome Outcome, int Status, string? Code, int Count);

/// <summary>What became of something.</summary>
[GenerateSerializer, Alias("store.auditOutcome")]
public enum AuditOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>The actor may, but a rule of the shop was against it.</summary>
    Refused,

    /// <summary>It failed; it may have taken effect.</summary>
    Failed,

    /// <summary>The actor may not.</summary>
    Denied,

    /// <summary>Denials that came too fast; only how many is known.</summary>
    Lost,
}

/// <summary>How long a stretch is.</summary>
[GenerateSerializer, Immutable, Alias("store.auditLength")]
public sealed record AuditLength(long Entries);

/// <summary>The stretches of the audit trail.</summary>
public static class AuditKeys
{
    /// <summary>Stretches of one day; nodes that write to different ones do not wait for each other.</summary>
    public const int Shards = 4;

    /// <summary>Entries added at once at most; larger appends hold up others.</summary>
    public const int Batch = 100;

    /// <summary>The stretch that is written now.</summary>
    public static string Of(DateTimeOffset now, int shard) => $"{now.UtcDateTime:yyyyMMdd}-{shard % Shards}";
}

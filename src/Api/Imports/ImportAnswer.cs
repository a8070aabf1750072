using OrleansStore.Contracts.Imports;

namespace OrleansStore.Api.Imports;

/// <summary>An import as administrators see it.</summary>
/// <param name="Line">All rows up to this line of the file are done.</param>
/// <param name="Rows">Rows that are done: created, updated, unchanged or failed.</param>
/// <param name="ErrorCount">What is wrong in the failed ones.</param>
/// <param name="Errors">The first of it.</param>
/// <param name="Report">The address of all of it; absent when nothing is wrong.</param>
/// <param name="Reason">Why it ended before its file did.</param>
public sealed record ImportAnswer(
    Guid Id,
    ImportStatus Status,
    ImportMode Mode,
    bool DryRun,
    long Line,
    long Rows,
    long Created,
    long Updated,
    long Unchanged,
    long Failed,
    long ErrorCount,
    IReadOnlyList<ImportProblem> Errors,
    string? Report,
    ImportProblem? Reason,
    DateTimeOffset StartedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>The address of an import.</summary>
    public static string AddressOf(Guid id) => $"/api/v1/products/import/{id}";

    /// <summary>An import.</summary>
    public static ImportAnswer Of(ImportView import) => new(
        import.Id, import.Status, import.Mode, import.DryRun, import.Progress.Line, import.Progress.Rows,
        import.Progress.Created, import.Progress.Updated, import.Progress.Unchanged, import.Progress.Failed,
        import.Progress.ErrorCount, import.Progress.Errors, import.Progress.ErrorCount > 0 ? $"{AddressOf(import.Id)}/errors" : null,
        import.Reason, import.StartedAt, import.UpdatedAt);
}

/// <summary>The imports that are still known, newest first.</summary>
public sealed record ImportPage(IReadOnlyList<ImportAnswer> Items);

using System.Collections.Immutable;

namespace OrleansStore.Contracts.Imports;

/// <summary>What becomes of a row whose sku a product has.</summary>
[GenerateSerializer, Alias("store.importMode")]
public enum ImportMode
{
    /// <summary>It is an error.</summary>
    Create,

    /// <summary>It changes that product.</summary>
    Upsert,
}

/// <summary>An import wants to run.</summary>
/// <param name="Id">The same id again is the same file again.</param>
/// <param name="Run">Which attempt it is: only the newest one is heard.</param>
/// <param name="DryRun">Nothing is written; it only tells what would be.</param>
[GenerateSerializer, Immutable, Alias("store.beginImport")]
public sealed record BeginImport(Guid Id, Guid Run, string Actor, ImportMode Mode, bool DryRun);

/// <summary>How far an import is.</summary>
/// <param name="Status">Anything but <see cref="ImportStatus.Running"/> ends it.</param>
/// <param name="Reason">Why it ended before its file did.</param>
[GenerateSerializer, Immutable, Alias("store.reportImport")]
public sealed record ReportImport(Guid Id, Guid Run, ImportStatus Status, ImportProgress Progress, ImportProblem? Reason = null);

/// <summary>How far an import is.</summary>
/// <param name="Line">All rows up to this line of the file are done.</param>
/// <param name="Rows">Rows that are done; the header is none.</param>
/// <param name="Created">Rows that made a product.</param>
/// <param name="Updated">Rows that changed a product.</param>
/// <param name="Unchanged">Rows whose product was so already.</param>
/// <param name="Failed">Rows that did nothing, because something in them is wrong.</param>
/// <param name="ErrorCount">What is wrong in all of them; a row may have several errors.</param>
/// <param name="Errors">The first of them; the report has more.</param>
/// <param name="Position">The journal's global position behind the newest row.</param>
[GenerateSerializer, Immutable, Alias("store.importProgress")]
public sealed record ImportProgress(
    long Line, long Rows, long Created, long Updated, long Unchanged, long Failed, long ErrorCount, ImmutableArray<ImportProblem> Errors, long Position)
{
    /// <summary>Nothing is done yet.</summary>
    public static ImportProgress None { get; } = new(0, 0, 0, 0, 0, 0, 0, [], 0);
}

/// <summary>What is wrong with a row, or with the file.</summary>
/// <param name="Line">Where the row begins; the header is in line 1.</param>
/// <param name="Column">The column's name; null when it is about the whole row.</param>
/// <param name="Code">Stable, camelCase.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="Sku">Of the row, where it has one.</param>
[GenerateSerializer, Immutable, Alias("store.importProblem")]
public sealed record ImportProblem(long Line, string? Column, string Code, string Message, string? Sku);

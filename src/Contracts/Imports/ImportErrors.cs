namespace OrleansStore.Contracts.Imports;

/// <summary>What can be wrong with an import as a whole.</summary>
public static class ImportErrors
{
    /// <summary>There is no such import, or it is forgotten.</summary>
    public static StoreError NotFound(Guid id) => new(ErrorKind.NotFound, "importNotFound", $"There is no import {id}, or it is too long ago.");

    /// <summary>One runs already.</summary>
    public static StoreError Running(Guid id) =>
        new StoreError(ErrorKind.Conflict, "importRunning", $"Import {id} is running; one runs at a time.").With("importId", id.ToString());

    /// <summary>Another attempt runs under the same id.</summary>
    public static StoreError TakenOver(Guid id) =>
        new(ErrorKind.Conflict, "importTakenOver", $"Import {id} was silent for too long, and another attempt took its place.");
}

/// <summary>Limits of imports, each with its reason.</summary>
public static class ImportLimits
{
    /// <summary>Imports that are remembered with their reports; more is what the journal is for.</summary>
    public const int Kept = 10;

    /// <summary>An import that said nothing for so long is taken for dead; another one may run then.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>How often an import says how far it is.</summary>
    public static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    /// <summary>Rows of one file; whoever has more sends more files.</summary>
    public const int Rows = 1_000_000;

    /// <summary>Characters of one row; the longest product fits three times. Bounds what a quote that is never closed can cost.</summary>
    public const int RowCharacters = 64 * 1024;

    /// <summary>Rows that are worked on at once: enough to share each commit of the journal, few enough for its other users.</summary>
    public const int AtOnce = 256;

    /// <summary>Errors that are shown with an import; a screen full of them.</summary>
    public const int ErrorsShown = 100;

    /// <summary>Errors in the report; some 10 MB. More of them are only counted.</summary>
    public const int ErrorsReported = 100_000;

    /// <summary>Errors in one part of the report; some 100 KB.</summary>
    public const int ErrorsInPart = 1_000;

    /// <summary>How often a row is tried that the store could not serve.</summary>
    public const int Tries = 6;
}

/// <summary>Where imports lie among the small rows of the journal's store.</summary>
public static class ImportRows
{
    /// <summary>The table of imports; a row's key is the import's id.</summary>
    public const string Table = "imports";

    /// <summary>The table of the parts of their reports; see <see cref="Part"/>.</summary>
    public const string Reports = "importReports";

    /// <summary>The key of an import.</summary>
    public static string Key(Guid id) => id.ToString("N");

    /// <summary>The key of a part of a report, from 0.</summary>
    public static string Part(Guid run, int part) => $"{run:N}.{part:D3}";
}

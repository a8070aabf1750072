using System.Collections.Immutable;

namespace OrleansStore.Contracts.Imports;

/// <summary>Where an import stands.</summary>
[GenerateSerializer, Alias("store.importStatus")]
public enum ImportStatus
{
    /// <summary>Rows are read.</summary>
    Running,

    /// <summary>The whole file is done; rows may have failed.</summary>
    Completed,

    /// <summary>The file cannot be read on from where it stopped.</summary>
    Failed,

    /// <summary>The client or the store went away; the same file can be sent again.</summary>
    Interrupted,
}

/// <summary>An import.</summary>
[GenerateSerializer, Immutable, Alias("store.importView")]
public sealed record ImportView(
    Guid Id,
    ImportStatus Status,
    ImportMode Mode,
    bool DryRun,
    string Actor,
    ImportProgress Progress,
    ImportProblem? Reason,
    Guid Run,
    DateTimeOffset StartedAt,
    DateTimeOffset UpdatedAt);

/// <summary>Some imports.</summary>
[GenerateSerializer, Immutable, Alias("store.importList")]
public sealed record ImportList(ImmutableArray<ImportView> Imports);

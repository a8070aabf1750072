using Orleans.Concurrency;

namespace OrleansStore.Contracts.Imports;

/// <summary>
/// Knows the newest imports of products: lets one run at a time, and tells everybody how far it is, from whichever node and
/// after a restart. One for the whole store: key 0.
/// </summary>
/// <remarks>
/// The rows of an import are no concern of it: each is a command to a product, done once however often it is sent. So an
/// import that was cut off is just sent again.
/// </remarks>
[Alias("store.import")]
public interface IImportGrain : IGrainWithIntegerKey
{
    /// <summary>An import wants to run, for the first time or anew.</summary>
    [Alias("begin")]
    Task<Result<ImportView>> Begin(BeginImport command);

    /// <summary>How far it is; to be told again well before <see cref="ImportLimits.Silence"/> is over.</summary>
    [Alias("report")]
    Task<Result<ImportView>> Report(ReportImport command);

    /// <summary>An import as it stands.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<ImportView>> Get(Guid id);

    /// <summary>The imports that are still known, newest first.</summary>
    [Alias("list"), ReadOnly]
    Task<Result<ImportList>> List();
}

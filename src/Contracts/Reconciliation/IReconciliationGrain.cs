using Orleans.Concurrency;

namespace OrleansStore.Contracts.Reconciliation;

/// <summary>
/// Compares what the stocks hold and have sold for each order with what the orders say, at one position of the journal, and
/// reports what differs. Key: <see cref="Stock"/>.
/// </summary>
[Alias("store.reconciliation")]
public interface IReconciliationGrain : IGrainWithStringKey
{
    /// <summary>The key of the one that compares stocks.</summary>
    const string Stock = "stock";

    /// <summary>Has it run as often as the store is set to.</summary>
    [Alias("start")]
    Task Start();

    /// <summary>Runs now. When that takes long, the answer says that it still runs; ask again for what it came to.</summary>
    [Alias("run")]
    Task<Result<ReconciliationView>> Run(CommandContext context);

    /// <summary>What the last run came to.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<ReconciliationView>> Get();
}

using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Reconciliation;

namespace OrleansStore.Api.Reconciliation;

/// <summary>What administrators can ask of reconciliation.</summary>
public sealed class ReconciliationHandlers(IGrainFactory grains)
{
    private IReconciliationGrain Stock => grains.GetGrain<IReconciliationGrain>(IReconciliationGrain.Stock);

    /// <summary>Runs one now.</summary>
    public async Task<Answer> Run(Call call, NoInput input) => ToAnswer(await Stock.Run(call.Context));

    /// <summary>What the last one came to.</summary>
    public async Task<Answer> Get(Call call) => ToAnswer(await Stock.Get(), 200);

    private static Answer ToAnswer(Result<ReconciliationView> result, int running = 202) =>
        Answer.Of(result.Value!, result.Value!.Running ? running : 200, result.Position);
}

using OrleansStore.Api.Http;
using OrleansStore.Contracts.Stock;

namespace OrleansStore.Api.Stock;

/// <summary>Pieces came in.</summary>
public sealed record ReceiveStockRequest(int? Quantity) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Range("quantity", Quantity, 1, StockLimits.Movement);
}

/// <summary>A count was corrected, up or down.</summary>
public sealed record AdjustStockRequest(int? Delta, string? Reason) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.Range("delta", Delta, -StockLimits.Movement, StockLimits.Movement).Text("reason", Reason, StockLimits.Reason);
        if (Delta == 0) checks.Fail("delta", "Must not be 0.");
    }
}

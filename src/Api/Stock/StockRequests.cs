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

/// <summary>Changes how a stock is kept; what is absent stays as it is.</summary>
/// <param name="LowStockThreshold">Pieces available at which it counts as low.</param>
/// <param name="Backorder">Whether more may be ordered than is available.</param>
public sealed record ConfigureStockRequest(int? LowStockThreshold, bool? Backorder) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        if (LowStockThreshold is not null) checks.Range("lowStockThreshold", LowStockThreshold, 0, StockLimits.Movement);
    }
}

/// <summary>A page of what happened to a stock, oldest first.</summary>
public sealed record StockLedgerPage(IReadOnlyList<StockMovement> Items, string? NextCursor);

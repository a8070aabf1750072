using OrleansStore.Api.Access;
using OrleansStore.Api.History;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Stock;

namespace OrleansStore.Api.Stock;

/// <summary>The addresses of stock.</summary>
internal static class StockRoutes
{
    public static void MapStock(this Routes routes, StockHandlers stock, StockPast past)
    {
        var store = routes.Tagged("Stock");
        store.Get("/products/{id}/stock", When.Parameters, past.Get).Answers<StockView>().For(Policy.Anyone).Says("The stock of a product; as it was for administrators");
        store.Patch<ConfigureStockRequest>("/products/{id}/stock", stock.Configure).Answers<StockView>().For(Policy.Needs(Permissions.Stock)).Says("Change how a stock is kept (administrators)");
        store.List("/products/{id}/stock/ledger", stock.Ledger).Answers<StockLedgerPage>().For(Policy.Needs(Permissions.Stock)).Says("What happened to a stock, oldest first (administrators)");
        store.Post<ReceiveStockRequest>("/products/{id}/stock/receipts", stock.Receive).Answers<StockView>().For(Policy.Needs(Permissions.Stock)).Says("Pieces came in (administrators)");
        store.Post<AdjustStockRequest>("/products/{id}/stock/adjustments", stock.Adjust).Answers<StockView>().For(Policy.Needs(Permissions.Stock)).Says("Correct a count (administrators)");
    }
}
